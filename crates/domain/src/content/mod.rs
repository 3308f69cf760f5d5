//! The pages of the two sections beside the appeals, as the district writes them. Every version is
//! kept with who wrote it and when; the program ships the first words of each.

mod right;

pub use right::Right;

use xianban_kernel::words::length;
use xianban_kernel::{Moment, Problem};
use xianban_store::{Row, params};

use crate::coded::coded;
use crate::ledger::{Field, Note, Sort, Subject, What, keep};
use crate::office::Work;

coded! {
    /// A page that the district edits.
    Section {
        /// 党建引领: what the community's party organisation offers.
        Party = "party",
        /// 崂山之窗: whom to ask for what.
        Window = "window",
    }
}

/// How long a page may be, in characters.
pub const LONGEST: usize = 20_000;

/// How many versions are listed.
const LISTED: i64 = 50;

/// One version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1; 0 for the words the program ships.
    pub n: i64,
    /// Its words, in the small markup of the pages.
    pub text: String,
    /// When it was written; `None` for the words the program ships.
    pub at: Option<Moment>,
    /// Who wrote it; empty for the words the program ships.
    pub by: String,
}

impl Section {
    /// As administrators call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "党建引领",
            Self::Window => "窗口",
        }
    }

    /// The words the program ships.
    pub const fn shipped(self) -> &'static str {
        match self {
            Self::Party => include_str!("../../data/party.txt"),
            Self::Window => include_str!("../../data/window.txt"),
        }
    }

    fn first(self) -> Version {
        Version { n: 0, text: self.shipped().to_owned(), at: None, by: String::new() }
    }
}

/// The page as people read it now.
pub fn current(work: &mut Work<'_, '_>, section: Section) -> Result<Version, Problem> {
    let row = work.tx.row(
        "select n, body, at, author from content_version
         where district = $1 and section = $2 order by n desc limit 1",
        params![work.office.district, section.code()],
    )?;
    row.map_or_else(|| Ok(section.first()), |row| read(&row))
}

/// One version of the page; 0 is what the program ships.
pub fn version(work: &mut Work<'_, '_>, section: Section, n: i64) -> Result<Version, Problem> {
    permitted(work)?;
    if n == 0 {
        return Ok(section.first());
    }
    let row = work.tx.row(
        "select n, body, at, author from content_version
         where district = $1 and section = $2 and n = $3",
        params![work.office.district, section.code(), n],
    )?;
    read(&row.ok_or(Problem::NotFound)?)
}

/// The latest versions, newest first; the words the program ships come last.
pub fn history(work: &mut Work<'_, '_>, section: Section) -> Result<Vec<Version>, Problem> {
    permitted(work)?;
    let rows = work.tx.rows(
        "select n, body, at, author from content_version
         where district = $1 and section = $2 order by n desc limit $3",
        params![work.office.district, section.code(), LISTED],
    )?;
    let mut versions = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    versions.push(section.first());
    Ok(versions)
}

/// Writes a new version; `seen` is the number of the one it was made from.
///
/// # Errors
/// [`Problem::Stale`] when somebody else wrote a version since then.
pub fn save(
    work: &mut Work<'_, '_>,
    section: Section,
    seen: i64,
    text: &str,
) -> Result<Version, Problem> {
    permitted(work)?;
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let length = length(&text);
    if text.is_empty() {
        return Err(Problem::fault("text", "页面不能是空的，请写一些内容。"));
    }
    if length > LONGEST {
        let said = format!("写了 {length} 个字，最多 {LONGEST} 个字。");
        return Err(Problem::fault("text", said));
    }
    let latest = current(work, section)?.n;
    if latest != seen {
        let said = "别人刚刚改过这个页面，您的内容没有保存，但都还在下面。";
        return Err(Problem::Stale { said: said.to_owned() });
    }
    let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?;
    let (n, at, by) = (latest + 1, work.cx.at, staff.name.to_string());
    let written = work.tx.execute(
        "insert into content_version (district, section, n, body, at, staff, author)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        params![work.office.district, section.code(), n, text, at, staff.id, by],
    )?;
    if written == 0 {
        return Err(work.tx.raced().into());
    }
    let subject = Subject::of(Sort::Page, section.code());
    let (name, fields) =
        (section.name().to_owned(), vec![Field::new("版本", latest.to_string(), n.to_string())]);
    keep(work, &Note { subject, what: What::Changed, name, fields })?;
    Ok(Version { n, text, at: Some(at), by })
}

/// To everybody who may not edit, the editor does not exist.
fn permitted(work: &Work<'_, '_>) -> Result<(), Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    let may = rules.may(&work.cx.actor, Right::ManageContent);
    if may { Ok(()) } else { Err(Problem::NotFound) }
}

fn read(row: &Row) -> Result<Version, Problem> {
    let at: Moment = row.get("at")?;
    Ok(Version { n: row.get("n")?, text: row.get("body")?, at: Some(at), by: row.get("author")? })
}
