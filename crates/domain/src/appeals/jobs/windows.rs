use xianban_kernel::{Context, Problem};

use crate::appeals::rounds::close_unrated;
use crate::appeals::rows::{Window, owed};
use crate::office::{Office, Work};

/// Appeals looked at together.
const PAGE: i64 = 200;

/// What a sweep over ended windows did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Appeals closed unrated.
    pub closed: u64,
    /// Appeals that could not be written; the next sweep tries them again.
    pub failed: u64,
}

/// Closes every appeal of the district whose window for rating ended before `cx.at`: each is a write
/// of its own behind people's work, and one that fails does not keep the others waiting.
pub async fn close_ended(office: &Office, cx: &Context) -> Result<Ended, Problem> {
    let (mut ended, mut after) = (Ended::default(), None);
    loop {
        let over = move |work: &mut Work<'_, '_>| {
            Ok(owed::windows_over(work.tx, work.office.district, work.cx.at, after, PAGE)?)
        };
        let page = office.read(cx, over).await?;
        let Some(last) = page.last() else { return Ok(ended) };
        after = Some(*last);
        for Window { appeal, .. } in page {
            let close = move |work: &mut Work<'_, '_>| close_unrated(work, appeal);
            match office.write_later(&cx.part(appeal.value()), close).await {
                Ok(closed) => ended.closed += u64::from(closed),
                Err(problem @ (Problem::Unavailable { .. } | Problem::Unknown { .. })) => {
                    return Err(problem);
                }
                Err(problem) => {
                    tracing::warn!(%appeal, %problem, "an appeal could not be closed");
                    ended.failed += 1;
                }
            }
        }
    }
}
