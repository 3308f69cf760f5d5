use xianban_kernel::Problem;

use super::event::{Event, Published, SentBack};
use super::noun::Consultation;
use super::permitted::{keep, needs, review};
use super::standing::Step;
use super::tell::tell;
use super::words::NoticeKind;
use crate::folded::{Held, record};
use crate::office::Work;

/// Lets the minutes be seen: by everybody invited, and by all without names if `public`.
///
/// # Errors
/// A refusal to whoever called it or wrote its minutes.
pub fn publish(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    public: bool,
) -> Result<Held<Consultation>, Problem> {
    let held = review(work, no, seen, Step::Publish)?;
    let held = record(work, &held, Some(seen), &Event::Published(Published { public }))?;
    tell(work, &held, NoticeKind::Published, |_| true)?;
    Ok(held)
}

/// Sends the minutes back to be written anew, with a reason.
pub fn send_back(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    why: &str,
) -> Result<Held<Consultation>, Problem> {
    let held = review(work, no, seen, Step::SendBack)?;
    needs(work, "why", why, "请写要改什么。")?;
    let why = keep(work, &held, why)?;
    record(work, &held, Some(seen), &Event::SentBack(SentBack { why }))
}
