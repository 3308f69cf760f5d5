use xianban_kernel::words::length;
use xianban_kernel::{Problem, StaffId};

use super::event::{Agreed, Asked, Declined, Deed, Event};
use super::keep::{find, office, older, open};
use super::lists::may_agree;
use super::noun::{Asking, Ledger};
use super::standing::standing;
use super::subject::Subject;
use super::words::Action;
use crate::folded::{self, Held};
use crate::office::Work;

/// How long a reason may be.
const WORDS_MOST: usize = 500;

/// Keeps that something is wanted of an account, until a second person agrees. Asking the same again
/// changes nothing; while one thing waits no other can be asked.
pub(crate) fn ask(
    work: &mut Work<'_, '_>,
    subject: &Subject,
    (deed, said): (Deed, String),
    (by, whom, auditor): (StaffId, StaffId, bool),
) -> Result<(), Problem> {
    let held = match find(work, subject)? {
        Some(held) => held,
        None => adopted(work, subject)?,
    };
    if let Some(waits) = &held.asked {
        if waits.deed == deed {
            return Ok(());
        }
        let said =
            format!("这个账号还有一件事在等第二个人同意：{}。请等办完，或者先收回。", waits.said);
        return Err(Problem::refused("waits_already", said));
    }
    let asked = Asked { deed, said, by, whom, auditor };
    folded::record(work, &held, None, &Event::Asked(asked)).map(drop)
}

fn adopted(work: &mut Work<'_, '_>, subject: &Subject) -> Result<Held<Ledger>, Problem> {
    let standing = standing(work.tx, subject)?;
    let (unit, before) = (office(work.tx)?, older(work, subject)?);
    let adopted = super::event::Adopted { subject: subject.0.clone(), unit, before, standing };
    open(work, subject, &mut |_, _| Ok(Event::Adopted(adopted.clone())))
}

/// What waits in a ledger, for somebody who may agree to it: not whoever asked, not whom it is about.
fn waiting(work: &mut Work<'_, '_>, held: &Held<Ledger>) -> Result<Asking, Problem> {
    let gone = || Problem::refused("nothing_waits", "这件事已经有人办过，或者收回了。");
    let asked = held.asked.clone().ok_or_else(gone)?;
    if may_agree(work, held)? { Ok(asked) } else { Err(Problem::NotFound) }
}

/// A second person agrees; what he agreed to is the answer, and is to be done in the same transaction.
pub(crate) fn agreed(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
) -> Result<(Held<Ledger>, Asking), Problem> {
    let held = folded::by_no::<Ledger>(work, no, Action::Read)?;
    let asked = waiting(work, &held)?;
    let event = Event::Agreed(Agreed { said: asked.said.clone() });
    Ok((folded::record(work, &held, Some(seen), &event)?, asked))
}

/// A second person does not agree and says why, or whoever asked takes it back.
pub(crate) fn declined(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held<Ledger>, Problem> {
    let held = folded::by_no::<Ledger>(work, no, Action::Read)?;
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let asked = match held.asked.clone().filter(|asked| Some(asked.by) == own) {
        Some(asked) => asked,
        None => waiting(work, &held)?,
    };
    if Some(asked.by) != own && words.trim().is_empty() {
        return Err(Problem::fault("words", "请写一句为什么不同意，提出的人看得到。"));
    }
    if length(words) > WORDS_MOST {
        return Err(Problem::fault("words", format!("请写短一些，{WORDS_MOST} 个字以内。")));
    }
    let words = folded::keep(work, &held, words)?;
    let event = Event::Declined(Declined { said: asked.said, words });
    folded::record(work, &held, Some(seen), &event)
}
