use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, Problem, Role, StaffId};

use super::appeal::Appeal;
use super::event::{AtUnit, Event};
use super::follow_up::lot;
use super::overview::forget_low_rating;
use super::policy::permitted;
use super::record::record;
use super::review::after;
use super::state::{Seen, State, Window};
use super::taken::Taken;
use super::tell::tell;
use super::write::{shown, write_if_any};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{Action, NoticeKind};
use crate::trail::Kept;

/// The applicant said that a rating which staff took down is not his: it is struck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disowned {
    /// What he says to it.
    pub words: Option<Kept>,
    /// Where it was taken down.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// When.
    pub taken_at: Moment,
    /// Until when he may rate anew, where the rating had closed the appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Who asks him next, drawn by lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
}

/// The applicant says that the rating is not his (这不是我的评价), once, within the window for another
/// round. It counts no more. Had it closed the appeal, another person asks and the window for rating
/// opens anew; had it led on, the round goes on as it is.
pub fn disown(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Disown)?;
    let none = || Problem::refused("nothing_to_disown", "这件诉求没有工作人员代记的评价可以划去。");
    let taken = appeal.disownable().ok_or_else(none)?.clone();
    if work.cx.at > taken.until {
        let said =
            "划去这个评价的时间已经过了。事情还没有解决的，请打电话给社区，或者重新提交一件。";
        return Err(Problem::refused("disown_over", said));
    }
    let words = write_if_any(work, &appeal, "words", words)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let (mut until, mut asker) = (None, None);
    if appeal.closed_by(&taken) {
        until = Some(after(&set, work.cx.at, set.rules.limits.rating_window));
        asker = lot(work, &appeal, &taken.by)?;
    }
    forget_low_rating(work, &appeal, taken.round)?;
    let Taken { unit, role, at: taken_at, .. } = taken;
    let event = Event::Disowned(Disowned { words, unit, role, taken_at, until, asker });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_struck(work, &appeal, unit, until)?;
    Ok(appeal)
}

/// Tells the applicant that it is struck, and who asks him.
fn tell_struck(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    by: AtUnit,
    until: Option<Moment>,
) -> Result<(), Problem> {
    let by = unit(work.tx, by.unit)?.name;
    let told = match until {
        Some(until) => {
            format!("{by}会换一位工作人员问您；{} 前您也可以自己评价。", shown(until))
        }
        None if appeal.state.is_open() => {
            format!("现在这一轮照常办理，答复以后由{by}的另一位工作人员问您。")
        }
        None => "办理结果不变。".to_owned(),
    };
    tell(work, appeal, NoticeKind::Disowned, &[("unit", by), ("told", told)])
}

impl Appeal {
    /// The rating that the applicant may say is not his; that is possible once.
    pub fn disownable(&self) -> Option<&Taken> {
        let first = self.casework.disowned.is_none();
        self.casework.taken.as_ref().filter(|_| first)
    }

    /// Whether it is this rating that closed the appeal, and nothing came after.
    pub fn closed_by(&self, taken: &Taken) -> bool {
        matches!(self.state, State::Closed(_)) && taken.closed && taken.round == self.round
    }

    /// Whether this person may ask the applicant how it went: he had no hand in it, did not review
    /// it, and took down nothing that the applicant disowned.
    pub fn may_be_asked_by(&self, mark: &str) -> bool {
        let disowned = self.casework.disowned.as_deref() == Some(mark);
        !disowned && !self.was_handled_by(mark) && !self.was_reviewed_by(mark)
    }

    pub(super) fn strike(&mut self, at: Moment, event: &Disowned) -> Option<()> {
        let taken = self.disownable()?.clone();
        let reopens = self.closed_by(&taken);
        let left = matches!(self.state, State::Declined | State::Transferred | State::Withdrawn);
        if left || reopens != event.until.is_some() {
            return None;
        }
        self.casework.taken = None;
        self.casework.grade = taken.before;
        self.casework.disowned = Some(taken.by);
        match (&mut self.state, event.until) {
            (State::Closed(closing), Some(until)) => {
                let reply = closing.reply;
                self.enter(at, State::FollowingUp(Window { reply, until }));
                self.casework.asker = event.asker;
            }
            // A conclusion carries the last rating on.
            (State::Closed(closing), None) if closing.grade.is_some() => {
                closing.grade = taken.before;
            }
            _ => {}
        }
        Some(())
    }
}
