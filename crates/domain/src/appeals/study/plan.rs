use crate::appeals::nouns::Action;
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{Bound, ahead, approver, permitted, record, write};
use crate::appeals::nouns::event::Planned;
use crate::appeals::nouns::{Appeal, AskFor, Event, Seen, Standing};
use crate::office::Work;

/// How a matter is to be settled, in the article's five fields.
#[derive(Clone, Debug)]
pub struct PlanForm {
    /// What sort of matter it is (性质).
    pub nature: String,
    /// Who answers for what (责任).
    pub responsibility: String,
    /// By when it is to be settled (时限).
    pub limit: Moment,
    /// In which steps (程序).
    pub procedure: String,
    /// What will be so when it is done (目标).
    pub goal: String,
}

/// Writes a plan, or a new version of it. Before work starts somebody above agrees, as the rules name;
/// once it is under way a change is agreed to in the same way while work goes on.
pub fn plan(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &PlanForm,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Plan)?;
    may_plan(&appeal)?;
    let limit = ahead(work, &appeal, "limit", form.limit, None)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let lead = appeal.lead().ok_or_else(|| Problem::broken("planned without a lead"))?.unit.unit;
    let needs = appeal.state.standing() == Standing::Planning
        || rules.casework.needs_plan(appeal.class, appeal.lane, appeal.round);
    let approver = if needs {
        Some(approver(work, &appeal, rules.casework.plan_approver, lead)?)
    } else {
        None
    };
    let mut words = |field, text: &str| write(work, &appeal, field, text, Bound::Answer);
    let event = Event::Planned(Planned {
        nature: words("nature", &form.nature)?,
        responsibility: words("responsibility", &form.responsibility)?,
        limit,
        procedure: words("procedure", &form.procedure)?,
        goal: words("goal", &form.goal)?,
        approver,
    });
    record(work, appeal, Some(seen), &event)
}

/// Whether no version of the plan waits for agreement.
pub(crate) fn may_plan(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.asked().any(|ask| matches!(ask.what, AskFor::Plan { .. })) {
        let said = "上一稿方案还在等审批，先等审批结果，再改方案。";
        return Err(Problem::refused("plan_waits", said));
    }
    Ok(())
}
