//! Finding appeals by number, by words, by what they are: of all that fit, those the actor may open.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, AppealNo, DossierId, Moment, Page, PageSize, PersonId, Problem};
use xianban_store::{Found, Param, Row, params};

use super::glance::{Glance, glance_at};
use crate::appeals::desk::{by_no, may_open, sight};
use crate::appeals::nouns::{Appeal, Standing, duties};
use crate::appeals::rows::{KIND, store};
use crate::identity::{find_person, require};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::AppealKind;
use crate::search::{Sight, find};

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

/// So many candidates are weighed at once,
const BATCH: i64 = 200;

/// and so often before a page is given up as it is: nobody waits for a needle that is not there.
const ROUNDS: usize = 20;

/// What fits, newest first, after the position `after`.
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
    let mut last = after.unwrap_or((i64::MAX, i64::MAX));
    let mut hits = Vec::new();
    for _ in 0..ROUNDS {
        let batch = candidates(work, wanted, last)?;
        let ended = batch.is_empty();
        for (position, id) in batch {
            last = position;
            if let Some(hit) = weigh(work, wanted, id)? {
                hits.push((position, hit));
            }
            if hits.len() > size.rows() {
                break;
            }
        }
        if ended || hits.len() > size.rows() {
            break;
        }
    }
    let page = Page::cut(hits, size, |((at, id), _)| format!("{at}.{id}"));
    Ok(page.map(|(_, hit)| hit))
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
    after: Position,
) -> Result<Vec<(Position, DossierId)>, Problem> {
    let person = applicant(work, &wanted.words)?;
    if wanted.words.trim().is_empty() {
        listed(work, wanted, after)
    } else if let Some(person) = person {
        filed_by(work, person, after)
    } else {
        said(work, wanted, after)
    }
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

/// What somebody filed, himself or through others.
fn filed_by(
    work: &mut Work<'_, '_>,
    person: PersonId,
    after: Position,
) -> Result<Vec<(Position, DossierId)>, Problem> {
    let rows = work.tx.rows(
        "select id, filed_at from appeal where applicant = $1 and id < $2 and district = $3
         order by id desc limit $4",
        params![Actor::Resident(person).mark(), after.1, work.office.district, BATCH],
    )?;
    rows.iter().map(position).collect()
}

fn position(row: &Row) -> Result<(Position, DossierId), Problem> {
    let (id, at): (DossierId, Moment) = (row.get("id")?, row.get("filed_at")?);
    Ok(((at.millis(), id.value()), id))
}

/// By words, among what the actor may open.
fn said(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    after: Position,
) -> Result<Vec<(Position, DossierId)>, Problem> {
    let sight = sight(work)?;
    let found = find(work, KIND, &sight, &wanted.words, after, BATCH)?;
    let hit = |hit: Found| ((hit.at.millis(), hit.id), DossierId::new(hit.id));
    Ok(found.into_iter().map(hit).collect())
}

/// By what it is, among what the actor may open. Where it stands and of which kind it is have their
/// indexes; whoever bears few marks walks along each of them, for among all appeals his may be rare.
fn listed(
    work: &mut Work<'_, '_>,
    wanted: &Wanted,
    after: Position,
) -> Result<Vec<(Position, DossierId)>, Problem> {
    let sight = sight(work)?;
    let mut given = params![work.office.district, after.1].to_vec();
    let mut conditions = String::new();
    let standing = wanted.standing.map(Standing::code);
    let kind = wanted.kind.map(AppealKind::code);
    for (column, code) in [("standing", standing), ("kind", kind)] {
        let Some(code) = code else { continue };
        given.push(Param::Text(code));
        conditions = format!("{conditions} and a.{column} = ${}", given.len());
    }
    let n = given.len() + 1;
    let Some(marks) = sight.few_marks() else {
        let sql = format!(
            "select a.id, a.filed_at from appeal a where a.district = $1 and a.id < $2
               {conditions} and {} order by a.id desc limit ${}",
            sight.sql("a", n),
            n + Sight::VALUES
        );
        given.extend(sight.values());
        given.push(Param::Int(BATCH));
        return work.tx.rows(&sql, &given)?.iter().map(position).collect();
    };
    let walk = |table: &str, whose: &str| {
        format!(
            "select a.id, a.filed_at from {table} r
             join appeal a on a.district = r.district and a.id = r.dossier
             where r.district = $1 and r.dossier < $2 {conditions} and {whose}
             order by r.dossier desc limit ${}",
            n + 1
        )
    };
    let by_mark = walk("reader", &format!("r.reader = ${n}"));
    let lifted = format!(
        "r.lifted = 1 and ${n} like '%,' || replace(r.at_role, '_', '\\_') || '@' || r.at_unit || ',%'
           escape '\\'"
    );
    let walks = marks.into_iter().map(|mark| (by_mark.clone(), Param::Text(mark)));
    let mut found = BTreeMap::new();
    for (sql, whose) in walks.chain([(walk("duty", &lifted), sight.seats())]) {
        let mut values = given.clone();
        values.extend([whose, Param::Int(BATCH)]);
        for row in &work.tx.rows(&sql, &values)? {
            let (at, id) = position(row)?;
            found.insert(Reverse(id), at);
        }
    }
    let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
    Ok(found.into_iter().take(most).map(|(Reverse(id), at)| (at, id)).collect())
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
