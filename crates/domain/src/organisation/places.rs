use xianban_kernel::{Moment, PlaceId, Problem};
use xianban_store::{Tx, params};

use super::{Place, PlaceKind, PlacePath, rows};

/// The place with this row, if any.
pub fn find_place(tx: &mut Tx<'_>, id: PlaceId) -> Result<Option<Place>, Problem> {
    let sql = format!("select {} from place p where p.district = $1 and p.id = $2", rows::PLACE);
    Ok(tx.row(&sql, params![tx.district(), id])?.as_ref().map(rows::place).transpose()?)
}

/// The place with this row.
pub fn place(tx: &mut Tx<'_>, id: PlaceId) -> Result<Place, Problem> {
    find_place(tx, id)?.ok_or(Problem::NotFound)
}

/// The place with this path, if any.
pub fn place_by_path(tx: &mut Tx<'_>, path: &PlacePath) -> Result<Option<Place>, Problem> {
    find_place(tx, path.id())
}

/// A place that something may be filed at: it exists, stands at `at` and lies in `district`.
pub fn open_place(
    tx: &mut Tx<'_>,
    district: i64,
    id: PlaceId,
    at: Moment,
) -> Result<Place, Problem> {
    let found = find_place(tx, id)?.filter(|place| place.district() == district);
    let place = found.ok_or_else(|| {
        Problem::fault("place", "没有找到这个地点，请重新选择，或者选“说不清”，用文字描述。")
    })?;
    if place.open_at(at) {
        return Ok(place);
    }
    let said = format!("{}已经停用，请重新选择地点。", place.address);
    Err(Problem::fault("place", said))
}

/// The places directly below, open ones, in the order of their names: 2号楼 before 10号楼.
pub fn children(tx: &mut Tx<'_>, id: PlaceId) -> Result<Vec<Place>, Problem> {
    let sql = format!(
        "select {} from place p where p.district = $1 and p.parent = $2 and p.closed_at is null \
         order by length(p.path), p.path",
        rows::PLACE
    );
    Ok(rows::each(&tx.rows(&sql, params![tx.district(), id])?, rows::place)?)
}

/// The places above, nearest first.
pub fn ancestors(tx: &mut Tx<'_>, place: &Place) -> Result<Vec<Place>, Problem> {
    let above = place.path.upwards().skip(1);
    above.map(|path| self::place(tx, path.id())).collect()
}

/// All open places of one kind in a district, by path: the communities for a picker, the estates.
pub fn places_of(tx: &mut Tx<'_>, district: i64, kind: PlaceKind) -> Result<Vec<Place>, Problem> {
    let sql = format!(
        "select {} from place p where p.district = $1 and p.kind = $2 and p.closed_at is null \
         order by length(p.path), p.path",
        rows::PLACE
    );
    Ok(rows::each(&tx.rows(&sql, params![district, kind.code()])?, rows::place)?)
}

/// How many households lie in a place.
pub fn households_below(tx: &mut Tx<'_>, place: &Place) -> Result<i64, Problem> {
    let column = match place.kind() {
        PlaceKind::Household => return Ok(1),
        PlaceKind::Entrance => "parent",
        PlaceKind::Building => "building",
        PlaceKind::Estate => "estate",
        PlaceKind::Community => "community",
        PlaceKind::Street => "street",
        PlaceKind::District | PlaceKind::City | PlaceKind::Province => "district",
    };
    let key = if column == "district" { tx.district() } else { place.id.value() };
    let sql = format!(
        "select count(*) as n from place where district = $1 and {column} = $2 and kind = 'household'"
    );
    let row = tx.row(&sql, params![tx.district(), key])?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// Whether `inner` is `outer` or lies in it.
pub fn lie_within(tx: &mut Tx<'_>, inner: PlaceId, outer: PlaceId) -> Result<bool, Problem> {
    Ok(place(tx, outer)?.path.covers(&place(tx, inner)?.path))
}

/// Communities and estates of a district that fit what was typed, at most `most`. Words that no name
/// holds are looked for among the buildings of the estates that the others name: "开泰锦城 3号楼".
pub fn places_named(
    tx: &mut Tx<'_>,
    district: i64,
    typed: &str,
    most: usize,
) -> Result<Vec<Place>, Problem> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = places_of(tx, district, PlaceKind::Community)?;
    all.extend(places_of(tx, district, PlaceKind::Estate)?);
    let (mut whole, mut below) = (Vec::new(), Vec::new());
    for place in all {
        let left: Vec<&str> =
            words.iter().filter(|word| !place.address.contains(**word)).copied().collect();
        if left.is_empty() {
            whole.push(place);
        } else if left.len() < words.len() && below.len() < ESTATES_OPENED {
            below.push((place.id, left));
        }
    }
    for (estate, left) in below {
        let fits = |place: &Place| left.iter().all(|word| place.name.contains(word));
        whole.extend(children(tx, estate)?.into_iter().filter(fits));
    }
    whole.truncate(most);
    Ok(whole)
}

/// So many estates are looked into for a building.
const ESTATES_OPENED: usize = 5;
