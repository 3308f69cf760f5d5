use xianban_kernel::Problem;

use super::entrance::{Entered, enter};
use super::event::{Answered, Event, Waited};
use super::noun::Consultation;
use super::permitted::{keep, needs, run, unless_misfit};
use super::standing::{Standing, Step};
use crate::folded::{Held, record};
use crate::office::Work;

/// What somebody who came says of the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// They are right.
    Confirm,
    /// They are not, in his words; these stay attached.
    Object(String),
}

/// Confirms the minutes by a tap, or objects; said again, the last word counts, and each objection stays.
pub fn answer(
    work: &mut Work<'_, '_>,
    no: &str,
    code: Option<&str>,
    reply: &Reply,
) -> Result<Entered, Problem> {
    let Entered { held, n } = enter(work, no, code)?;
    unless_misfit(&held, None, Step::Answer)?;
    Ok(Entered { held: answered(work, &held, (n, reply, false))?, n })
}

/// Writes down what somebody signed on paper, at the meeting or later.
pub fn answer_on_paper(
    work: &mut Work<'_, '_>,
    no: &str,
    n: i64,
    reply: &Reply,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, None, Step::Answer)?;
    answered(work, &held, (n, reply, true))
}

fn answered(
    work: &mut Work<'_, '_>,
    held: &Held<Consultation>,
    (n, reply, on_paper): (i64, &Reply, bool),
) -> Result<Held<Consultation>, Problem> {
    if !held.present().any(|one| one.n == n) {
        let said = "没有签到的人不确认纪要；有意见可以告诉召集人。";
        return Err(Problem::refused("consultation_absent", said));
    }
    let objection = match reply {
        Reply::Confirm => None,
        Reply::Object(words) => {
            needs(work, "words", words, "请写您不同意纪要里的什么。")?;
            Some(keep(work, held, words)?)
        }
    };
    let event = Event::Answered(Answered { n, objection, on_paper });
    let held = record(work, held, None, &event)?;
    if held.standing == Standing::Confirming && held.all_answered() {
        return record(work, &held, None, &Event::Waited(Waited {}));
    }
    Ok(held)
}
