//! Finding appeals by number, by words, by what they are: of all that fit, those the actor may open.

use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, AppealNo, DossierId, Moment, Page, PageSize, PersonId, Problem};
use xianban_store::{Hits, LOOKED, Param, along};

use super::glance::{Glance, glance_at};
use crate::appeals::desk::{by_no, may_open, sight};
use crate::appeals::nouns::{Appeal, Standing, duties};
use crate::appeals::rows::{KIND, store};
use crate::identity::{find_person, require};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::AppealKind;
use crate::search::{Held, Sight, position};

/// What is looked for; what is `None` or empty does not matter.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A number or any part of one, words that all must stand in the text, or the whole phone of who
    /// filed, for staff who may see it.
    pub words: String,
    /// Where it stands.
    pub standing: Option<Standing>,
    /// Which of the three kinds.
    pub kind: Option<AppealKind>,
    /// Only what is overdue now.
    pub overdue: bool,
}

impl Wanted {
    /// Whether something is asked that only appeals have.
    pub const fn is_narrowed(&self) -> bool {
        self.standing.is_some() || self.kind.is_some() || self.overdue
    }
}

/// Where a page of hits ended: the time and the row of its last line.
pub type Position = (i64, i64);

/// So often more hits are fetched because some of those before could not be shown.
const ROUNDS: usize = 4;

/// What fits, newest first, after the position `after`. Only so much is looked at for one page; whoever goes on
/// from its `next`, also of a page with few lines or none, finds everything.
pub fn search(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    after: Option<Position>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    require(work, Action::Search)?;
    let letters = work.office.rules_at(work.cx.at).rules.district.letters.clone();
    if let Ok(no) = AppealNo::parse_in(&letters, &wanted.words) {
        return one(work, &no.to_string());
    }
    let most = size.rows() + 1;
    let mut last = after.map_or(i64::MAX, |(_, row)| row);
    let mut hits = Vec::new();
    for _ in 0..ROUNDS {
        let found = candidates(work, wanted, last, most)?;
        let spent = found.found.len() < most;
        for row in found.found {
            hits.extend(weigh(work, wanted, DossierId::new(row))?);
            if hits.len() == most {
                return Ok(Page::cut(hits, size, |hit| position(hit.appeal.id.value())));
            }
        }
        let Some(reached) = found.reached else { return Ok(Page { rows: hits, next: None }) };
        last = reached;
        if spent {
            break;
        }
    }
    Ok(Page { rows: hits, next: Some(position(last)) })
}

/// The appeal with this number alone; nothing when the actor may not open it.
fn one(work: &mut Work<'_, '_>, no: &str) -> Result<Page<Glance>, Problem> {
    let rows = match by_no(work, no) {
        Ok(appeal) => vec![glance_at(work, appeal)?],
        Err(Problem::NotFound) => Vec::new(),
        Err(other) => return Err(other),
    };
    Ok(Page { rows, next: None })
}

/// The next rows that may fit, newest first.
fn candidates(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    before: i64,
    most: usize,
) -> Result<Hits, Problem> {
    let person = applicant(work, &wanted.words)?.map(|person| Actor::Resident(person).mark());
    let (sight, words) = (sight(work)?, wanted.words.trim());
    if person.is_some() || words.is_empty() {
        return listed(work, wanted, &sight, person.as_deref(), (before, most));
    }
    let fitting = Fitting::of(wanted, work.cx.at, ("e", Held::ALSO));
    let held = Held::of(KIND, &sight, words).also(&fitting.sql, fitting.values);
    held.find(work, before, most)
}

/// Whose phone was typed, when the actor may know phones.
fn applicant(work: &mut Work<'_, '_>, words: &str) -> Result<Option<PersonId>, Problem> {
    let Ok(phone) = words.parse() else { return Ok(None) };
    match require(work, Action::ReadIdentity) {
        Ok(()) if reaches_by_relay(work)? => Ok(None),
        Ok(()) => find_person(work, &phone),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Whether every post of the actor is at a unit that reaches applicants through the community only.
fn reaches_by_relay(work: &mut Work<'_, '_>) -> Result<bool, Problem> {
    let posts = work.cx.actor.staff().map(|staff| staff.posts.clone()).unwrap_or_default();
    let kinds = work.office.rules_at(work.cx.at).rules.casework.relay_only.clone();
    for post in posts.iter() {
        if !kinds.contains(&unit(work.tx, post.unit)?.kind) {
            return Ok(false);
        }
    }
    Ok(!posts.is_empty())
}

/// What is asked of an appeal besides its words, as a condition on the row of a dossier.
struct Fitting {
    sql: String,
    values: Vec<Param<'static>>,
}

impl Fitting {
    /// On the row, whose values are numbered from `n` on.
    fn of(wanted: &Wanted, now: Moment, (row, n): (&str, usize)) -> Self {
        let of_row = |table: &str, id: &str| {
            format!("from {table} f where f.district = {row}.district and f.{id} = {row}.id")
        };
        let (mut sql, mut values) = ("1 = 1".to_owned(), Vec::new());
        let standing = wanted.standing.map(Standing::code);
        let kind = wanted.kind.map(AppealKind::code);
        for (column, code) in [("standing", standing), ("kind", kind)] {
            let Some(code) = code else { continue };
            let (of, at) = (of_row("appeal", "id"), n + values.len());
            sql = format!("{sql} and exists (select 1 {of} and f.{column} = ${at})");
            values.push(Param::Text(code));
        }
        if wanted.overdue {
            let (of, at) = (of_row("duty", "dossier"), n + values.len());
            sql = format!("{sql} and exists (select 1 {of} and f.due < ${at})");
            values.push(Param::Int(now.millis()));
        }
        Self { sql, values }
    }
}

/// A way along rows that may fit: a table, which of its columns names the dossier, a condition by which its
/// index is entered, and the column and value by which that is.
type Way<'a> = (&'static str, &'static str, &'static str, Option<(&'static str, Param<'a>)>);

/// The ways to what is looked for. What is overdue is looked for among what is owed. Whoever bears few marks
/// walks along each of them, for among all appeals his may be rare, and along what stands with him because
/// others are barred; else where it stands and of which kind it is have their indexes.
fn ways<'a>(wanted: &Wanted, sight: &'a Sight, person: Option<&'a str>) -> Vec<Way<'a>> {
    if let Some(person) = person {
        return vec![("appeal", "id", "", Some(("applicant", Param::Text(person))))];
    }
    if wanted.overdue {
        return vec![("duty", "dossier", "", None)];
    }
    if let Some(marks) = sight.few_marks() {
        let by_mark = |mark| ("reader", "dossier", "", Some(("reader", Param::Text(mark))));
        let lifted = ("duty", "dossier", "and t.lifted = 1", None);
        return marks.into_iter().map(by_mark).chain([lifted]).collect();
    }
    let standing = wanted.standing.map(|one| ("standing", Param::Text(one.code())));
    let kind = wanted.kind.map(|one| ("kind", Param::Text(one.code())));
    vec![("appeal", "id", "", standing.or(kind))]
}

/// By what it is or who filed it, among what the actor may open.
fn listed(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    sight: &Sight,
    person: Option<&str>,
    (before, most): (i64, usize),
) -> Result<Hits, Problem> {
    let fitting = Fitting::of(wanted, work.cx.at, ("a", 1 + Sight::VALUES));
    let judged = format!("a.id is not null and {} and {}", sight.sql("a", 1), fitting.sql);
    let n = 1 + Sight::VALUES + fitting.values.len();
    let ways = ways(wanted, sight, person);
    let looked = LOOKED / ways.len().max(1);
    let mut walks = Vec::with_capacity(ways.len());
    for (table, id, when, by) in ways {
        let (by, value) = by.map_or(("district", Param::Int(work.office.district)), |by| by);
        let sql = format!(
            "select i.id as row, case when {judged} then 1 else 0 end as fits
             from (select t.{id} as id from {table} t where t.district = ${n} {when} and t.{by} = ${}
                 and t.{id} < ${} order by t.{id} desc limit ${}) i
             left join appeal a on a.district = ${n} and a.id = i.id",
            n + 1,
            n + 2,
            n + 3
        );
        let mut given = sight.values().to_vec();
        given.extend(&fitting.values);
        given.extend([Param::Int(work.office.district), value]);
        walks.push(along(before, most, looked, |before, step| {
            let mut values = given.clone();
            let step = i64::try_from(step).unwrap_or(i64::MAX);
            values.extend([before, step].map(Param::Int));
            work.tx.rows(&sql, &values)
        })?);
    }
    Ok(Hits::together(walks, most))
}

/// The hit, if it fits and the actor may open it.
fn weigh(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    id: DossierId,
) -> Result<Option<Glance>, Problem> {
    let found = store::load(work.tx, work.office.district, id)?;
    let Some(appeal) = found.filter(|appeal| fits(wanted, appeal)) else { return Ok(None) };
    if !may_open(work, &appeal)? || (wanted.overdue && !is_overdue(work, &appeal)?) {
        return Ok(None);
    }
    glance_at(work, appeal).map(Some)
}

fn fits(wanted: &Wanted, appeal: &Appeal) -> bool {
    wanted.standing.is_none_or(|standing| standing == appeal.state.standing())
        && wanted.kind.is_none_or(|kind| kind == appeal.kind)
}

fn is_overdue(work: &Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    let set = work.office.rules_of(appeal.rules)?;
    Ok(duties(appeal, &set).iter().any(|duty| duty.due.at < work.cx.at))
}
