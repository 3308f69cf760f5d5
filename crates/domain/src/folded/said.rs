use std::collections::BTreeMap;

use xianban_kernel::{FileId, Moment, Problem};
use xianban_store::Tx;

use super::encode;
use super::noun::{Event, Folded, Held};
use super::own::{Reads, reads};
use super::row;
use crate::dossier::{self, Vault, read_records};
use crate::keys::Keys;
use crate::office::Work;
use crate::rules::ActionWord;

/// The noun with this number, for an actor who may read it by `action` or owes something on it: to
/// everybody else it does not exist.
pub fn by_no<N: Folded>(
    work: &mut Work<'_, '_>,
    no: &str,
    action: impl ActionWord,
) -> Result<Held<N>, Problem> {
    let dossier = dossier::by_no(work.tx, no)?.filter(|dossier| dossier.kind == N::KIND);
    let dossier = dossier.ok_or(Problem::NotFound)?;
    match reads(work, &dossier, action)? {
        Reads::It => row::load(work.tx, dossier.id),
        Reads::Not => Err(Problem::NotFound),
    }
}

/// Words of its vault, by number; those that were erased are not among them.
pub fn words<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
    wanted: &[i64],
) -> Result<BTreeMap<i64, String>, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    vault.read_some(work.tx, wanted)
}

/// One line of a trail.
#[derive(Clone, Debug)]
pub struct Entry<E> {
    /// Its place, from 1.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who, as the trail marks people.
    pub actor: String,
    /// What happened.
    pub event: E,
    /// Its words, as far as they are there.
    pub words: Vec<String>,
    /// Files that came with it.
    pub files: Vec<FileId>,
}

/// Everything that happened to it, in order.
pub fn trail<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
) -> Result<Vec<Entry<N::Event>>, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    let mut entries = Vec::new();
    for record in read_records(work.tx, held.district, held.id)? {
        let (event, _) = encode::read::<N>(&record)?;
        let mut words = Vec::new();
        for n in event.words() {
            words.extend(vault.read(work.tx, n)?);
        }
        let files = event.files().iter().map(|kept| kept.file).collect();
        let (seq, at, actor) = (record.seq, record.occurred_at, record.actor);
        entries.push(Entry { seq, at, actor, event, words, files });
    }
    Ok(entries)
}

/// By which words it is found; `None` when they were all destroyed.
pub(super) fn indexed<N: Folded>(
    tx: &mut Tx<'_>,
    keys: &Keys,
    held: &Held<N>,
) -> Result<Option<String>, Problem> {
    let face = held.noun.face();
    let vault = Vault::open(tx, keys, held.district, held.id)?;
    let mut words = vec![held.no.clone()];
    words.extend(face.words);
    for n in &face.found_by {
        words.extend(vault.read(tx, *n)?);
    }
    Ok((words.len() > 1).then(|| words.join(" ")))
}
