use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::rules::Rules;
use xianban_domain::whistle::{self, Called, KIND, WhistleRules, by_no};
use xianban_kernel::Problem;

use super::subject::{href, rules, subject, unit_field, unit_id, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::console::parts::long;
use crate::frame::Choice;

/// What is filled in to draft a whistle.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleNew)]
pub(super) struct New {
    /// What it is about, in a line.
    #[schema(required = true)]
    title: String,
    /// Why it is beyond the community, and what is asked.
    #[schema(required = true)]
    text: String,
    /// Numbers of appeals, with spaces or commas between.
    #[schema(required = true)]
    appeals: String,
    /// The first unit that is called.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// A second one.
    #[schema(value_type = Digits)]
    unit2: String,
    /// A third one.
    #[schema(value_type = Digits)]
    unit3: String,
    /// Within how many minutes they are to be on site.
    #[schema(required = true, value_type = Digits)]
    minutes: String,
    /// Why units are called although their duty lists do not have the matter.
    reason: String,
}

impl Act for New {
    const PATH: &'static str = "/c/whistles/new";
    const VERB: Verb = Verb::new(
        "汇总吹哨",
        "把社区办不了的诉求放在一起，叫街道和部门来办。书记批准以后才吹出去；诉求仍由社区主办。",
    );
    const DONE: &'static str = "吹哨单已经起草，等书记批准。";

    fn on(_: &mut Work<'_, '_>, _: &str) -> Result<Subject, Problem> {
        Ok(Subject::new("吹哨清单", "/c/whistles", 0))
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        self.asked(work)
    }

    fn make(&self, work: &mut Work<'_, '_>, _: On<'_>) -> Result<String, Problem> {
        let held = whistle::draft(work, &self.draft())?;
        Ok(href(&held.no))
    }
}

impl New {
    fn asked(&self, work: &mut Work<'_, '_>) -> Result<Vec<Field>, Problem> {
        let rules = rules(work);
        let most = rules.forms.note_max;
        Ok(vec![
            Field::line("title", "题目", &self.title)
                .at_most(60)
                .hint("例如：三个小区绿地被占种菜，请恢复绿植"),
            long("appeals", "诉求编号", &self.appeals, most)
                .hint("可以放几件，编号之间空一格。要是您的社区主办、正在办的。"),
            long("text", "为什么社区办不了，请他们来做什么", &self.text, most),
            unit_field(work, ("unit", "叫谁来"), &self.unit)?,
            unit_field(work, ("unit2", "第二个单位"), &self.unit2)?.optional(),
            unit_field(work, ("unit3", "第三个单位"), &self.unit3)?.optional(),
            minutes(&rules, &self.minutes),
            long("reason", "越过职责清单的理由", &self.reason, most)
                .hint("单位的职责清单上有这些事就不用填。")
                .optional(),
        ])
    }

    fn draft(&self) -> whistle::Draft {
        let called = |unit: &String| Called {
            unit: unit_id(unit),
            asked: String::new(),
            reason: self.reason.clone(),
        };
        let between =
            |letter: char| letter.is_whitespace() || [',', '，', '、', ';'].contains(&letter);
        whistle::Draft {
            title: self.title.clone(),
            text: self.text.clone(),
            appeals: self.appeals.split(between).map(str::to_owned).collect(),
            called: [&self.unit, &self.unit2, &self.unit3].map(called).into(),
            minutes: self.minutes.parse().unwrap_or(0),
        }
    }
}

/// How long a limit in minutes is, in words.
pub(super) fn lasting(minutes: i64) -> String {
    match minutes {
        1_440 => "一天内".to_owned(),
        minutes if minutes % 60 == 0 => format!("{} 小时内", minutes / 60),
        minutes => format!("{minutes} 分钟内"),
    }
}

fn minutes(rules: &Rules, chosen: &str) -> Field {
    let ruled: WhistleRules = rules.room(KIND).unwrap_or_default();
    let choice = |one: &i64| Choice::new(one.to_string(), lasting(*one)).chosen_if(chosen);
    let choices = ruled.arrive.iter().map(choice).collect();
    Field::new("minutes", "应哨以后多久到场", Control::One { choices })
}

/// A draft is mended.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleChange)]
pub(super) struct Change {
    /// The same as for a new one; empty when nothing was typed yet.
    #[serde(flatten)]
    form: New,
}

impl Act for Change {
    const PATH: &'static str = "/c/whistles/{no}/change";
    const VERB: Verb = Verb::new("修改吹哨单", "改好以后再等书记批准。");
    const DONE: &'static str = "吹哨单已经改好，等书记批准。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        if !self.form.title.is_empty() || !self.form.text.is_empty() {
            return self.form.asked(work);
        }
        let held = by_no(work, no)?;
        let chosen =
            |n: usize| held.receivers.get(n).map_or(String::new(), |one| one.unit.unit.to_string());
        let (unit, unit2, unit3) = (chosen(0), chosen(1), chosen(2));
        let minutes = held.minutes.to_string();
        let seen = whistle::seen(work, held)?;
        let reason = seen.of_receivers.iter().find(|one| !one.overridden.is_empty());
        let reason = reason.map(|one| one.overridden.clone()).unwrap_or_default();
        let appeals: Vec<String> = seen.appeals.into_iter().map(|one| one.no).collect();
        let form = New {
            title: seen.line.title,
            text: seen.text,
            appeals: appeals.join(" "),
            unit,
            unit2,
            unit3,
            minutes,
            reason,
        };
        form.asked(work)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::change(work, on.no, on.seen, &self.form.draft())?;
        Ok(href(on.no))
    }
}

/// A draft is given up.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleDrop)]
pub(super) struct Drop {
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Act for Drop {
    const PATH: &'static str = "/c/whistles/{no}/drop";
    const VERB: Verb = Verb::grave("作废", "这份吹哨单不吹了，诉求不受影响。");
    const DONE: &'static str = "已作废。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, "为什么", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::drop_draft(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
