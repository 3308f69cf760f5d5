use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{after, lot, permitted, record, shown, tell, write_if_any};
use crate::appeals::nouns::event::Disowned;
use crate::appeals::nouns::{Appeal, Event, Seen, Taken};
use crate::appeals::rows::forget_low_rating;
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

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
