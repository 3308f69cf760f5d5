use xianban_kernel::{Actor, Problem};

use super::event::{Attached, Event};
use super::noun::Praise;
use super::record::record;
use super::show::{may_review, reads};
use super::store;
use crate::dossier::Dossier;
use crate::files::{self, Claim, File};
use crate::office::Work;

/// Claims the photos that came with what was just given.
pub fn attach(work: &mut Work<'_, '_>, praise: Praise, claim: &Claim) -> Result<Praise, Problem> {
    if claim.ids.is_empty() {
        return Ok(praise);
    }
    let files = files::claim(work, praise.id, claim)?;
    if files.iter().any(|kept| kept.what.is_document()) {
        let said = "表扬只收照片，不收 PDF 和 Word 文件。";
        return Err(Problem::fault("documents", said));
    }
    record(work, &praise, None, &Event::Attached(Attached { files }))
}

/// Whether the actor sees a photo of this praise, and its name; photos have none.
pub fn sees_file(
    work: &mut Work<'_, '_>,
    dossier: &Dossier,
    _: &File,
) -> Result<Option<String>, Problem> {
    let praise = store::load(work.tx, dossier.id)?.ok_or(Problem::NotFound)?;
    let own = praise.giver == work.cx.actor.mark();
    let sees = own || praise.is_on_wall() || work.cx.actor == Actor::System;
    if sees || may_review(work) || reads(work, &praise)? {
        Ok(None)
    } else {
        Err(Problem::NotFound)
    }
}
