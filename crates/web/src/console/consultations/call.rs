use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation::{self, Action, ConsultationRules, KIND};
use xianban_domain::folded::units_with;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::guests::Guests;
use super::subject::{href, rules, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{Digits, LocalTime};
use crate::console::control::Field;
use crate::console::parts::{moment, one, time, unit_if_any};
use crate::frame::Choice;

/// 召集: people are called together over one or many appeals.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationNew)]
pub(super) struct New {
    /// The unit that calls, where the actor may call for several.
    #[schema(value_type = Digits)]
    unit: String,
    /// What it is about, in a line that names no applicant.
    #[schema(required = true)]
    title: String,
    /// What is to be talked about.
    #[schema(required = true)]
    agenda: String,
    /// When.
    #[schema(required = true, value_type = LocalTime)]
    time: String,
    /// Where.
    #[schema(required = true)]
    place: String,
    /// Numbers of appeals, with spaces or commas between.
    #[schema(required = true)]
    appeals: String,
    /// Who is to come.
    #[serde(flatten)]
    guests: Guests,
}

impl Act for New {
    const PATH: &'static str = "/c/consultations/new";
    const VERB: Verb = Verb::grave(
        "召集网格协商",
        "请来的人会收到时间、地点和各自的参会码；没有账号的人只看得到题目、议题和纪要，看不到是谁提的诉求。",
    );
    const DONE: &'static str = "已经召集，有手机号和账号的人会收到通知。";

    fn on(_: &mut Work<'_, '_>, _: &str) -> Result<Subject, Problem> {
        Ok(Subject::new("网格协商", "/c/consultations", 0))
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        let rules = rules(work);
        let ruled: ConsultationRules = rules.room(KIND).unwrap_or_default();
        let mut fields = Vec::new();
        let units = units_with(work, Action::Call)?;
        if units.len() > 1 {
            let unit = |unit: &xianban_domain::organisation::Unit| {
                Choice::new(unit.id.to_string(), &*unit.name).chosen_if(&self.unit)
            };
            fields.push(one("unit", "由哪个单位召集", units.iter().map(unit).collect()));
        }
        fields.extend([
            words(work, ("appeals", "诉求编号"), &self.appeals)
                .hint("可以放几件，编号之间空一格。"),
            Field::line("title", "题目", &self.title)
                .at_most(ruled.title_max)
                .hint("例如：7 号楼前绿地怎么办。参会的人都看得到，不要写是谁提的。"),
            words(work, ("agenda", "商量什么"), &self.agenda),
            time("time", "开会时间", &self.time),
            Field::line("place", "地点", &self.place).at_most(80),
        ]);
        fields.extend(self.guests.fields(work)?);
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, _: On<'_>) -> Result<String, Problem> {
        let between =
            |letter: char| letter.is_whitespace() || [',', '，', '、', ';'].contains(&letter);
        let form = consultation::Call {
            unit: unit_if_any(&self.unit),
            title: self.title.clone(),
            agenda: self.agenda.clone(),
            time: moment("time", &self.time).ok(),
            place: self.place.clone(),
            appeals: self.appeals.split(between).map(str::to_owned).collect(),
            invited: self.guests.named(work)?,
        };
        let held = consultation::call(work, &form);
        let held = held.map_err(|problem| problem.renamed(&["invited"], "resident"))?;
        Ok(href(&held.no))
    }
}
