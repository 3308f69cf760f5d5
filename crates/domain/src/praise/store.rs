use xianban_kernel::{DossierId, FileId, Problem};
use xianban_store::{Error, Result, Row, Tx, params};

use super::noun::{Praise, Standing, Words};
use crate::organisation::{AtUnit, UnitKind};

pub(super) const COLUMNS: &str = "district, id, no, giver, about, unit, unit_kind, office, \
    office_kind, person, banner, body, whom, signed, public, standing, since, given_at, reason, words, \
    photos, version";

/// The praise with this row, held until the verb ends; `None` when there is none.
pub(super) fn load(tx: &mut Tx<'_>, id: DossierId) -> Result<Option<Praise>> {
    let holding = tx.holding();
    let sql = format!("select {COLUMNS} from praise where district = $1 and id = $2{holding}");
    let row = tx.row(&sql, params![tx.district(), id])?;
    row.as_ref().map(from_row).transpose()
}

/// Writes a new praise, whose dossier is open.
pub(super) fn insert(tx: &mut Tx<'_>, praise: &Praise) -> std::result::Result<(), Problem> {
    let places = (1..=22).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("insert into praise ({COLUMNS}) values ({places})");
    let (reason, words) = praise.refusal.clone().unzip();
    tx.execute(
        &sql,
        params![
            praise.district,
            praise.id,
            praise.no,
            praise.giver,
            praise.about,
            praise.unit.unit,
            praise.unit.kind.code(),
            praise.office.unit,
            praise.office.kind.code(),
            praise.person,
            praise.words.banner,
            praise.words.text,
            praise.words.whom,
            praise.words.signed,
            praise.public,
            praise.standing.code(),
            praise.since,
            praise.given_at,
            reason,
            words.flatten(),
            photos(praise),
            praise.version,
        ],
    )?;
    Ok(())
}

/// Writes what an event changed, if the row is still at version `before`.
pub(super) fn update(
    tx: &mut Tx<'_>,
    praise: &Praise,
    before: i64,
) -> std::result::Result<(), Problem> {
    let (reason, words) = praise.refusal.clone().unzip();
    let touched = tx.execute(
        "update praise set person = $1, standing = $2, since = $3, reason = $4, words = $5,
           photos = $6, version = $7
         where district = $8 and id = $9 and version = $10",
        params![
            praise.person,
            praise.standing.code(),
            praise.since,
            reason,
            words.flatten(),
            photos(praise),
            praise.version,
            praise.district,
            praise.id,
            before,
        ],
    )?;
    if touched == 1 { Ok(()) } else { Err(tx.raced().into()) }
}

fn photos(praise: &Praise) -> String {
    praise.photos.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

pub(super) fn from_row(row: &Row) -> Result<Praise> {
    let no: String = row.get("no")?;
    let wrong = |why: String| Error::inconsistent("praise", &no, why);
    let at = |unit, kind| {
        let code: String = row.get(kind)?;
        let known = UnitKind::from_code(&code).ok_or_else(|| wrong(format!("{kind} is {code}")))?;
        Ok::<_, Error>(AtUnit { unit: row.get(unit)?, kind: known })
    };
    let standing: String = row.get("standing")?;
    let standing =
        Standing::from_code(&standing).ok_or_else(|| wrong(format!("standing is {standing}")))?;
    let photos: String = row.get("photos")?;
    let photos =
        photos.split(',').filter(|id| !id.is_empty()).map(|id| id.parse().map(FileId::new));
    let photos =
        photos.collect::<std::result::Result<_, _>>().map_err(|_| wrong("photos".into()))?;
    let reason: Option<String> = row.get("reason")?;
    let words: Option<i64> = row.get("words")?;
    Ok(Praise {
        district: row.get("district")?,
        id: row.get("id")?,
        giver: row.get("giver")?,
        about: row.get("about")?,
        unit: at("unit", "unit_kind")?,
        office: at("office", "office_kind")?,
        person: row.get("person")?,
        words: Words {
            banner: row.get("banner")?,
            text: row.get("body")?,
            whom: row.get("whom")?,
            signed: row.get("signed")?,
        },
        public: row.get("public")?,
        standing,
        since: row.get("since")?,
        given_at: row.get("given_at")?,
        refusal: reason.map(|reason| (reason, words)),
        photos,
        version: row.get("version")?,
        no,
    })
}
