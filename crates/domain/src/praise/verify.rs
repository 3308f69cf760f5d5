use std::collections::BTreeSet;

use xianban_kernel::{DossierId, FileId, Problem};
use xianban_store::Tx;

use super::event::Event;
use super::face::Face;
use super::noun::Praise;
use super::record;
use super::store;
use crate::dossier::{self, Broken, Checked, Record};
use crate::duty;
use crate::files;
use crate::office::Office;

/// Folds the chain of a praise and compares every row with what it gives.
pub fn verify_rows(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
) -> Result<Checked, Problem> {
    let broken = |why: &str| Ok(Checked::broken(format!("praise {id} row"), why));
    let (mut folded, mut erased): (Option<Praise>, BTreeSet<i64>) = (None, BTreeSet::new());
    for record in records {
        let event = Event::decode(record)?;
        if let Event::Erased(event) = &event {
            erased.extend(&event.values);
        }
        folded = match (&folded, &event) {
            (None, Event::Given(given)) => {
                Some(Praise::begin(office.district, id, record.occurred_at, given))
            }
            (Some(praise), event) => praise.after(record.occurred_at, event),
            (None, _) => None,
        };
        if folded.is_none() {
            return broken("has an event that does not fit");
        }
    }
    let stored = match store::load(tx, id) {
        Ok(stored) => stored,
        Err(error) => return broken(&error.to_string()),
    };
    if stored != folded {
        return broken("is not what its events give");
    }
    let Some(praise) = folded else { return Ok(Checked::default()) };
    let face = Face::of(&praise);
    if dossier::find(tx, id)? != Some(face.dossier) || dossier::readers(tx, id)? != face.readers {
        return broken("or its readers are not what its events give");
    }
    let owed = record::of(&office.rules_at(praise.given_at), &praise);
    let stored = duty::of(tx, id)?.into_iter().map(|(duty, _)| duty).collect::<Vec<_>>();
    if stored != owed {
        return broken("duties are not what its state gives");
    }
    Ok(Checked { broken: None, erased })
}

/// Compares its photos, rows and objects, with what its events say.
pub fn verify_files(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
    fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Broken>, Problem> {
    let (mut kept, mut erased) = (Vec::new(), BTreeSet::<FileId>::new());
    for record in records {
        match Event::decode(record)? {
            Event::Attached(event) => {
                kept.extend(event.files.into_iter().map(|file| (file, record.actor.clone())));
            }
            Event::Erased(event) => erased.extend(event.files),
            Event::Given(_) | Event::Published(_) | Event::Refused(_) | Event::Withdrawn(_) => {}
        }
    }
    files::verify(&office.keys, tx, id, &files::Claimed { kept, erased }, fetch)
}
