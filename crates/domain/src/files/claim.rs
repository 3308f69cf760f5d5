use std::collections::BTreeSet;

use xianban_kernel::{DossierId, FileId, Moment, Problem};
use xianban_store::params;

use super::file::{Enclosure, File, KeptFile, find};
use super::stage::Stager;
use crate::dossier::{Kept, Vault};
use crate::office::Work;
use crate::rules::Forms;

/// The staged files that came with a form, and as whom they may have been staged: the person, and
/// the browser from before the login.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Which files.
    pub ids: Vec<FileId>,
    /// By whom.
    pub by: Vec<Stager>,
}

impl Claim {
    /// Each file once, in the order they were sent.
    fn ordered(&self) -> Vec<FileId> {
        let mut seen = BTreeSet::new();
        self.ids.iter().copied().filter(|id| seen.insert(*id)).collect()
    }
}

/// Since when a file may have been staged to be there still.
pub(super) fn staged_since(forms: &Forms, at: Moment) -> Moment {
    at.plus_hours(-forms.staged_hours)
}

/// The staged files of a claim that are there, for the form that is shown again.
pub fn staged(work: &mut Work<'_, '_>, claim: &Claim) -> Result<Vec<Enclosure>, Problem> {
    let mut found = Vec::new();
    for id in claim.ordered() {
        let file = find(work.tx, work.office.district, id)?;
        let own = |file: &File| claim.by.iter().any(|stager| stager.mark() == file.stager);
        let file = file.filter(|file| file.dossier.is_none() && own(file));
        found.extend(file.map(|file| file.enclosed(&work.office.keys)).transpose()?);
    }
    Ok(found)
}

/// Makes staged files part of a dossier; each only once, and only by whoever staged it.
pub fn claim(
    work: &mut Work<'_, '_>,
    dossier: DossierId,
    claim: &Claim,
) -> Result<Vec<KeptFile>, Problem> {
    let forms = &work.office.rules_at(work.cx.at).rules.forms;
    let ids = claim.ordered();
    let since = staged_since(forms, work.cx.at);
    let mut kept = Vec::with_capacity(ids.len());
    for id in ids {
        let staged = find(work.tx, work.office.district, id)?;
        let own = |file: &File| claim.by.iter().any(|stager| stager.mark() == file.stager);
        let Some(file) = staged.filter(own) else { return Err(gone("photos")) };
        let field = if file.what.is_document() { "documents" } else { "photos" };
        let touched = work.tx.execute(
            "update file set dossier = $1, stager = $2, name = null, came_from = null
             where district = $3 and id = $4 and dossier is null and stager = $5 and staged_at > $6",
            params![dossier, work.cx.actor.mark(), work.office.district, id, file.stager, since],
        )?;
        if touched != 1 {
            return Err(gone(field));
        }
        let name = file.staged_name(&work.office.keys)?;
        let name = name.map(|name| keep(work, dossier, &name)).transpose()?;
        kept.push(KeptFile { name, ..file.kept() });
    }
    within(forms, &kept)?;
    Ok(kept)
}

/// Refuses more files than a form takes.
fn within(forms: &Forms, kept: &[KeptFile]) -> Result<(), Problem> {
    let documents = kept.iter().filter(|kept| kept.what.is_document()).count();
    if kept.len() - documents > forms.photos_max {
        let said = format!("最多可以带 {} 张照片，请去掉几张。", forms.photos_max);
        return Err(Problem::fault("photos", said));
    }
    if documents > forms.documents_max {
        let said = format!("最多可以带 {} 份文件，请去掉几份。", forms.documents_max);
        return Err(Problem::fault("documents", said));
    }
    Ok(())
}

fn keep(work: &mut Work<'_, '_>, dossier: DossierId, name: &str) -> Result<Kept, Problem> {
    let mut vault = Vault::open(work.tx, &work.office.keys, work.office.district, dossier)?;
    vault.keep(work.tx, name)
}

fn gone(field: &'static str) -> Problem {
    let said = "有照片或文件已经用过或放得太久，不在了。请去掉它，或重新选择后再提交。";
    Problem::fault(field, said)
}
