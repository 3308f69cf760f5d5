use xianban_kernel::words::length;
use xianban_kernel::{Moment, Problem};

use super::calendar_file::Occasion;
use super::entrance::Entered;
use super::noun::Consultation;
use super::show::{Person, Read, WrittenDown};
use super::standing::Standing;
use super::words::KIND;
use crate::dossier;
use crate::folded::{self, Held};
use crate::identity::mask_name;
use crate::office::Work;
use crate::organisation::UnitNames;

/// What somebody sees who has no post here: facts, no appeal, no applicant, names but for his own masked.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub standing: Standing,
    /// Who called it.
    pub unit: String,
    /// Its title.
    pub title: String,
    /// What is to be talked about.
    pub agenda: String,
    /// When.
    pub time: Moment,
    /// Where.
    pub place: String,
    /// Why it was moved or cancelled.
    pub why: Option<String>,
    /// Who was invited; names masked.
    pub people: Vec<Person>,
    /// Himself, by his whole name; nobody on the public page.
    pub own: Option<Person>,
    /// The minutes: those who came read them to confirm them, the others once they were reviewed.
    pub minutes: Option<WrittenDown>,
    /// How many objections are attached.
    pub objections: usize,
    /// His own objections.
    pub own_objections: Vec<String>,
    /// What a calendar takes.
    pub occasion: Occasion,
}

/// What somebody sees who was let in (`enter`).
pub fn facts(work: &mut Work<'_, '_>, entered: &Entered) -> Result<Facts, Problem> {
    of(work, &entered.held, Some(entered.n))
}

/// What everybody sees of one whose minutes were reviewed and made public; else it does not exist.
pub fn public(work: &mut Work<'_, '_>, no: &str) -> Result<Facts, Problem> {
    let dossier = dossier::by_no(work.tx, no)?.filter(|dossier| dossier.kind == KIND);
    let held = folded::load::<Consultation>(work.tx, dossier.ok_or(Problem::NotFound)?.id)?;
    if held.is_public() { of(work, &held, None) } else { Err(Problem::NotFound) }
}

fn of(
    work: &mut Work<'_, '_>,
    held: &Held<Consultation>,
    n: Option<i64>,
) -> Result<Facts, Problem> {
    let read = Read::of(work, held)?;
    let mut people = read.people(held);
    let own = people.iter().find(|one| Some(one.n) == n).cloned();
    let minutes = read.minutes(held).map(|minutes| masked(minutes, &people, n));
    for one in &mut people {
        one.name = mask_name(&one.name);
    }
    let came = own.as_ref().is_some_and(|own| own.present.is_some());
    let asked = came && matches!(held.standing, Standing::Confirming | Standing::Reviewing);
    let shown = asked || held.standing.is_published();
    let unfinished = matches!(held.standing, Standing::Called | Standing::Cancelled);
    let own_objections = held.objections.iter().filter(|one| Some(one.n) == n);
    let (title, agenda) = (read.words(held.meeting.title), read.words(held.meeting.agenda));
    let place = read.words(held.meeting.place);
    Ok(Facts {
        no: held.no.clone(),
        standing: held.standing,
        unit: UnitNames::default().name(work.tx, held.unit.unit)?,
        time: held.meeting.time,
        why: held.why.filter(|_| unfinished).map(|why| read.words(why)),
        minutes: minutes.filter(|_| shown),
        objections: held.objections.len(),
        own_objections: own_objections.map(|one| read.words(one.words)).collect(),
        occasion: Occasion {
            no: held.no.clone(),
            title: title.clone(),
            place: place.clone(),
            agenda: agenda.clone(),
            time: held.meeting.time,
            moved: held.meeting.moved,
            cancelled: held.standing == Standing::Cancelled,
            said_at: work.cx.at,
        },
        title,
        agenda,
        place,
        people,
        own,
    })
}

/// The same with every name in it masked but his own.
fn masked(mut minutes: WrittenDown, people: &[Person], own: Option<i64>) -> WrittenDown {
    // Longer names first: one may begin another. A name of one character would change other words.
    let mut names: Vec<&str> =
        people.iter().filter(|one| Some(one.n) != own).map(|one| one.name.as_str()).collect();
    names.retain(|name| length(name) > 1);
    names.sort_by_key(|name| std::cmp::Reverse(length(name)));
    let mask = |words: &mut String| {
        for name in &names {
            *words = words.replace(name, &mask_name(name));
        }
    };
    mask(&mut minutes.words);
    for (_, words, settled) in &mut minutes.agreements {
        mask(words);
        settled.iter_mut().for_each(mask);
    }
    minutes
}
