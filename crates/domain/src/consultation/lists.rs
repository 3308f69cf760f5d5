use xianban_kernel::{DossierId, Moment, Page, PageSize, Problem};

use super::noun::Consultation;
use super::show::Silence;
use super::standing::Step;
use super::words::Action;
use crate::folded::{self, Held};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::UnitNames;

/// A consultation in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub held: Held<Consultation>,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: String,
    /// Who called it.
    pub unit: String,
}

/// Consultations the actor may read, newest first; with `open` only those that still owe something.
pub fn register(
    work: &mut Work<'_, '_>,
    (open, from, until): (bool, Option<Moment>, Option<Moment>),
    after: Option<DossierId>,
    size: PageSize,
) -> Result<Page<Line>, Problem> {
    require(work, Action::Read)?;
    let page = folded::Page { open, from, until, with: None, after, most: size.limit() };
    let found = folded::list::<Consultation>(work, Action::Read, &page)?;
    let mut names = UnitNames::default();
    let lines = found.into_iter().map(|held| line(work, &mut names, held));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(lines, size, |line| line.held.id.to_string()))
}

fn line(
    work: &mut Work<'_, '_>,
    names: &mut UnitNames,
    held: Held<Consultation>,
) -> Result<Line, Problem> {
    let (title, place) = (held.meeting.title, held.meeting.place);
    let words = folded::words(work, &held, &[title, place])?;
    let word = |n: i64| words.get(&n).cloned().unwrap_or_else(|| "内容已删除".to_owned());
    let unit = names.name(work.tx, held.unit.unit)?;
    Ok(Line { title: word(title), place: word(place), unit, held })
}

/// Those about an appeal that the caller has open, newest first, whoever may read them.
pub fn held_over(
    work: &mut Work<'_, '_>,
    appeal: DossierId,
    most: i64,
) -> Result<Vec<Held<Consultation>>, Problem> {
    folded::about(work, appeal, most)
}

/// What a consultation asks of somebody who was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedOf {
    /// To come, at this time.
    Come(Moment),
    /// To say whether the minutes are right.
    Answer,
}

/// The last open consultations to which the actor was invited by his account and that ask something of him,
/// at most `most`.
pub fn invited(work: &mut Work<'_, '_>, most: i64) -> Result<Vec<(Line, AskedOf)>, Problem> {
    let mark = work.cx.actor.mark();
    let mut names = UnitNames::default();
    let mut found = Vec::new();
    for held in folded::marked::<Consultation>(work, &mark, true, most)? {
        let own = held.participants.iter().find(|one| one.mark.as_ref() == Some(&mark));
        let Some(own) = own else { continue };
        let come = own.present.is_none() && Step::SignIn.fits(held.standing);
        let answer =
            Silence::of(&held, own.n) == Silence::Unanswered && Step::Answer.fits(held.standing);
        let asked = match (come, answer) {
            (true, _) => AskedOf::Come(held.meeting.time),
            (false, true) => AskedOf::Answer,
            (false, false) => continue,
        };
        found.push((line(work, &mut names, held)?, asked));
    }
    Ok(found)
}
