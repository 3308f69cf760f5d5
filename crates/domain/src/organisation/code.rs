use xianban_kernel::{Draw, Moment, PlaceId, Problem};
use xianban_store::{Tx, params};

use super::{Place, PlaceKind, place, rows};
use crate::coded::coded;

coded! {
    /// What a QR code opens.
    CodePurpose {
        /// The form, with the place filled in.
        File = "file",
    }
}

/// A code on a wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCode {
    /// What follows `/q/`: ten letters and digits nobody can guess or mistake.
    pub code: String,
    /// Where it hangs.
    pub place: Place,
    /// How often it was opened.
    pub scans: i64,
}

/// Crockford's letters and digits in small: no i, l, o, u.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Fifty random bits.
pub(super) fn draw_code(draw: &mut Draw) -> String {
    let letter = |byte: u8| LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'0');
    draw.bytes::<10>().into_iter().map(|byte| char::from(letter(byte))).collect()
}

/// The place a code hangs at. A code of another platform, or of a place that was given up, says so.
pub fn place_by_code(tx: &mut Tx<'_>, code: &str, at: Moment) -> Result<Place, Problem> {
    let row = tx.row(
        "select place from place_code where district = $1 and code = $2",
        params![tx.district(), code],
    )?;
    let place = place(tx, row.ok_or_else(unknown_code)?.get("place")?)?;
    if place.open_at(at) {
        return Ok(place);
    }
    let said = format!("{}已经停用，请直接提诉求，再选择地点。", place.address);
    Err(Problem::refused("closed_place", said))
}

/// The refusal of a code that leads to no place.
pub const UNKNOWN_CODE: &str = "unknown_place_code";

/// What is said of a code that is not of this district's platform.
pub fn unknown_code() -> Problem {
    let said = "这个二维码不是本平台的，或者已经作废。您可以直接提诉求，再选择地点。";
    Problem::refused(UNKNOWN_CODE, said)
}

/// Counts one opening of a code.
pub fn scanned(tx: &mut Tx<'_>, code: &str) -> Result<(), Problem> {
    tx.execute(
        "update place_code set scans = scans + 1 where district = $1 and code = $2",
        params![tx.district(), code],
    )?;
    Ok(())
}

/// The code of a place, made when it has none yet.
pub fn code_for(
    tx: &mut Tx<'_>,
    place: PlaceId,
    purpose: CodePurpose,
    at: Moment,
) -> Result<String, Problem> {
    let code = draw_code(tx.draw());
    let sql = "insert into place_code (district, code, place, purpose, created_at, scans) \
               values ($1, $2, $3, $4, $5, 0) on conflict (district, place, purpose) do nothing";
    tx.execute(sql, params![tx.district(), code, place, purpose.code(), at])?;
    let sql = "select code from place_code where district = $1 and place = $2 and purpose = $3";
    let row = tx.row(sql, params![tx.district(), place, purpose.code()])?;
    Ok(row.ok_or(Problem::NotFound)?.get("code")?)
}

/// The codes of an estate, its buildings and entrances, in walking order: the sheet to print.
pub fn codes_of_estate(
    tx: &mut Tx<'_>,
    estate: PlaceId,
    purpose: CodePurpose,
) -> Result<Vec<PlaceCode>, Problem> {
    let sql = format!(
        "select {}, c.code, c.scans from place_code c join place p on p.district = c.district \
         and p.id = c.place \
         where c.district = $1 and p.estate = $2 and c.purpose = $3 and p.closed_at is null \
         and p.kind in ('estate', 'building', 'entrance')",
        rows::PLACE
    );
    let mut codes = Vec::new();
    for row in tx.rows(&sql, params![tx.district(), estate, purpose.code()])? {
        let (code, scans) = (row.get("code")?, row.get("scans")?);
        codes.push(PlaceCode { code, place: rows::place(&row)?, scans });
    }
    codes.sort_by_key(|code| walking_order(&code.place));
    Ok(codes)
}

/// 2号楼 before 10号楼, a building before its entrances.
fn walking_order(place: &Place) -> Vec<(usize, String)> {
    let from = place.path.as_str().split('/').skip(PlaceKind::Estate as usize);
    from.map(|code| (code.len(), code.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use xianban_kernel::Seed;

    use super::*;

    #[test]
    fn a_code_is_ten_signs_nobody_mistakes() {
        let mut draw = Seed::fixed(1).draw();
        let codes: Vec<_> = (0..100).map(|_| draw_code(&mut draw)).collect();
        assert!(codes.iter().all(|code| code.len() == 10));
        assert!(codes.iter().all(|code| !code.contains(['i', 'l', 'o', 'u', 'I'])));
        assert_ne!(codes[0], codes[1]);
    }
}
