use xianban_kernel::Problem;

use super::event::{Cancelled, Event};
use super::noun::Consultation;
use super::permitted::{keep, needs, run};
use super::standing::Step;
use super::tell::tell;
use super::words::NoticeKind;
use crate::folded::{Held, record};
use crate::office::Work;

/// Cancels it with a reason that everybody invited reads.
pub fn cancel(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    why: &str,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Cancel)?;
    needs(work, "why", why, "请写为什么取消。")?;
    let why = keep(work, &held, why)?;
    let held = record(work, &held, Some(seen), &Event::Cancelled(Cancelled { why }))?;
    tell(work, &held, NoticeKind::Cancelled, |_| true)?;
    Ok(held)
}
