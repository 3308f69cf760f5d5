use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{DossierId, Problem};
use xianban_store::Tx;

use super::counted::{LowRating, low_ratings_of};
use super::{Face, owed, returns_agree, store};
use crate::appeals::nouns::counted::{facts, under};
use crate::appeals::nouns::event::{Erased, Happening, IdentitySeen};
use crate::appeals::nouns::{Appeal, Event, Link, duties, folded, registers};
use crate::dossier::{self, Broken, Checked, Record};
use crate::figures;
use crate::files;
use crate::identity::{has_ended, looks_of};
use crate::office::Office;

/// Compares the files of an appeal, rows and objects, with what its events say; `fetch` gives the
/// bytes of an object.
pub fn verify_files(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
    fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Broken>, Problem> {
    let (mut kept, mut erased) = (Vec::new(), BTreeSet::new());
    for record in records {
        let event = Event::decode(&record.kind, &record.payload)?;
        if let Event::Attached(event) = event {
            kept.extend(event.files.into_iter().map(|file| (file, record.actor.clone())));
        } else if let Event::Erased(event) = event {
            erased.extend(event.files);
        }
    }
    files::verify(&office.keys, tx, id, &files::Claimed { kept, erased }, fetch)
}

/// Folds an appeal's chain and compares the rows with what it gives: the appeal and its duties.
pub fn verify_rows(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
) -> Result<Checked, Problem> {
    let broken = |why: &str| Ok(Checked::broken(format!("appeal {id} row"), why));
    let stored = match store::load(tx, office.district, id) {
        Ok(stored) => stored,
        Err(error) => return broken(&error.to_string()),
    };
    let folded = match fold(office.district, id, records) {
        Ok(folded) => folded,
        Err(why) => return broken(&why),
    };
    if stored != folded {
        return broken(if stored.is_some() { "is not what its events give" } else { "is gone" });
    }
    let Some(appeal) = folded else { return Ok(Checked::default()) };
    if store::registers_of(tx, &appeal)?.as_deref() != Some(registers(&appeal).as_str()) {
        return broken("or its lists are not what its events give");
    }
    if !returns_agree(tx, &appeal)? {
        return broken("or what was returned of it is not what its events give");
    }
    if low_ratings_of(tx, &appeal)? != rated_low(office, &appeal, records)? {
        return broken("or what was rated low of it is not what its events give");
    }
    let (looks, seen) = (looks_of(tx, id)?, seen_by(records));
    // Of somebody whose account has ended there is nothing left to note a look at.
    let ended = |tx: &mut Tx<'_>| appeal.person().map_or(Ok(true), |one| has_ended(tx, one));
    if !seen.starts_with(&looks) || looks.len() < seen.len() && !ended(tx)? {
        return broken("or who looked at its applicant is not what its events give");
    }
    let face = Face::of(&appeal);
    if dossier::find(tx, id)? != Some(face.dossier) || dossier::readers(tx, id)? != face.readers {
        return broken("or its readers are not what its events give");
    }
    let set = office.rules_of(appeal.rules)?;
    if !figures::agrees(tx, id, &under(&appeal), &facts(&appeal, &set))? {
        return broken("or what is counted of it is not what its events give");
    }
    let mut owed = duties(&appeal, &set);
    owed.sort_by_key(|duty| (duty.kind.code(), duty.part));
    match owed::duties_of(tx, &appeal) {
        Ok(stored) if stored == owed => Ok(Checked { broken: None, erased: erased(records)? }),
        Ok(_) => broken("duties are not what its state gives"),
        Err(error) => broken(&error.to_string()),
    }
}

/// The rounds that were rated low, by the events, with the unit that answered for each: rated so that it
/// reopens, or told to whoever asked that it is not solved; without those that the applicant struck.
fn rated_low(
    office: &Office,
    appeal: &Appeal,
    records: &[Record],
) -> Result<Vec<LowRating>, Problem> {
    let before = |n: usize| {
        let earlier = records.get(..n).unwrap_or_default();
        fold(appeal.district, appeal.id, earlier).map_err(Problem::broken)?.ok_or(Problem::NotFound)
    };
    let note = |low: &mut BTreeMap<_, _>, n, record: &Record| {
        let was = before(n)?;
        low.insert(was.round, (was.answering().unit, record.occurred_at));
        Ok::<_, Problem>(())
    };
    let (mut low, mut unrated) = (BTreeMap::new(), None);
    for (n, record) in records.iter().enumerate() {
        let (event, closed) = (Event::decode(&record.kind, &record.payload)?, unrated.take());
        let together =
            |one: &&Record| (one.occurred_at, &one.actor) == (record.occurred_at, &record.actor);
        if let Event::Rated(rated) = &event {
            // By the rules it was under then: it may have taken over later ones since.
            let rating = &office.rules_of(before(n)?.rules)?.rules.rating;
            if rating.reopens(rated.grade, rated.solved) {
                note(&mut low, n, record)?;
            }
        } else if let (Event::Reworked(_), Some((n, _))) =
            (&event, closed.filter(|(_, one)| together(one)))
        {
            note(&mut low, n, record)?;
        } else if let Event::Disowned(_) = &event {
            let struck = before(n)?.disownable().map(|taken| taken.round);
            low.remove(&struck.unwrap_or_default());
        } else if let Event::Closed(_) = &event {
            unrated = Some((n, record));
        }
    }
    Ok(low.into_iter().map(|(round, (unit, at))| LowRating { round, unit, at }).collect())
}

/// Who looked at the applicant, by the events, in their order.
fn seen_by(records: &[Record]) -> Vec<String> {
    let looks = records.iter().filter(|record| record.kind == IdentitySeen::SORT.kind);
    looks.map(|record| record.actor.clone()).collect()
}

/// The values of the vault that were erased.
fn erased(records: &[Record]) -> Result<BTreeSet<i64>, Problem> {
    let mut values = BTreeSet::new();
    for record in records.iter().filter(|record| record.kind == Erased::SORT.kind) {
        if let Event::Erased(event) = Event::decode(&record.kind, &record.payload)? {
            values.extend(event.values);
        }
    }
    Ok(values)
}

/// The appeal that a chain of events gives; `None` of an empty one.
pub(crate) fn fold(
    district: i64,
    id: DossierId,
    records: &[Record],
) -> Result<Option<Appeal>, String> {
    let link = |record: &Record| {
        let event = Event::decode(&record.kind, &record.payload)?;
        let (seq, at, actor) = (record.seq, record.occurred_at, record.actor.clone());
        Ok(Link { seq, at, actor, event })
    };
    let chain = records.iter().map(link).collect::<Result<Vec<_>, Problem>>();
    let chain = chain.map_err(|problem| problem.to_string())?;
    folded(district, id, &chain).map_err(|broken| broken.to_string())
}
