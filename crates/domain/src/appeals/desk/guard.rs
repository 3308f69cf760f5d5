use crate::appeals::nouns::DutyKind;
use xianban_kernel::{Problem, UnitId};

use super::write::{Bound, write};
use crate::appeals::nouns::Appeal;
use crate::dossier::Kept;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, UnitKind, duty_list_has, who_has};
use crate::rules::Rules;

/// The duty list guard: a unit gets only what it has on its duty list. A department's matter can
/// never be given to a community; elsewhere a written reason overrides, and is kept.
pub(crate) fn guard(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: &Unit,
    matter: &str,
    reason: &str,
) -> Result<Option<Kept>, Problem> {
    if overrides(work, appeal, to, matter, reason)? {
        write(work, appeal, "override_reason", reason, Bound::Note).map(Some)
    } else {
        Ok(None)
    }
}

/// Whether the duty list is overridden when a unit gets a matter, for which `reason` must say why.
pub(crate) fn overrides(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: &Unit,
    matter: &str,
    reason: &str,
) -> Result<bool, Problem> {
    if to.district != appeal.district || to.closed_at.is_some() {
        return Err(Problem::fault("unit", "这个单位不能接收任务，请另选一个。"));
    }
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if !owes_orders(rules, appeal, to) {
        let said = format!("{}没有承办人，这件事派过去就没有人办，请另选一个单位。", to.name);
        return Err(Problem::fault("unit", said));
    }
    // Duty lists are as they stand today, and so are the names they go by.
    let listed = work.office.rules_at(work.cx.at).rules.on_lists(matter);
    if duty_list_has(work.tx, to.id, &listed)? {
        return Ok(false);
    }
    let has: Vec<Unit> = who_has(work.tx, appeal.district, &listed, None)?;
    let catches = rules.casework.backstop == to.code;
    if catches && (has.is_empty() || !appeal.casework.disputes.is_empty()) {
        return Ok(false);
    }
    let names: Vec<&str> = has.iter().take(3).map(|unit| unit.name.as_str()).collect();
    let names = if names.is_empty() { "平台派单员".to_owned() } else { names.join("、") };
    if is_below(to) && of_departments(&has) {
        let said = format!("这是部门的职责，不能派给{}。职责清单上有它的：{names}。", to.name);
        return Err(Problem::refused("department_matter", said));
    }
    if reason.trim().is_empty() {
        let said = format!(
            "{}的职责清单上没有这件事，有它的：{names}。确实要派，请写明理由，理由会公开统计。",
            to.name
        );
        return Err(Problem::refused("duty_list", said));
    }
    Ok(true)
}

/// Those of `units` that an order of an appeal may be given to, the one complained of left out. Its
/// matter counts as far as it is settled.
pub fn receivers(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    units: &[Unit],
) -> Result<Vec<UnitId>, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let matter = appeal.matter.clone().unwrap_or_default();
    let listed = work.office.rules_at(work.cx.at).rules.on_lists(&matter);
    let departments = of_departments(&who_has(work.tx, appeal.district, &listed, None)?);
    let may = |to: &&Unit| {
        let leads = appeal.may_lead(AtUnit::of(to));
        leads && owes_orders(&rules, appeal, to) && !(departments && is_below(to))
    };
    Ok(units.iter().filter(may).map(|to| to.id).collect())
}

/// Whether somebody at a unit would owe what an order asks for.
fn owes_orders(rules: &Rules, appeal: &Appeal, to: &Unit) -> bool {
    let owes = |duty| rules.owing_role(duty, appeal.round, to.kind).is_some();
    [DutyKind::Acknowledge, DutyKind::Handle, DutyKind::Assist].into_iter().all(owes)
}

/// Whether only departments have a matter on their duty lists.
fn of_departments(has: &[Unit]) -> bool {
    !has.is_empty() && has.iter().all(|unit| unit.kind == UnitKind::DistrictDepartment)
}

const fn is_below(to: &Unit) -> bool {
    matches!(to.kind, UnitKind::Community | UnitKind::GridTeam)
}
