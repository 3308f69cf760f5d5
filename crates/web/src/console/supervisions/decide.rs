use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals;
use xianban_domain::folded::Held;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, DecisionKind, Meeting, Step};
use xianban_kernel::{Day, Problem, UnitId};

use super::subject::{for_step, href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::console::parts::one;
use crate::frame::Choice;

/// So many working days ahead can be chosen.
const DAYS: usize = 20;

const WEEK: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// 议定: what is to be done about a matter of the agenda, and whose it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionDecide)]
pub(super) struct Decide {
    /// The number of the appeal.
    #[schema(required = true)]
    item: String,
    /// What: `slip`, `urge`, `name`, `extend`, `whistle`, `list`, `meet`, `other`.
    #[schema(required = true)]
    kind: String,
    /// In words.
    #[schema(required = true)]
    words: String,
    /// The unit whose duty it becomes; who has the matter when empty.
    #[schema(value_type = Digits)]
    to: String,
    /// By which day, `2026-11-27`; the rules say when it is empty.
    due: String,
    /// Not empty: it was done on the spot, by its own form.
    done: String,
}

impl Act for Decide {
    const PATH: &'static str = "/c/supervisions/{no}/decide";
    const VERB: Verb =
        Verb::new("议定", "交给哪个单位，哪个单位就收到一项待办；落实以前，每次会都先过这一项。");
    const DONE: &'static str = "已议定，写进纪要。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = for_step(work, no, Step::Decide)?;
        let mut fields = vec![self.matter(work, &held)?, self.kinds()];
        fields.push(words(work, "要办什么", &self.words));
        let Some(item) = held.item(&self.item) else { return Ok(fields) };
        let appeal = appeals::by_no(work, &item.no)?;
        let kind = DecisionKind::from_code(&self.kind);
        let made = supervision::unbooked(work, &held, &appeal)?;
        let ticked = !self.done.is_empty();
        // Whatever kind is chosen below: without scripts the page cannot ask again.
        if ticked || !made.is_empty() {
            fields.push(tick(&made, ticked));
        }
        let kind = kind.unwrap_or(DecisionKind::Other);
        let units = supervision::chargeable(work, &held, &appeal, kind)?;
        let choice = |unit: xianban_domain::organisation::Unit| {
            Choice::new(unit.id.to_string(), unit.name).hint(unit.kind.name()).chosen_if(&self.to)
        };
        let choices = units.into_iter().map(choice).collect();
        let to = Field::new("to", "交给谁", Control::Pick { choices });
        fields.push(to.hint("不选，就交给正在办的单位。").optional());
        let by = Field::new("due", "什么时候落实", Control::Pick { choices: self.days(work) });
        fields.push(by.hint("不选，就按规则定的时间。").optional());
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let kind = DecisionKind::from_code(&self.kind);
        let form = supervision::Decide {
            no: self.item.clone(),
            kind: kind.ok_or_else(|| Problem::fault("kind", "请选怎么办。"))?,
            words: self.words.clone(),
            to: self.to.parse().ok().map(UnitId::new),
            person: None,
            due: self.day()?,
            done: !self.done.is_empty(),
        };
        let held = supervision::decide(work, on.no, on.seen, &form)?;
        let at = held.items.iter().position(|item| item.no == self.item).unwrap_or(0) + 1;
        Ok(format!("{}?item={at}", href(on.no)))
    }
}

impl Decide {
    /// The matter: what was asked for, or one of all.
    fn matter(&self, work: &mut Work<'_, '_>, held: &Held<Meeting>) -> Result<Field, Problem> {
        let asked = held.item(&self.item);
        let items = asked.map_or(held.items.as_slice(), std::slice::from_ref);
        let matters = supervision::matters(work, items)?;
        let choice = |one: &supervision::Matter| {
            let title = one.title.clone().unwrap_or_else(|| one.unit.clone());
            Choice::new(one.item.no.clone(), title).hint(&one.item.no).chosen_if(&self.item)
        };
        let choices = matters.iter().map(choice).collect();
        if asked.is_some() {
            return Ok(one("item", "哪件诉求", choices));
        }
        Ok(Field::new("item", "哪件诉求", Control::Pick { choices }))
    }

    fn kinds(&self) -> Field {
        let choice = |one: &DecisionKind| Choice::new(one.code(), one.name()).chosen_if(&self.kind);
        one("kind", "怎么办", DecisionKind::ALL.iter().map(choice).collect())
    }

    fn day(&self) -> Result<Option<Day>, Problem> {
        if self.due.is_empty() {
            return Ok(None);
        }
        let day = self.due.parse();
        day.map(Some).map_err(|_| Problem::fault("due", "请选一天。"))
    }

    /// The working days from today on.
    fn days(&self, work: &Work<'_, '_>) -> Vec<Choice> {
        let set = work.office.rules_at(work.cx.at);
        let days = work.cx.at.day().series(jiff::Span::new().days(1));
        let worked = days.filter(|day| set.calendar.is_workday(*day)).take(DAYS);
        worked.map(|day| Choice::new(day.to_string(), named(day)).chosen_if(&self.due)).collect()
    }
}

/// 会上办好的: written down instead of charged to somebody; only what was made during the meeting counts.
fn tick(made: &[DecisionKind], ticked: bool) -> Field {
    let label = "会上已经办好了，只登记，不交给别人";
    let field = Field::new("done", label, Control::Tick { ticked }).optional();
    let names: Vec<_> = made.iter().map(|kind| kind.name()).collect();
    if names.is_empty() {
        return field.hint("会开始以后，您在这件上还没有办过可以登记的事。");
    }
    field.hint(format!("您在会上办了：{}。勾上以后，下面两项不用填。", names.join("、")))
}

/// A day as people say it: `11月27日 周五`.
pub(super) fn named(day: Day) -> String {
    let since = day.weekday().since(jiff::civil::Weekday::Monday);
    let week = usize::try_from(since).ok().and_then(|at| WEEK.get(at)).copied();
    format!("{}月{}日 {}", day.month(), day.day(), week.unwrap_or_default())
}
