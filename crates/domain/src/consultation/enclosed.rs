use xianban_kernel::{Actor, Problem};

use super::event::{Attached, Event};
use super::noun::Consultation;
use super::permitted::run;
use super::standing::Step;
use super::words::Action;
use crate::dossier::Dossier;
use crate::files::{self, Claim, File};
use crate::folded::{Held, Reads, reads, record};
use crate::office::Work;

/// Claims photos, such as the sheet that people signed.
pub fn attach(
    work: &mut Work<'_, '_>,
    no: &str,
    claim: &Claim,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, None, Step::Attach)?;
    if claim.ids.is_empty() {
        return Err(Problem::fault("photos", "请选照片。"));
    }
    let files = files::claim(work, held.id, claim)?;
    if files.iter().any(|kept| kept.what.is_document()) {
        let said = "这里只收照片，不收 PDF 和 Word 文件。";
        return Err(Problem::fault("documents", said));
    }
    record(work, &held, None, &Event::Attached(Attached { files }))
}

/// Whether the actor sees a photo: staff who may read it. Sheets hold names, so nobody else does.
pub fn sees_file(
    work: &mut Work<'_, '_>,
    dossier: &Dossier,
    _: &File,
) -> Result<Option<String>, Problem> {
    let inside = matches!(work.cx.actor, Actor::Staff(_) | Actor::System);
    match reads(work, dossier, Action::Read)? {
        Reads::It if inside => Ok(None),
        Reads::It | Reads::Not => Err(Problem::NotFound),
    }
}
