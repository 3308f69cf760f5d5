use xianban_kernel::{Actor, Moment, Problem, StaffId};
use xianban_store::params;

use super::super::appeal::Appeal;
use super::super::casework::PoolEmpty;
use super::super::event::Event;
use super::super::policy::by_mark;
use super::super::record::record;
use super::super::state::Standing;
use crate::identity::holders;
use crate::office::Work;
use crate::rules::{Action, DutyKind};

/// What waits because nobody may do it: everybody who holds the role had a hand in the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is owed.
    pub duty: DutyKind,
    /// How many matters wait.
    pub matters: i64,
    /// The oldest of them, since when.
    pub since: Moment,
}

/// Records that nobody is left who may review or ask: then the system administrator owes the office
/// another person. The office is the top; there is no level to lift it to.
pub(in super::super) fn look_for_somebody(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
) -> Result<Appeal, Problem> {
    let duty = match appeal.state.standing() {
        Standing::Reviewing => DutyKind::Review,
        Standing::FollowingUp => DutyKind::FollowUp,
        _ => return Ok(appeal),
    };
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let fills = rules.owing_role(DutyKind::FillPool, appeal.round, appeal.office.kind).is_some();
    let role = rules.owing_role(duty, appeal.round, appeal.office.kind).cloned();
    let (Some(role), true) = (role, fills) else { return Ok(appeal) };
    let pool = holders(work, appeal.office.unit, &role)?;
    let free = |staff: &StaffId| {
        let mark = by_mark(*staff);
        let asks = duty == DutyKind::FollowUp;
        if asks { appeal.may_be_asked_by(&mark) } else { !appeal.was_handled_by(&mark) }
    };
    // An office without anybody in post is its administrator's matter from the start.
    if pool.is_empty() || pool.iter().any(free) {
        return Ok(appeal);
    }
    record(work, appeal, None, &Event::PoolEmpty(PoolEmpty { duty }))
}

/// What waits for more people, for whoever manages accounts: numbers only, no matter's words.
pub fn empty_pools(work: &mut Work<'_, '_>) -> Result<Vec<Waiting>, Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    if !matches!(work.cx.actor, Actor::Staff(_))
        || !rules.may(&work.cx.actor, Action::ManageAccounts)
    {
        return Err(Problem::NotFound);
    }
    let rows = work.tx.rows(
        "select work_order, count(*) as n, min(since) as since from duty
         where district = $1 and kind = 'fill_pool' group by work_order order by work_order",
        params![work.office.district],
    )?;
    let read = |row: &xianban_store::Row| {
        let which: i64 = row.get("work_order")?;
        let duty = if which == 1 { DutyKind::Review } else { DutyKind::FollowUp };
        Ok(Waiting { duty, matters: row.get("n")?, since: row.get("since")? })
    };
    rows.iter().map(read).collect()
}
