use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Actor, AppealId, FileId, Problem};
use xianban_store::Tx;

use super::appeal::Appeal;
use super::event::Event;
use super::policy::by_no;
use super::record::record;
use super::store;
use crate::files::{self, Claim, File, FileKind, KeptFile, Stager};
use crate::office::{Office, Work};
use crate::trail::{Broken, Record, Vault, read_records};

/// Files that came with an event before: what a person sent in one form is two events, made in one
/// transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Place in the trail of the event they came with.
    pub to: i64,
    /// The files.
    pub files: Vec<KeptFile>,
}

/// Claims the files that came with the move just made in this piece of work.
pub fn attach(work: &mut Work<'_, '_>, appeal: Appeal, claim: &Claim) -> Result<Appeal, Problem> {
    if claim.ids.is_empty() {
        return Ok(appeal);
    }
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    let Some(to) = came_with(work, &appeal, &records)? else {
        let said = "这一步不收照片和文件。请去掉以后再提交，需要留存的写进记录里传。";
        return Err(Problem::fault("photos", said));
    };
    let files = files::claim(work, appeal.id, claim)?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let documents = files.iter().any(|kept| kept.what.is_document());
    if documents && !rules.takes_documents(appeal.kind, &work.cx.actor) {
        let said = "这类诉求只收照片，不收 PDF 和 Word 文件。请去掉文件，拍成照片再传。";
        return Err(Problem::fault("documents", said));
    }
    record(work, appeal, None, &Event::Attached(Attached { to, files }))
}

/// The event just made that the files came with. What follows from a move stands behind it in the
/// trail: a round that begins, an office in which nobody is left to review.
fn came_with(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    records: &[Record],
) -> Result<Option<i64>, Problem> {
    let mark = work.cx.actor.mark();
    let own = appeal.applicant.as_deref() == Some(mark.as_str());
    let made = |one: &&Record| one.actor == mark && one.recorded_at == work.cx.at;
    for record in records.iter().rev().take_while(made) {
        match Event::decode(&record.kind, &record.payload)? {
            Event::Attached(_) => return Ok(None),
            // What an applicant told somebody begins the round; the files are of the asking.
            Event::Reworked(_) if !own => {}
            event if event.takes_files() => return Ok(Some(record.seq)),
            _ => {}
        }
    }
    Ok(None)
}

/// A file the actor may see, with the name of a document: his own staged one, or one of an appeal he may open. An applicant sees
/// what he sent, what was released to him and what was published; originals only his own.
pub fn file(
    work: &mut Work<'_, '_>,
    id: FileId,
    by: &[Stager],
) -> Result<(File, Option<String>), Problem> {
    let file = files::find(work.tx, work.office.district, id)?.ok_or(Problem::NotFound)?;
    let Some(appeal) = file.appeal else {
        let own = by.iter().any(|stager| stager.mark() == file.stager);
        let name = file.staged_name(&work.office.keys)?;
        return if own { Ok((file, name)) } else { Err(Problem::NotFound) };
    };
    let appeal = store::load(work.tx, work.office.district, appeal)?.ok_or(Problem::NotFound)?;
    let appeal = by_no(work, &appeal.no)?;
    let shown = match work.cx.actor {
        Actor::Staff(_) | Actor::System => true,
        _ if file.stager == work.cx.actor.mark() => true,
        _ => file.what != FileKind::Original && shown(work, &appeal)?.contains(&file.id),
    };
    if !shown {
        return Err(Problem::NotFound);
    }
    let name = if file.what.is_document() { name(work, &appeal, id)? } else { None };
    Ok((file, name))
}

/// The name of a document of an appeal; `None` when it was erased.
fn name(work: &mut Work<'_, '_>, appeal: &Appeal, id: FileId) -> Result<Option<String>, Problem> {
    for record in read_records(work.tx, appeal.district, appeal.id)? {
        if let Event::Attached(event) = Event::decode(&record.kind, &record.payload)?
            && let Some(kept) = event.files.iter().find(|kept| kept.file == id)
            && let Some(name) = &kept.name
        {
            let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
            return vault.read(work.tx, name.vault);
        }
    }
    Ok(None)
}

/// The files of an appeal that its applicant sees.
fn shown(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<BTreeSet<FileId>, Problem> {
    let (mut proposed, mut open, mut files) = (None, BTreeSet::new(), Vec::new());
    for record in read_records(work.tx, appeal.district, appeal.id)? {
        match Event::decode(&record.kind, &record.payload)? {
            Event::Submitted(_) | Event::Supplemented(_) | Event::Reworked(_) => {
                open.insert(record.seq);
            }
            Event::Proposed(_) => proposed = Some(record.seq),
            Event::Released(_) => open.extend(proposed),
            Event::Published(event) => {
                open.insert(event.note);
            }
            Event::Attached(event) => files.push(event),
            _ => {}
        }
    }
    let shown = files.into_iter().filter(|attached| open.contains(&attached.to));
    Ok(shown.flat_map(|attached| attached.files).map(|kept| kept.file).collect())
}

/// Compares the files of an appeal, rows and objects, with what its events say; `fetch` gives the
/// bytes of an object.
pub fn verify_files(
    office: &Office,
    tx: &mut Tx<'_>,
    id: AppealId,
    records: &[Record],
    fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Broken>, Problem> {
    let (mut kept, mut erased) = (Vec::new(), BTreeSet::new());
    for record in records {
        match Event::decode(&record.kind, &record.payload)? {
            Event::Attached(event) => {
                kept.extend(event.files.into_iter().map(|file| (file, record.actor.clone())));
            }
            Event::Erased(event) => erased.extend(event.files),
            _ => {}
        }
    }
    let broken = |place: &str, why: &str| {
        Ok(Some(Broken { place: format!("appeal {id} file {place}"), why: why.to_owned() }))
    };
    let rows = match files::of_appeal(tx, office.district, id) {
        Ok(rows) => rows,
        Err(error) => return broken("row", &error.to_string()),
    };
    let named: BTreeSet<FileId> = kept.iter().map(|(kept, _)| kept.file).collect();
    if let Some(row) = rows.iter().find(|row| !named.contains(&row.id)) {
        return broken(&row.id.to_string(), "is in no event");
    }
    for (kept, actor) in &kept {
        let place = kept.file.to_string();
        let Some(row) = rows.iter().find(|row| row.id == kept.file) else {
            return broken(&place, "is gone");
        };
        let whole = if erased.contains(&row.id) {
            row.is_erased()
        } else {
            row.holds(&office.keys, kept, fetch)
        };
        if !whole || !row.is_row_of(kept, actor) {
            return broken(&place, "is not what its event says");
        }
    }
    Ok(None)
}

impl Event {
    /// Whether files may come with it.
    const fn takes_files(&self) -> bool {
        matches!(
            self,
            Self::Submitted(_)
                | Self::Supplemented(_)
                | Self::Reworked(_)
                | Self::Proposed(_)
                | Self::Contacted(_)
                | Self::Reported(_)
                | Self::Noted(_)
                | Self::Verified(_)
                | Self::FollowedUp(_)
                | Self::SlipTaken(_)
                | Self::SlipFinished(_)
                | Self::SlipChecked(_)
                | Self::VisitOffered(_)
                | Self::VisitDone(_)
                | Self::Met(_)
        )
    }
}
