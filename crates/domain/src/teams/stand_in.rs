use xianban_kernel::{Fault, Moment, Problem};

use super::event::{Event, Returned, StoodIn};
use super::member::StandIn;
use super::noun::{Step, Team};
use super::verb::{held, kept, member, name_fault, phone};
use crate::folded::{self, Held, forget, record};
use crate::office::Work;

/// Who stands in for one of a team.
#[derive(Clone, Debug)]
pub struct StandInForm {
    /// For whom.
    pub member: i64,
    /// Who.
    pub name: String,
    /// His number; may be empty.
    pub phone: String,
    /// Until when.
    pub until: Moment,
}

/// Somebody stands in for one of a team until a time; it ends by itself then.
pub fn stand_in(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &StandInForm,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::StandIn)?;
    let of = member(&held, form.member)?;
    let mut faults: Vec<_> = name_fault(&form.name).into_iter().collect();
    let phone = phone(&form.phone, &mut faults);
    if form.until <= work.cx.at {
        let said = "请填以后的日子：代岗到哪一天。".to_owned();
        faults.push(Fault { field: "until", said });
    }
    if !faults.is_empty() {
        return Err(Problem::Faults(faults));
    }
    let gone = of.stand_in.as_ref().map(StandIn::values).unwrap_or_default();
    let stood = StoodIn {
        member: of.n,
        name: kept(work, &held, &form.name)?,
        phone: folded::keep(work, &held, &phone)?,
        until: form.until,
        gone,
    };
    forget(work, &held, &stood.gone)?;
    record(work, &held, Some(seen), &Event::StoodIn(Box::new(stood)))
}

/// Whoever was stood in for is back.
pub fn end_stand_in(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    of: i64,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::EndStandIn)?;
    if member(&held, of)?.stand_in.is_none() {
        return Err(Problem::fault("member", "这个人没有人代岗，请重新选一位。"));
    }
    returned(work, &held, Some(seen), of)
}

/// The same, by whoever may.
pub(super) fn returned(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    seen: Option<i64>,
    of: i64,
) -> Result<Held<Team>, Problem> {
    let member = member(held, of)?;
    let gone = member.stand_in.as_ref().map(StandIn::values).unwrap_or_default();
    forget(work, held, &gone)?;
    record(work, held, seen, &Event::Returned(Returned { member: of, gone }))
}
