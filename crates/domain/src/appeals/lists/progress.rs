use serde::Serialize;
use xianban_kernel::{Actor, DossierId, Moment, Page, PageSize, Problem, UnitId};
use xianban_store::{Param, params};

use super::agenda::{FACTS, Facts, facts, next, title};
use crate::among::{AT_ONCE, among};
use crate::appeals::desk::sight;
use crate::appeals::nouns::{Action, Colour, Register};
use crate::appeals::rows::KIND;
use crate::identity::require;
use crate::office::Work;
use crate::search::{Held, Sight};

/// What of the table of progress is wanted; what is `None` or `false` does not matter.
#[derive(Clone, Debug, Default)]
pub struct ProgressWanted {
    /// With a part of this unit.
    pub unit: Option<UnitId>,
    /// In this register.
    pub register: Option<Register>,
    /// Whose next step is near due or overdue.
    pub colour: Option<Colour>,
    /// Words that all must stand in it, or nothing: among the newest that hold them.
    pub words: String,
}

/// So many that hold the words are weighed.
const MOST_FOUND: usize = 500;

/// A line of the table of progress: 件件有人抓、天天有督导.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InProgress {
    /// What is known of it.
    pub facts: Facts,
    /// Its first words; `None` when they were erased.
    pub title: Option<String>,
    /// Who has it, by name.
    pub holder: String,
    /// Who owes the next step, by name.
    pub owing: String,
    /// The person it is given to, if one is named.
    pub person: Option<String>,
    /// On which working day of its handling it is; the day of filing is the first.
    pub day: i64,
    /// How many working days there are until it has to be done.
    pub of: i64,
    /// Whether what is owed next is overdue.
    pub is_overdue: bool,
    /// What was done last, as the trail calls it, and by whom; `None` when nobody of staff did anything.
    pub last: Option<LastAct>,
}

/// What somebody of staff did last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastAct {
    /// As the trail calls it.
    pub kind: String,
    /// When.
    pub at: Moment,
}

/// Every open appeal that the actor may open, the oldest first, after one; a page is one statement,
/// whatever lies before and behind it, and with words one for each 64 that hold them.
pub fn progress(
    work: &mut Work<'_, '_>,
    wanted: &ProgressWanted,
    after: Option<DossierId>,
    size: PageSize,
) -> Result<Page<InProgress>, Problem> {
    if !matches!(work.cx.actor, Actor::Staff(_)) {
        return Err(Problem::NotFound);
    }
    require(work, Action::ReadCase)?;
    let sight = sight(work)?;
    let after = after.map_or(i64::MIN, DossierId::value);
    let register = wanted.register.map_or_else(String::new, |one| format!("%,{},%", one.code()));
    let unit = wanted.unit.map_or_else(String::new, |unit| format!("unit:{unit}"));
    let (now, district) = (work.cx.at.millis(), work.office.district);
    let (before, from, yellow) = match wanted.colour {
        None => (i64::MAX, i64::MIN, i64::MAX),
        Some(Colour::Red) => (now, i64::MIN, i64::MAX),
        Some(Colour::Yellow) => (i64::MAX, now, now),
    };
    let mut given = params![district, after, register, unit, before, from, yellow].to_vec();
    given.extend(sight.values());
    let words = wanted.words.trim();
    let rows = if words.is_empty() {
        given.push(Param::Int(size.limit()));
        let limit = format!("order by d.dossier limit ${}", given.len());
        work.tx.rows(&statement(&sight, &limit), &given)?
    } else {
        let (held, mut rows) = (holding(work, &sight, words, after)?, Vec::new());
        for some in held.chunks(AT_ONCE) {
            let of = |places: &str| statement(&sight, &format!("and d.dossier in ({places})"));
            rows.extend(among(work.tx, &given, some, of)?);
            if rows.len() > size.rows() {
                break;
            }
        }
        rows
    };
    let mut lines = rows.iter().map(|row| line(work, row)).collect::<Result<Vec<_>, _>>()?;
    lines.sort_by_key(|line| line.facts.id);
    Ok(Page::cut(lines, size, |line| line.facts.id.to_string()))
}

/// The statement of a page, whose rows come in any order, with what ends the choice of its duties: these are
/// chosen by their dossier alone, before anything else of them is read. The sums keep the index of due times
/// away, by which all that is open would be read and sorted.
fn statement(sight: &Sight, end: &str) -> String {
    format!(
        "select {FACTS}, dossier.key, title.sealed as title_sealed, has.name as has_name,
           owes.name as owes_name, staff.name as person_name,
           (select e.kind from event e where e.district = d.district and e.dossier = d.dossier
              and e.actor like 'staff:%' order by e.seq desc limit 1) as acted
         from (select d.district, d.dossier, d.kind, d.part, d.unit, d.yellow, d.due, d.provisional,
             d.person from duty d join appeal a on a.district = d.district and a.id = d.dossier
           where d.district = $1 and d.dossier > $2 and ($3 = '' or a.registers like $3)
             and ($4 = '' or exists (select 1 from reader p where p.district = d.district
               and p.dossier = d.dossier and p.reader = $4))
             and d.due + 0 < $5 and d.due + 0 >= $6 and d.yellow <= $7 and {} and {} {end}) d
         join appeal a on a.district = d.district and a.id = d.dossier
         join dossier on dossier.district = d.district and dossier.id = d.dossier
         join unit has on has.district = d.district and has.id = dossier.unit
         join unit owes on owes.district = d.district and owes.id = d.unit
         left join staff on staff.district = d.district and staff.id = d.person
         left join vault title on title.district = d.district and title.dossier = d.dossier
           and title.n = dossier.title",
        next(),
        sight.sql("a", 8)
    )
}

/// The oldest first behind `after`, of those that hold these words: among the newest that do.
fn holding(
    work: &mut Work<'_, '_>,
    sight: &Sight,
    words: &str,
    after: i64,
) -> Result<Vec<i64>, Problem> {
    let open = "exists (select 1 from duty o where o.district = e.district and o.dossier = e.id)";
    let held = Held::of(KIND, sight, words).also(open, Vec::new());
    let found = held.find(work, i64::MAX, MOST_FOUND)?.found;
    let mut ids: Vec<i64> = found.into_iter().filter(|id| *id > after).collect();
    ids.sort_unstable();
    Ok(ids)
}

fn line(work: &Work<'_, '_>, row: &xianban_store::Row) -> Result<InProgress, Problem> {
    let facts = facts(row)?;
    let calendar = work.office.rules_at(work.cx.at).calendar;
    let until = facts.handled_by.unwrap_or(facts.due.at);
    let day = |at| calendar.working_days_between(facts.filed_at, at).0 + 1;
    let kind: Option<String> = row.get("acted")?;
    let last = kind.zip(facts.acted_at).map(|(kind, at)| {
        let kind = kind.split('.').next().unwrap_or_default().to_owned();
        LastAct { kind, at }
    });
    Ok(InProgress {
        title: title(work, row, "title_sealed")?,
        holder: row.get("has_name")?,
        owing: row.get("owes_name")?,
        person: row.get("person_name")?,
        day: day(work.cx.at),
        of: day(until),
        is_overdue: facts.due.at < work.cx.at,
        last,
        facts,
    })
}
