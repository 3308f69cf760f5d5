use std::collections::BTreeSet;

use xianban_kernel::{Actor, FileId, Problem};

use super::done::story;
use crate::appeals::desk::by_no;
use crate::appeals::nouns::event::{Attached, Enclosed, Happening, Published, Released};
use crate::appeals::nouns::{Appeal, Event};
use crate::appeals::rows::store;
use crate::dossier::{Dossier, Vault, read_records};
use crate::files::{File, FileKind};
use crate::office::Work;

/// The name of a file of an appeal that the actor may see, if it is a document. An applicant sees what he
/// sent, what was released to him and what was published; originals only his own. Everybody sees the photos
/// of what was done and may be read by everybody.
///
/// # Errors
/// [`Problem::NotFound`] where he may not.
pub fn sees_file(
    work: &mut Work<'_, '_>,
    dossier: &Dossier,
    file: &File,
) -> Result<Option<String>, Problem> {
    let appeal = match by_no(work, &dossier.no) {
        Err(Problem::NotFound) if is_of_story(work, dossier, file)? => return Ok(None),
        found => found?,
    };
    let shown = match work.cx.actor {
        Actor::Staff(_) | Actor::System => true,
        _ if file.stager == work.cx.actor.mark() => true,
        _ => file.what != FileKind::Original && shown(work, &appeal)?.contains(&file.id),
    };
    if !shown {
        return Err(Problem::NotFound);
    }
    if file.what.is_document() { name(work, &appeal, file.id) } else { Ok(None) }
}

/// Whether it is a photo of a matter that everybody may read.
fn is_of_story(work: &mut Work<'_, '_>, dossier: &Dossier, file: &File) -> Result<bool, Problem> {
    let Some(appeal) = store::load(work.tx, dossier.district, dossier.id)? else {
        return Ok(false);
    };
    let told = story(work, appeal)?;
    Ok(told.is_some_and(|told| told.before.iter().chain(&told.after).any(|id| *id == file.id)))
}

/// The name of a document of an appeal; `None` when it was erased.
fn name(work: &mut Work<'_, '_>, appeal: &Appeal, id: FileId) -> Result<Option<String>, Problem> {
    for record in read_records(work.tx, appeal.district, appeal.id)? {
        if record.kind == Attached::SORT.kind
            && let Event::Attached(event) = Event::decode(&record.kind, &record.payload)?
            && let Some(kept) = event.files.iter().find(|kept| kept.file == id)
            && let Some(name) = &kept.name
        {
            let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
            return vault.read(work.tx, name.vault);
        }
    }
    Ok(None)
}

/// What the trail says of files, and of what went out to the applicant; the other events are not decoded.
const OF_FILES: [&str; 3] = [Attached::SORT.kind, Published::SORT.kind, Released::SORT.kind];

/// The files of an appeal that its applicant sees.
fn shown(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<BTreeSet<FileId>, Problem> {
    let (mut proposed, mut open, mut files) = (None, BTreeSet::new(), Vec::new());
    for record in read_records(work.tx, appeal.district, appeal.id)? {
        match Event::encloses(&record.kind) {
            Some(Enclosed::Own) => _ = open.insert(record.seq),
            Some(Enclosed::Reply) => proposed = Some(record.seq),
            Some(Enclosed::Inside | Enclosed::Never) | None => {}
        }
        if !OF_FILES.contains(&record.kind.as_str()) {
            continue;
        }
        let event = Event::decode(&record.kind, &record.payload)?;
        if let Event::Attached(attached) = event {
            files.push(attached);
        } else if let Event::Published(published) = event {
            open.insert(published.note);
        } else if matches!(event, Event::Released(_)) {
            open.extend(proposed);
        }
    }
    let shown = files.into_iter().filter(|attached| open.contains(&attached.to));
    Ok(shown.flat_map(|attached| attached.files).map(|kept| kept.file).collect())
}
