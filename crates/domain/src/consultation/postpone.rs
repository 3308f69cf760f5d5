use xianban_kernel::words::length;
use xianban_kernel::{Fault, Moment, Problem};

use super::call::PLACE_MOST;
use super::event::{Event, Moved};
use super::noun::Consultation;
use super::permitted::{keep, run, words_fault};
use super::standing::Step;
use super::tell::tell;
use super::words::NoticeKind;
use crate::folded::{self, Held, record};
use crate::office::Work;

/// To when and where it is moved.
#[derive(Clone, Debug, Default)]
pub struct Postpone {
    /// When.
    pub time: Option<Moment>,
    /// Where; empty when that stays.
    pub place: String,
    /// Why, as those who were invited read it.
    pub why: String,
}

/// Moves it to another time, also where too few came: everybody is told, and signs in again.
pub fn postpone(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Postpone,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Postpone)?;
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut faults = Vec::new();
    let time = form.time.filter(|time| *time > work.cx.at);
    if time.is_none() {
        let said = "请填写新的开会时间，要晚于现在。".to_owned();
        faults.push(Fault { field: "time", said });
    }
    if length(form.place.trim()) > PLACE_MOST {
        let said = format!("地点最多写 {PLACE_MOST} 个字。");
        faults.push(Fault { field: "place", said });
    }
    faults.extend(words_fault("why", &form.why, most, "请写为什么改期。"));
    Problem::unless_faultless(faults)?;
    let Some(time) = time else { return Err(Problem::NotFound) };
    let place = folded::keep(work, &held, &form.place)?;
    let why = keep(work, &held, &form.why)?;
    let held = record(work, &held, Some(seen), &Event::Moved(Moved { time, place, why }))?;
    tell(work, &held, NoticeKind::Moved, |_| true)?;
    Ok(held)
}
