use std::collections::BTreeMap;

use xianban_domain::appeals;
use xianban_domain::folded::{self, Entry, Held, Turn};
use xianban_domain::identity::staff_name;
use xianban_domain::office::Work;
use xianban_domain::organisation::UnitNames;
use xianban_domain::supervision::{
    self, Decision, DecisionKind, DutyKind, Event, Followed, Matter, Meeting, Standing, Step, Way,
};
use xianban_kernel::Problem;

/// A meeting with everything that its page and its minutes say.
pub(super) struct Seen {
    pub(super) held: Held<Meeting>,
    /// Whose meeting, by name.
    pub(super) unit: String,
    /// The matters; of a meeting that has not begun, those it would look at now.
    pub(super) matters: Vec<Matter>,
    /// Matters without room.
    pub(super) left_off: usize,
    /// What was decided.
    pub(super) decided: Vec<Spoken>,
    /// What earlier meetings decided and is still owed.
    pub(super) followed: Vec<(Followed, Spoken)>,
    /// More words for the minutes, or why it was called off.
    pub(super) words: String,
    /// What the actor may do now.
    pub(super) offered: Vec<Step>,
    pub(super) turns: Vec<Turn>,
    pub(super) trail: Vec<Entry<Event>>,
}

/// A decision in words.
pub(super) struct Spoken {
    pub(super) decision: Decision,
    pub(super) words: String,
    /// Who owes it, or did it.
    pub(super) whom: String,
    /// What came of it.
    pub(super) result: String,
    /// Whether it stands with the actor.
    pub(super) own: bool,
}

/// How a matter can be decided; nothing where the actor may not decide or open it.
#[derive(Default)]
pub(super) struct Ways {
    /// Each thing, and how.
    pub(super) each: Vec<(DecisionKind, Way)>,
    /// What the actor did himself during the meeting and is not written down yet.
    pub(super) unbooked: Vec<DecisionKind>,
}

/// The meeting with this number.
pub(super) fn seen(work: &mut Work<'_, '_>, no: &str) -> Result<Seen, Problem> {
    let held = supervision::by_no(work, no)?;
    let (items, left_off) = match held.standing {
        Standing::Planned => supervision::agenda(work, &held)?,
        _ => (held.items.clone(), held.left_off),
    };
    let mut names = UnitNames::default();
    let offered = supervision::offered(work, &held)?;
    let wanted: Vec<i64> = spoken_of(&held.decisions).chain(held.words).collect();
    let mut words = folded::words(work, &held, &wanted)?;
    let mut decided = Vec::new();
    for one in &held.decisions {
        let own = offered.contains(&Step::CarryOut)
            && one.is_open()
            && folded::owes(work, held.id, DutyKind::CarryOut, one.n)?;
        let mut line = spoken(work, &mut names, one, &mut words)?;
        line.own = own;
        decided.push(line);
    }
    let mut followed = Vec::new();
    if matches!(held.standing, Standing::Planned | Standing::Running) {
        for one in supervision::followed(work, &held)? {
            let mut words = one.words.iter().map(|words| (one.decision.words, words.clone()));
            let mut words = words.by_ref().collect();
            let line = spoken(work, &mut names, &one.decision, &mut words)?;
            followed.push((one, line));
        }
    }
    Ok(Seen {
        unit: names.name(work.tx, held.unit.unit)?,
        matters: supervision::matters(work, &items)?,
        left_off,
        decided,
        followed,
        words: held.words.and_then(|n| words.remove(&n)).unwrap_or_default(),
        offered,
        turns: folded::turns(work, held.id)?,
        trail: folded::trail(work, &held)?,
        held,
    })
}

/// How the actor can decide each thing about a matter of a meeting that he leads.
pub(super) fn ways(work: &mut Work<'_, '_>, seen: &Seen, no: &str) -> Result<Ways, Problem> {
    if !seen.offered.contains(&Step::Decide) {
        return Ok(Ways::default());
    }
    let appeal = match appeals::by_no(work, no) {
        Ok(appeal) => appeal,
        Err(Problem::NotFound) => return Ok(Ways::default()),
        Err(other) => return Err(other),
    };
    let each = supervision::ways(work, &appeal)?;
    Ok(Ways { each, unbooked: supervision::unbooked(work, &seen.held, &appeal)? })
}

fn spoken_of(decisions: &[Decision]) -> impl Iterator<Item = i64> {
    let all = decisions.iter().flat_map(|one| {
        let result = one.outcome.as_ref().and_then(|outcome| outcome.words);
        std::iter::once(one.words).chain(result)
    });
    all.collect::<Vec<_>>().into_iter()
}

fn spoken(
    work: &mut Work<'_, '_>,
    names: &mut UnitNames,
    one: &Decision,
    words: &mut BTreeMap<i64, String>,
) -> Result<Spoken, Problem> {
    let whom = match &one.charge {
        Some(charge) => {
            let unit = names.name(work.tx, charge.at.unit)?;
            let person = charge.person.map(|id| staff_name(work, id)).transpose()?.flatten();
            person.map_or_else(|| unit.clone(), |person| format!("{unit} {person}"))
        }
        None => folded::who(work, &one.by)?,
    };
    let result = one.outcome.as_ref().and_then(|outcome| outcome.words);
    Ok(Spoken {
        decision: one.clone(),
        words: words.remove(&one.words).unwrap_or_default(),
        whom,
        result: result.and_then(|n| words.remove(&n)).unwrap_or_default(),
        own: false,
    })
}
