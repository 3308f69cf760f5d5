//! Texts that staff keep for their replies (常用语): their own, and those somebody shares with
//! everybody at his unit. Only who wrote a text changes it.

use xianban_kernel::words::length;
use xianban_kernel::{Post, Problem, Staff, StaffId, UnitId};
use xianban_store::{Row, params};

use crate::appeals::Appeal;
use crate::office::Work;

/// The longest title, in characters.
pub const TITLE_MOST: usize = 40;
/// The longest text, in characters.
pub const BODY_MOST: usize = 2_000;
/// So many texts one person keeps at most.
const MOST: i64 = 100;

/// What stands for an appeal's number in a text.
pub const NUMBER: &str = "{编号}";

/// A text that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Which.
    pub id: i64,
    /// What it is for.
    pub title: String,
    /// The words, with places to fill.
    pub body: String,
    /// Who wrote it.
    pub by: StaffId,
    /// The unit it is shared with.
    pub unit: Option<UnitId>,
}

impl Phrase {
    /// Its words for one appeal.
    pub fn filled(&self, appeal: &Appeal) -> String {
        self.body.replace(NUMBER, &appeal.no)
    }
}

/// What is kept.
#[derive(Clone, Debug, Default)]
pub struct NewPhrase {
    /// What it is for.
    pub title: String,
    /// The words.
    pub body: String,
    /// Whether everybody at the unit may use it.
    pub shared: bool,
}

/// The actor's own texts and those of his units, by title.
pub fn phrases(work: &mut Work<'_, '_>) -> Result<Vec<Phrase>, Problem> {
    let staff = own(work)?;
    let mut found = Vec::new();
    let rows = work.tx.rows(
        "select id, title, body, staff, unit from phrase where district = $1 and staff = $2",
        params![work.tx.district(), staff.id],
    )?;
    found.extend(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?);
    for Post { unit, .. } in staff.posts.iter() {
        let rows = work.tx.rows(
            "select id, title, body, staff, unit from phrase where district = $1 and unit = $2",
            params![work.tx.district(), *unit],
        )?;
        found.extend(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    found.dedup_by_key(|phrase| phrase.id);
    Ok(found)
}

/// One of the texts the actor may use.
pub fn phrase(work: &mut Work<'_, '_>, id: i64) -> Result<Phrase, Problem> {
    phrases(work)?.into_iter().find(|phrase| phrase.id == id).ok_or(Problem::NotFound)
}

/// Keeps a new text, or changes one of the actor's own.
pub fn keep(work: &mut Work<'_, '_>, id: Option<i64>, new: &NewPhrase) -> Result<(), Problem> {
    let staff = own(work)?;
    let (title, body) = (new.title.trim(), new.body.trim());
    if title.is_empty() || length(title) > TITLE_MOST {
        let said = format!("请写一个名称，最多 {TITLE_MOST} 个字。");
        return Err(Problem::fault("title", said));
    }
    if body.is_empty() || length(body) > BODY_MOST {
        return Err(Problem::fault("body", format!("请写内容，最多 {BODY_MOST} 个字。")));
    }
    let unit = staff.posts.first().map(|post| post.unit).filter(|_| new.shared);
    let written = if let Some(id) = id {
        work.tx.execute(
            "update phrase set title = $1, body = $2, unit = $3, changed_at = $4
             where district = $5 and id = $6 and staff = $7",
            params![title, body, unit, work.cx.at, work.tx.district(), id, staff.id],
        )?
    } else {
        room_left(work, staff.id)?;
        let id = i64::from_be_bytes(work.tx.draw().bytes()) & i64::MAX;
        work.tx.execute(
            "insert into phrase (id, district, staff, unit, title, body, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
            params![id, work.office.district, staff.id, unit, title, body, work.cx.at],
        )?
    };
    if written == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

/// Throws one of the actor's own texts away.
pub fn drop(work: &mut Work<'_, '_>, id: i64) -> Result<(), Problem> {
    let staff = own(work)?;
    let sql = "delete from phrase where district = $1 and id = $2 and staff = $3";
    let gone = work.tx.execute(sql, params![work.tx.district(), id, staff.id])?;
    if gone == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

fn room_left(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    let sql = "select count(*) as n from phrase where district = $1 and staff = $2";
    let row = work.tx.row(sql, params![work.tx.district(), staff])?;
    let n: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
    if n < MOST {
        return Ok(());
    }
    let said = format!("已经存了 {MOST} 条，请先删掉不用的。");
    Err(Problem::refused("too_many_phrases", said))
}

fn own(work: &Work<'_, '_>) -> Result<Staff, Problem> {
    work.cx.actor.staff().cloned().ok_or(Problem::NotFound)
}

fn read(row: &Row) -> Result<Phrase, Problem> {
    Ok(Phrase {
        id: row.get("id")?,
        title: row.get("title")?,
        body: row.get("body")?,
        by: row.get("staff")?,
        unit: row.get("unit")?,
    })
}
