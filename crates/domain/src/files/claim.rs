use std::collections::BTreeSet;

use xianban_kernel::{AppealId, FileId, Moment, Problem};
use xianban_store::params;

use super::file::{File, KeptFile, find};
use super::stage::Stager;
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

/// Since when a file may have been staged to be there still.
pub(super) fn staged_since(forms: &Forms, at: Moment) -> Moment {
    at.plus_hours(-forms.staged_hours)
}

/// The staged files of a claim that are there, for the form that is shown again.
pub fn staged(work: &mut Work<'_, '_>, claim: &Claim) -> Result<Vec<File>, Problem> {
    let mut found = Vec::new();
    for id in claim.ids.iter().copied().collect::<BTreeSet<_>>() {
        let file = find(work.tx, work.office.district, id)?;
        let own = |file: &File| claim.by.iter().any(|stager| stager.mark() == file.stager);
        found.extend(file.filter(|file| file.appeal.is_none() && own(file)));
    }
    Ok(found)
}

/// Makes staged files part of an appeal; each only once, and only by whoever staged it.
pub fn claim(
    work: &mut Work<'_, '_>,
    appeal: AppealId,
    claim: &Claim,
) -> Result<Vec<KeptFile>, Problem> {
    let forms = &work.office.rules_at(work.cx.at).rules.forms;
    let ids: BTreeSet<FileId> = claim.ids.iter().copied().collect();
    if ids.len() > forms.photos_max {
        let said = format!("最多可以带 {} 张照片，请去掉几张。", forms.photos_max);
        return Err(Problem::fault("photos", said));
    }
    let since = staged_since(forms, work.cx.at);
    let mut kept = Vec::with_capacity(ids.len());
    for id in ids {
        let staged = find(work.tx, work.office.district, id)?;
        let own = |file: &File| claim.by.iter().any(|stager| stager.mark() == file.stager);
        let Some(file) = staged.filter(own) else { return Err(gone()) };
        let touched = work.tx.execute(
            "update file set appeal = $1, stager = $2
             where district = $3 and id = $4 and appeal is null and stager = $5 and staged_at > $6",
            params![appeal, work.cx.actor.mark(), work.office.district, id, file.stager, since],
        )?;
        if touched != 1 {
            return Err(gone());
        }
        kept.push(file.kept());
    }
    Ok(kept)
}

fn gone() -> Problem {
    let said = "有照片已经用过或放得太久，不在了。请去掉它，或重新选择后再提交。";
    Problem::fault("photos", said)
}
