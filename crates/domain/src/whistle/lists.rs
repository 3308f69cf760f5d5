use xianban_kernel::{DossierId, Moment, Page, PageSize, Problem};

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

/// One whistle as who may read it sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// It and its names.
    pub line: Whistling,
    /// The level above.
    pub above: String,
    /// Why, and what is asked.
    pub text: String,
    /// What each receiver is asked, and what it brought about.
    pub of_receivers: Vec<(String, String)>,
    /// The appeals.
    pub appeals: Vec<Bundled>,
    /// What the actor may do now.
    pub offered: Vec<(Step, i64)>,
    /// What happened, oldest first.
    pub trail: Vec<Entry<Event>>,
}

/// Whistles that the actor may read, newest first; with `open` only those that wait for something.
pub fn listed(
    work: &mut Work<'_, '_>,
    (open, from, until): (bool, Option<Moment>, Option<Moment>),
    after: Option<DossierId>,
    size: PageSize,
) -> Result<Page<Whistling>, Problem> {
    let page = folded::Page { open, from, until, after, most: size.limit() };
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
        wanted.extend(one.result);
    }
    let words = folded::words(work, &held, &wanted)?;
    let word = |n: Option<i64>| n.and_then(|n| words.get(&n)).cloned().unwrap_or_default();
    let of_receivers =
        held.receivers.iter().map(|one| (word(Some(one.asked)), word(one.result))).collect();
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
        trail: folded::trail(work, &held)?,
        line: line(work, &mut names, held)?,
    })
}

fn bundled(work: &mut Work<'_, '_>, district: i64, id: DossierId) -> Result<Bundled, Problem> {
    let appeal = appeals::load(work.tx, district, id)?.ok_or(Problem::NotFound)?;
    let vault = Vault::open(work.tx, &work.office.keys, district, id)?;
    let title = vault.read(work.tx, appeal.words.title)?;
    let title = title.unwrap_or_else(|| "（内容已按本人要求删除）".to_owned());
    Ok(Bundled { standing: appeal.state.standing(), no: appeal.no, title })
}
