use xianban_kernel::{DossierId, Moment, Page, PageSize, Problem, UnitId};

use super::event::Event;
use super::noun::{Step, Whistle};
use super::open::{Held, offered};
use super::words::Action;
use crate::appeals::{self, Standing};
use crate::dossier::Vault;
use crate::folded::{self, Entry};
use crate::office::Work;
use crate::organisation::UnitNames;

/// A whistle in a list.
#[derive(Clone, Debug)]
pub struct Whistling {
    /// The whistle.
    pub held: Held,
    /// What it is about.
    pub title: String,
    /// The community that whistled.
    pub unit: String,
    /// Names of the receivers, in their order.
    pub receivers: Vec<String>,
}

/// An appeal of a bundle.
#[derive(Clone, Debug)]
pub struct Bundled {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub standing: Standing,
}

/// What was said of a receiver, in words; empty where nothing was.
#[derive(Clone, Debug, Default)]
pub struct OfReceiver {
    /// What is asked of it.
    pub asked: String,
    /// Why it is called although its duty list does not have the matter.
    pub overridden: String,
    /// Why it holds that it need not come.
    pub refusal: Option<Contested>,
    /// Why the level above ruled as it did, and whether the unit has to come.
    pub ruling: Option<(bool, String)>,
    /// What it brought about.
    pub result: String,
}

/// Why a receiver holds that it need not come.
#[derive(Clone, Debug)]
pub struct Contested {
    /// The reason it chose, as the rules of that day name it.
    pub reason: String,
    /// Its own words.
    pub words: String,
    /// Whose it is instead, by name; empty when it named nobody.
    pub suggested: String,
}

/// One whistle as who may read it sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// It and its names.
    pub line: Whistling,
    /// The level above.
    pub above: String,
    /// Why, and what is asked.
    pub text: String,
    /// What was said of each receiver, in their order.
    pub of_receivers: Vec<OfReceiver>,
    /// The appeals.
    pub appeals: Vec<Bundled>,
    /// What the actor may do now.
    pub offered: Vec<(Step, i64)>,
    /// What happened, oldest first.
    pub trail: Vec<Entry<Event>>,
}

/// Which whistles are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct WhistlesWanted {
    /// Only those that wait for something.
    pub open: bool,
    /// Drafted from here on.
    pub from: Option<Moment>,
    /// Drafted before.
    pub until: Option<Moment>,
    /// Only those in which this unit has a part: whistled, was called, or is the level above.
    pub unit: Option<UnitId>,
}

/// Whistles that the actor may read, newest first.
pub fn listed(
    work: &mut Work<'_, '_>,
    wanted: &WhistlesWanted,
    after: Option<DossierId>,
    size: PageSize,
) -> Result<Page<Whistling>, Problem> {
    let WhistlesWanted { open, from, until, unit } = *wanted;
    let page = folded::Page { open, from, until, with: unit, after, most: size.limit() };
    let found = folded::list::<Whistle>(work, Action::Read, &page)?;
    let mut names = UnitNames::default();
    let lines = found.into_iter().map(|held| line(work, &mut names, held));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(lines, size, |line| line.held.id.to_string()))
}

fn line(work: &mut Work<'_, '_>, names: &mut UnitNames, held: Held) -> Result<Whistling, Problem> {
    let words = folded::words(work, &held, &[held.title])?;
    let title = words.get(&held.title).cloned().unwrap_or_default();
    let unit = names.name(work.tx, held.unit.unit)?;
    let receivers = held.receivers.iter().map(|one| names.name(work.tx, one.unit.unit));
    let receivers = receivers.collect::<Result<_, _>>()?;
    Ok(Whistling { held, title, unit, receivers })
}

/// Everything about one.
pub fn seen(work: &mut Work<'_, '_>, held: Held) -> Result<Seen, Problem> {
    let mut names = UnitNames::default();
    let mut wanted = vec![held.text];
    for one in &held.receivers {
        wanted.push(one.asked);
        wanted.extend(one.overridden);
        wanted.extend(one.result);
    }
    let words = folded::words(work, &held, &wanted)?;
    let word = |n: Option<i64>| n.and_then(|n| words.get(&n)).cloned().unwrap_or_default();
    let trail = folded::trail(work, &held)?;
    let mut of_receivers = Vec::new();
    for one in &held.receivers {
        of_receivers.push(OfReceiver {
            asked: word(Some(one.asked)),
            overridden: word(one.overridden),
            result: word(one.result),
            refusal: contested(work, &mut names, &trail, one.n)?,
            ruling: trail.iter().rev().find_map(|entry| ruled(entry, one.n)),
        });
    }
    let mut appeals = Vec::new();
    for id in &held.appeals {
        appeals.push(bundled(work, held.district, *id)?);
    }
    Ok(Seen {
        above: names.name(work.tx, held.above.unit)?,
        text: word(Some(held.text)),
        of_receivers,
        appeals,
        offered: offered(work, &held)?,
        trail,
        line: line(work, &mut names, held)?,
    })
}

fn contested(
    work: &mut Work<'_, '_>,
    names: &mut UnitNames,
    trail: &[Entry<Event>],
    n: i64,
) -> Result<Option<Contested>, Problem> {
    let refused = trail.iter().rev().find_map(|entry| {
        let Event::Refused(refused) = &entry.event else { return None };
        (refused.n == n).then_some((entry, refused))
    });
    let Some((entry, refused)) = refused else { return Ok(None) };
    let rules = work.office.rules_at(entry.at).rules;
    let reason = rules.casework.return_reason(&refused.reason);
    let suggested = refused.suggested.map(|at| names.name(work.tx, at.unit)).transpose()?;
    Ok(Some(Contested {
        reason: reason.map_or_else(String::new, |reason| reason.name.clone()),
        words: entry.words.concat(),
        suggested: suggested.unwrap_or_default(),
    }))
}

fn ruled(entry: &Entry<Event>, n: i64) -> Option<(bool, String)> {
    let Event::Ruled(ruled) = &entry.event else { return None };
    (ruled.n == n).then(|| (ruled.comes, entry.words.concat()))
}

fn bundled(work: &mut Work<'_, '_>, district: i64, id: DossierId) -> Result<Bundled, Problem> {
    let appeal = appeals::load(work.tx, district, id)?.ok_or(Problem::NotFound)?;
    let vault = Vault::open(work.tx, &work.office.keys, district, id)?;
    let title = vault.read(work.tx, appeal.words.title)?;
    let title = title.unwrap_or_else(|| "（内容已按本人要求删除）".to_owned());
    Ok(Bundled { standing: appeal.state.standing(), no: appeal.no, title })
}
