//! 发任务单: a slip is sent, or called off.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::appeals::{Action, DutyKind};
use xianban_domain::office::Work;
use xianban_domain::organisation::Unit;
use xianban_domain::rules::Evidence;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, EvidenceCode, LocalTime, closed, named};
use crate::console::control::Field;
use crate::console::parts::{coded, item, moment, person, time, unit};

const END: (&str, &str) = ("end", "撤销任务单");

closed! {
    /// Calls a slip off.
    Ending { &[END] }
}

/// 发任务单: a slip is sent, or called off.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct IssueSlip {
    /// Who does it, when one is sent.
    #[schema(value_type = Digits)]
    unit: String,
    /// One person of that unit; left open, everybody there may take it.
    #[schema(value_type = Digits)]
    person: String,
    /// What is to be done, and how it looks when it is, when one is sent.
    goal: String,
    /// When it is to be done; left open, as the rules say.
    #[schema(value_type = LocalTime)]
    at: String,
    /// The photos that must be handed in, when one is sent.
    #[schema(value_type = EvidenceCode)]
    evidence: String,
    /// Calls a slip off.
    #[schema(value_type = Ending)]
    choice: String,
    /// The number of the slip that is called off.
    #[schema(value_type = Digits)]
    item: String,
    /// Why it is called off.
    words: String,
}

impl Step for IssueSlip {
    const ACTION: Action = Action::IssueSlip;
    const VERB: Verb = Verb::new("发任务单", "把要做的事交给网格、公司或者个人，办完由别人检查。");
    const RANK: Rank = Rank::Often;
    const KEY: &'static str = "t";

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        if self.choice == END.0 {
            let live: Vec<_> = table.appeal.casework.slips.iter().filter(|s| s.is_live()).collect();
            return Ok(vec![
                coded("choice", "这一步", &[END], &self.choice),
                table.slips(&live, &self.item)?,
                table.note("words", "为什么撤销", &self.words),
            ]);
        }
        let (rules, appeal) = (table.rules, table.appeal);
        let takes =
            |unit: &Unit| rules.owing_role(DutyKind::Slip, appeal.round, unit.kind).is_some();
        let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
        let asked = matter.map_or(Evidence::Nothing, |one| one.matter.evidence).code();
        let evidence = if self.evidence.is_empty() { asked } else { &self.evidence };
        let people = table.able(Action::DoSlip)?;
        Ok(vec![
            table.unit_if(("unit", "交给谁"), &self.unit, takes),
            table
                .person(&people, "指定到人", (&self.person, &self.unit))
                .hint("不选就是那个单位的人都可以接。选的人要在上面那个单位。")
                .optional(),
            table.note("goal", "要做什么，做到什么样", &self.goal),
            time("at", "什么时候办好", &self.at)
                .hint(format!("不填就是 {}。", rules.casework.slip.said()))
                .optional(),
            coded("evidence", "要交的照片", named!(Evidence), evidence),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let made = if self.choice == END.0 {
            appeals::cancel_slip(work, on.no, on.seen, item(&self.item)?, &self.words)
        } else {
            appeals::issue_slip(work, on.no, on.seen, &self.slip()?)
        };
        made.map_err(|problem| problem.renamed(&["slip"], "item").renamed(&["limit"], "at"))
    }
}

impl IssueSlip {
    /// The slip as it was written.
    fn slip(&self) -> Result<appeals::NewSlip, Problem> {
        let limit = if self.at.is_empty() { None } else { Some(moment("at", &self.at)?) };
        let evidence = Evidence::from_code(&self.evidence);
        let evidence = evidence.ok_or_else(|| Problem::fault("evidence", "请选要交的照片。"))?;
        let (to, person) = (unit(&self.unit)?, person(&self.person));
        Ok(appeals::NewSlip { to, person, goal: self.goal.clone(), limit, evidence })
    }
}
