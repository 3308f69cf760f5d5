use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Moment, PlaceId, Problem, UnitId};
use xianban_store::{Row, Tx, params};

/// What is known of every dossier, whatever its room: lines of queues, inboxes and hits are drawn from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// County code, six digits.
    pub district: i64,
    /// Its row.
    pub id: DossierId,
    /// What it is, as its room calls it.
    pub kind: String,
    /// Its number, as people know it.
    pub no: String,
    /// Its title in its vault.
    pub title: Option<i64>,
    /// Its title where everybody may read it.
    pub words: Option<String>,
    /// Its place of the tree.
    pub place: Option<PlaceId>,
    /// Its place in somebody's words, in its vault.
    pub where_said: Option<i64>,
    /// Who has it now.
    pub unit: UnitId,
    /// What queues of its kind are sifted by.
    pub sort: String,
    /// On which list it is.
    pub list: Option<String>,
    /// When it began.
    pub begun_at: Moment,
}

/// Writes what became of a dossier: where it stands, its title and who may read it, if that changed.
pub fn refresh(
    tx: &mut Tx<'_>,
    (before, readers_before): (&Dossier, &BTreeSet<String>),
    (after, readers): (&Dossier, &BTreeSet<String>),
) -> Result<(), Problem> {
    if before != after {
        tx.execute(
            "update dossier set title = $1, words = $2, place = $3, where_said = $4, unit = $5,
               sort = $6, list = $7
             where district = $8 and id = $9",
            params![
                after.title,
                after.words,
                after.place,
                after.where_said,
                after.unit,
                after.sort,
                after.list,
                after.district,
                after.id,
            ],
        )?;
    }
    change_readers(tx, after, readers_before, readers)
}

pub(super) fn change_readers(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Result<(), Problem> {
    for reader in after.difference(before) {
        tx.execute(
            "insert into reader (district, dossier, reader) values ($1, $2, $3)
             on conflict do nothing",
            params![dossier.district, dossier.id, reader],
        )?;
    }
    for reader in before.difference(after) {
        tx.execute(
            "delete from reader where district = $1 and dossier = $2 and reader = $3",
            params![dossier.district, dossier.id, reader],
        )?;
    }
    Ok(())
}

const COLUMNS: &str = "district, id, kind, no, title, words, place, where_said, unit, sort, list, \
    begun_at";

/// The row of a dossier; `None` when there is none.
pub fn find(tx: &mut Tx<'_>, id: DossierId) -> Result<Option<Dossier>, Problem> {
    let sql = format!("select {COLUMNS} from dossier where district = $1 and id = $2");
    let row = tx.row(&sql, params![tx.district(), id])?;
    Ok(row.as_ref().map(Dossier::from_row).transpose()?)
}

/// The dossier with this number, whatever it is; `None` when there is none.
pub fn by_no(tx: &mut Tx<'_>, no: &str) -> Result<Option<Dossier>, Problem> {
    let sql = format!("select {COLUMNS} from dossier where district = $1 and no = $2");
    let row = tx.row(&sql, params![tx.district(), no])?;
    Ok(row.as_ref().map(Dossier::from_row).transpose()?)
}

/// Up to `most` dossiers behind `after`, whatever their district.
pub fn behind(
    tx: &mut Tx<'_>,
    after: Option<(i64, DossierId)>,
    most: i64,
) -> Result<Vec<Dossier>, Problem> {
    let (district, id) = after.map_or((i64::MIN, i64::MIN), |(d, id)| (d, id.value()));
    let sql = format!(
        "select {COLUMNS} from dossier where (district, id) > ($1, $2)
         order by district, id limit $3"
    );
    let rows = tx.rows(&sql, params![district, id, most])?;
    Ok(rows.iter().map(Dossier::from_row).collect::<Result<_, _>>()?)
}

/// Who may read a dossier, as marks.
pub fn readers(tx: &mut Tx<'_>, id: DossierId) -> Result<BTreeSet<String>, Problem> {
    let rows = tx.rows(
        "select reader from reader where district = $1 and dossier = $2",
        params![tx.district(), id],
    )?;
    Ok(rows.iter().map(|row| row.get("reader")).collect::<Result<_, _>>()?)
}

impl Dossier {
    /// Where people find it, below the site's address: pages of a kind lie under its plural.
    pub fn link(&self) -> String {
        format!("{}s/{}", self.kind, self.no)
    }

    /// From the columns of its row.
    pub fn from_row(row: &Row) -> xianban_store::Result<Self> {
        Ok(Self {
            district: row.get("district")?,
            id: row.get("id")?,
            kind: row.get("kind")?,
            no: row.get("no")?,
            title: row.get("title")?,
            words: row.get("words")?,
            place: row.get("place")?,
            where_said: row.get("where_said")?,
            unit: row.get("unit")?,
            sort: row.get("sort")?,
            list: row.get("list")?,
            begun_at: row.get("begun_at")?,
        })
    }
}
