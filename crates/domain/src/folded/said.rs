use std::collections::BTreeMap;

use xianban_kernel::{Actor, FileId, Moment, Problem, StaffId};
use xianban_store::Tx;

use super::encode;
use super::noun::{Event, Folded, Held};
use super::own::reads;
use super::row;
use crate::dossier::{self, Vault, read_records};
use crate::identity::staff_name;
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
    reads(work, &dossier, action)?.or_not_found()?;
    row::load(work.tx, dossier.id)
}

/// Words of its vault, by number; those that were erased are not among them.
pub fn words<N: Folded>(
    work: &mut Work<'_, '_>,
    held: &Held<N>,
    wanted: &[i64],
) -> Result<BTreeMap<i64, String>, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    let mut found = BTreeMap::new();
    for n in wanted {
        if let Some(words) = vault.read(work.tx, *n)? {
            found.insert(*n, words);
        }
    }
    Ok(found)
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
    /// Who, for people: the name of staff, else what sort of person it was.
    pub who: String,
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
        let who = who(work, &actor)?;
        entries.push(Entry { seq, at, actor, who, event, words, files });
    }
    Ok(entries)
}

/// Who a mark stands for: the name of staff, else what sort of person it was.
pub fn who(work: &mut Work<'_, '_>, mark: &str) -> Result<String, Problem> {
    let staff = mark.strip_prefix("staff:").and_then(|id| id.parse().ok()).map(StaffId::new);
    if let Some(id) = staff {
        return Ok(staff_name(work, id)?.unwrap_or_else(|| "已离开的工作人员".to_owned()));
    }
    let sort = if mark == Actor::System.mark() {
        "系统"
    } else if mark.starts_with("resident:") {
        "居民"
    } else {
        "参加人"
    };
    Ok(sort.to_owned())
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
