use std::collections::BTreeSet;

use xianban_kernel::{DossierId, FileId, Problem};
use xianban_store::{Entry, Tx, index_text};

use super::encode;
use super::noun::{Event, Folded, Held};
use super::record::{owed, under};
use super::row;
use super::said::indexed;
use crate::dossier::{self, Broken, Checked, Dossier, Record};
use crate::duty;
use crate::figures;
use crate::files;
use crate::keys::Keys;
use crate::office::Office;
use crate::organisation::district_path;

/// Folds a chain and compares every row with what it gives.
pub fn check<N: Folded>(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
) -> Result<Checked, Problem> {
    let broken = |why: &str| Ok(Checked::broken(format!("{} {id} row", N::KIND), why));
    let mut erased = BTreeSet::new();
    let mut folded: Option<Held<N>> = None;
    for record in records {
        let (event, no) = encode::read::<N>(record)?;
        erased.extend(event.erased().0);
        let (at, actor) = (record.occurred_at, record.actor.as_str());
        folded = match (folded, no) {
            (None, Some(no)) => N::begin(at, actor, &event).map(|noun| Held {
                district: office.district,
                id,
                no,
                begun_at: at,
                version: 1,
                noun,
            }),
            (Some(held), None) => held.noun.after(at, actor, &event).map(|noun| held.with(noun)),
            _ => None,
        };
        if folded.is_none() {
            return broken("has an event that does not fit");
        }
    }
    let Some(held) = folded else { return broken("has no event") };
    match row::load::<N>(tx, id) {
        Ok(stored) if stored == held => {}
        Ok(_) | Err(Problem::NotFound) => return broken("is not what its events give"),
        Err(error) => return broken(&error.to_string()),
    }
    let (dossier, readers) = held.dossier();
    if dossier::find(tx, id)? != Some(dossier) || dossier::readers(tx, id)? != readers {
        return broken("or its readers are not what its events give");
    }
    if row::ties(tx, id)? != held.noun.face().about {
        return broken("is tied to what its events do not name");
    }
    if !figures::agrees(tx, id, &under(&held), &held.noun.counted())? {
        return broken("or what is counted of it is not what its events give");
    }
    let owed = owed(&office.rules_at(held.begun_at), &held);
    let owed = owed.into_iter().map(|owed| (owed.duty, owed.wake)).collect::<Vec<_>>();
    if duty::of::<N::Duty>(tx, id)? != owed {
        return broken("duties are not what its state gives");
    }
    Ok(Checked { broken: None, erased })
}

/// Compares its files, rows and objects, with what its events say.
pub fn check_files<N: Folded>(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
    fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Broken>, Problem> {
    let (mut kept, mut erased) = (Vec::new(), BTreeSet::<FileId>::new());
    for record in records {
        let (event, _) = encode::read::<N>(record)?;
        let came = event.files().iter().cloned();
        kept.extend(came.map(|file| (file, record.actor.clone())));
        erased.extend(event.erased().1);
    }
    files::verify(&office.keys, tx, id, &files::Claimed { kept, erased }, fetch)
}

/// Puts one into the full-text index again; one whose words were erased stays out.
pub fn reindex<N: Folded>(tx: &mut Tx<'_>, keys: &Keys, dossier: &Dossier) -> Result<(), Problem> {
    let held = row::load::<N>(tx, dossier.id)?;
    let Some(words) = indexed(tx, keys, &held)? else { return Ok(()) };
    let scope = district_path(held.district);
    let entry = Entry { id: held.id.value(), kind: N::KIND, scope: &scope, at: held.begun_at };
    Ok(index_text(tx, entry, &words)?)
}
