use xianban_kernel::{AppealNo, DossierId, Problem};
use xianban_store::{Entry, index_text};

use super::encode;
use super::noun::{Folded, Held, Owed};
use super::row;
use super::said::indexed;
use crate::dossier::{self, Chain, Kept, Opening, Vault};
use crate::duty::{self, Place};
use crate::figures::{self, Under};
use crate::office::Work;
use crate::organisation::district_path;
use crate::rules::{DutyWord, RuleSet};
use crate::seats::stands;

/// What is being opened: its words go into its vault.
pub struct Begun<'o> {
    opening: &'o mut Opening,
}

impl Begun<'_> {
    /// Keeps words in the vault; the answer goes into the first event.
    pub fn keep(&mut self, work: &mut Work<'_, '_>, words: &str) -> Result<Kept, Problem> {
        self.opening.keep(work.tx, words.trim())
    }

    /// The same for words that may be left out.
    pub fn keep_any(
        &mut self,
        work: &mut Work<'_, '_>,
        words: &str,
    ) -> Result<Option<Kept>, Problem> {
        if words.trim().is_empty() { Ok(None) } else { self.keep(work, words).map(Some) }
    }
}

/// Makes the first event of a dossier; it may be asked again when a number is taken.
pub type First<'f, E> = &'f mut dyn FnMut(&mut Work<'_, '_>, &mut Begun<'_>) -> Result<E, Problem>;

/// Opens a dossier under a number that begins with `letters`: `first` makes its first event.
pub fn open<N: Folded>(
    work: &mut Work<'_, '_>,
    letters: &str,
    first: First<'_, N::Event>,
) -> Result<Held<N>, Problem> {
    let (district, at) = (work.office.district, work.cx.at);
    let id = DossierId::draw(work.tx.draw(), at);
    let no = AppealNo::draw(letters, at.day(), work.tx.draw()).to_string();
    let mut opening = Opening::begin(work.tx, &work.office.keys, district, id);
    let event = first(work, &mut Begun { opening: &mut opening })?;
    let noun = N::begin(at, &work.cx.actor.mark(), &event);
    let noun = noun.ok_or_else(|| Problem::broken(format!("no {} begins so", N::KIND)))?;
    let held = Held { district, id, no, begun_at: at, version: 1, noun };
    let (dossier, readers) = held.dossier();
    if !opening.write(work.tx, &dossier, &readers)? {
        return open(work, letters, first);
    }
    row::insert(work.tx, &held)?;
    let (kind, payload) = encode::stored::<N>(&event, Some(&held.no))?;
    Chain::begin(district, id).append_at(work.tx, work.cx, at, &kind, &payload)?;
    index(work, &held)?;
    owe(work, &held)?;
    Ok(held)
}

/// Keeps words in the vault of a dossier, for an event that is about to be recorded.
pub fn keep<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
    words: &str,
) -> Result<Option<Kept>, Problem> {
    if words.trim().is_empty() {
        return Ok(None);
    }
    let mut vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    vault.keep(work.tx, words.trim()).map(Some)
}

/// Destroys values of the vault of a dossier, for an event that is about to be recorded and names them.
pub fn forget<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
    numbers: &[i64],
) -> Result<(), Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    vault.forget(work.tx, numbers)
}

/// Carries a noun over one event: trail, row, readers, index and duties in this transaction.
///
/// # Errors
/// [`Problem::Stale`] when it changed since version `seen`.
pub fn record<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
    seen: Option<i64>,
    event: &N::Event,
) -> Result<Held<N>, Problem> {
    if seen.is_some_and(|seen| seen != held.version) {
        let said = format!(
            "{}刚刚有了变化，您的内容没有提交，但都还在。请看清现在的情况再办。",
            N::CALLED
        );
        return Err(Problem::Stale { said });
    }
    let mut chain = Chain::load(work.tx, held.district, held.id)?;
    let (kind, payload) = encode::stored::<N>(event, None)?;
    let at = chain.append(work.tx, work.cx, &kind, &payload)?;
    let noun = held.noun.after(at, &work.cx.actor.mark(), event);
    let noun = noun.ok_or_else(|| Problem::broken(format!("{kind} does not fit")))?;
    let after = held.with(noun);
    row::update(work.tx, held, &after)?;
    let ((before, readers_before), (now, readers)) = (held.dossier(), after.dossier());
    dossier::refresh(work.tx, (&before, &readers_before), (&now, &readers))?;
    if held.noun.face().found_by != after.noun.face().found_by {
        index(work, &after)?;
    }
    owe(work, &after)?;
    Ok(after)
}

fn index<N: Folded>(work: &mut Work<'_, '_>, held: &Held<N>) -> Result<(), Problem> {
    let Some(words) = indexed(work.tx, &work.office.keys, held)? else { return Ok(()) };
    let scope = district_path(held.district);
    let entry = Entry { id: held.id.value(), kind: N::KIND, scope: &scope, at: held.begun_at };
    Ok(index_text(work.tx, entry, &words)?)
}

/// Under what a noun is counted: its place, or the ground of its unit.
pub(super) fn under<N: Folded>(held: &Held<N>) -> Under {
    let face = held.noun.face();
    Under { place: face.place, units: vec![face.unit], ..Under::default() }
}

/// What is owed on a noun, in the order of the table.
pub(super) fn owed<N: Folded>(set: &RuleSet, held: &Held<N>) -> Vec<Owed<N::Duty>> {
    let mut owed = held.noun.owed(set);
    owed.sort_by_key(|owed| (owed.duty.kind.code().to_owned(), owed.duty.part));
    owed
}

/// Writes what is owed, each where it stands, and what is counted.
fn owe<N: Folded>(work: &mut Work<'_, '_>, held: &Held<N>) -> Result<(), Problem> {
    figures::refresh(work, held.id, &under(held), &held.noun.counted())?;
    let set = work.office.rules_at(held.begun_at);
    let mut places = Vec::new();
    for Owed { duty, barred, wake } in owed(&set, held) {
        let place = stands(work, &duty.seat(), &barred)?;
        places.push(Place { duty, wake, barred, at: place.at, lifted: place.lifted });
    }
    Ok(duty::replace(work.tx, held.id, &places)?)
}
