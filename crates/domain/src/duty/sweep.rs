use xianban_kernel::{Context, DossierId, Problem};

use super::waiting::{Waiting, waiting};
use crate::office::{Office, Work};

/// Duties looked at together.
const PAGE: i64 = 200;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Cards given.
    pub cards: u64,
    /// Dossiers that could not be written; the next sweep tries them again.
    pub failed: u64,
}

/// Looks at every duty of the district whose moment has passed at `cx.at`: `wake` does for its dossier
/// what its room does then. Each is a write of its own behind people's work, and one that fails does not
/// keep the others waiting.
pub async fn sweep(
    office: &Office,
    cx: &Context,
    wake: fn(&mut Work<'_, '_>, DossierId) -> Result<u64, Problem>,
) -> Result<Swept, Problem> {
    let mut swept = Swept::default();
    let mut after = None;
    loop {
        let page = move |work: &mut Work<'_, '_>| Ok(waiting(work.tx, work.cx.at, after, PAGE)?);
        let mut page = office.read(cx, page).await?;
        let Some(last) = page.last() else { return Ok(swept) };
        after = Some(*last);
        page.dedup_by_key(|waiting| waiting.dossier);
        for Waiting { dossier, .. } in page {
            match office
                .write_later(&cx.part(dossier.value()), move |work| wake(work, dossier))
                .await
            {
                Ok(given) => swept.cards += given,
                Err(problem @ (Problem::Unavailable { .. } | Problem::Unknown { .. })) => {
                    return Err(problem);
                }
                Err(problem) => {
                    tracing::warn!(%dossier, %problem, "no card could be given");
                    swept.failed += 1;
                }
            }
        }
    }
}
