//! 研判: what it is about, who leads, on which lane.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{Appeal, Jurisdiction, Level, Mode, More, Risk};
use xianban_domain::office::Work;
use xianban_domain::rules::Lane;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{
    Digits, JurisdictionCode, LevelCode, ModeCode, RiskCode, closed, named,
};
use crate::console::control::Field;
use crate::console::parts::{coded, unit, unit_if_any};

/// Leaves the lane to the matter.
const USUAL: (&str, &str) = ("usual", "照类别通常的");

fn lanes() -> Vec<(&'static str, &'static str)> {
    let lanes = [Lane::General, Lane::Urgent].map(|lane| (lane.code(), lane.name()));
    vec![USUAL, lanes[0], lanes[1]]
}

closed! {
    /// A lane, or the matter's own.
    ChosenLane { &lanes() }
}

/// 研判: what it is about, who leads, on which lane.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Assess {
    /// The code of a matter of the rules.
    #[schema(required = true)]
    matter: String,
    /// The lane; left open, the one that the matter usually takes.
    #[schema(value_type = ChosenLane)]
    lane: String,
    /// The background.
    facts: String,
    /// Why it came about.
    cause: String,
    /// What happened since.
    course: String,
    /// Whose matter it is.
    #[schema(value_type = JurisdictionCode)]
    jurisdiction: String,
    /// At which level it is settled.
    #[schema(value_type = LevelCode)]
    level: String,
    /// How it was assessed.
    #[schema(value_type = ModeCode)]
    mode: String,
    /// How much harm may come of it.
    #[schema(value_type = RiskCode)]
    risk: String,
    /// The unit complained of: it may not lead, and does not see who the applicant is.
    #[schema(value_type = Digits)]
    against: String,
    /// The unit that leads.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// Why the duty list is overridden.
    override_reason: String,
}

impl Step for Assess {
    const ACTION: Action = Action::Assess;
    const VERB: Verb = Verb::new("完成研判", "确定类别和主办单位，主办单位马上收到任务。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let lane = if self.lane.is_empty() { USUAL.0 } else { &self.lane };
        let mut fields = vec![
            table.about(Action::Assess, &self.matter)?,
            coded("lane", "通道", &lanes(), lane),
            table.note("facts", "背景", &self.facts).optional(),
        ];
        fields.extend(self.in_depth(table));
        fields.push(table.receiver(("unit", "主办单位"), &self.unit, &[])?);
        fields.push(table.overridden(&self.override_reason));
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let assess = domain::Assess {
            matter: self.matter.clone(),
            list: String::new(),
            lane: self.lane(work, on.no)?,
            facts: self.facts.clone(),
            lead: unit(&self.unit)?,
            override_reason: self.override_reason.clone(),
            more: self.more(),
        };
        domain::assess(work, on.no, on.seen, &assess)
    }
}

impl Assess {
    /// What may be settled in depth.
    fn in_depth(&self, table: &Table<'_, '_, '_>) -> [Field; 7] {
        [
            table.note("cause", "起因", &self.cause).optional(),
            table.note("course", "经过", &self.course).optional(),
            coded("jurisdiction", "归谁管", named!(Jurisdiction), &self.jurisdiction).optional(),
            coded("level", "在哪一级解决", named!(Level), &self.level).optional(),
            coded("mode", "研判方式", named!(Mode), &self.mode).optional(),
            coded("risk", "风险", named!(Risk), &self.risk).optional(),
            table
                .unit("against", "被反映的单位", &self.against)
                .hint("诉求反映的就是某个单位时选。它不能主办，也看不到诉求人是谁。")
                .optional(),
        ]
    }

    fn more(&self) -> More {
        More {
            jurisdiction: Jurisdiction::from_code(&self.jurisdiction),
            level: Level::from_code(&self.level),
            mode: Mode::from_code(&self.mode),
            risk: Risk::from_code(&self.risk),
            against: unit_if_any(&self.against),
            cause: self.cause.clone(),
            course: self.course.clone(),
        }
    }

    /// The lane that was chosen; else the one the matter usually takes.
    fn lane(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Lane, Problem> {
        if let Some(lane) = Lane::from_code(&self.lane) {
            return Ok(lane);
        }
        let appeal = domain::by_no(work, no)?;
        let set = work.office.rules_of(appeal.rules)?;
        Ok(set.rules.matter(&self.matter).map_or(Lane::General, |one| one.matter.lane))
    }
}
