use askama::Template;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{self as domain, CasesWanted, Counts, Figure, Period};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::{Moment, PageSize, Problem, UnitId};

use super::super::desk;
use super::find::row;
use super::queue::QueuePage;
use crate::frame::{Choice, Face, Frame};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/overview?period=month`: what is open, due, overdue, returned and rated low, by unit and by
/// list of five. Units only: no person is counted.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/overview.html")]
pub struct OverviewPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The period, for what happened in one: first day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The periods to choose from.
    pub periods: Vec<Choice>,
    /// What the columns count.
    pub columns: Vec<&'static str>,
    /// All together; a case that several units have counts once.
    pub total: Vec<Cell>,
    /// By unit.
    pub units: Vec<Counted>,
    /// By list.
    pub lists: Vec<Counted>,
}

/// The figures of one unit or list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OverviewLine)]
pub struct Counted {
    /// Which.
    pub name: String,
    /// Its figures, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// One figure.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OverviewCell)]
pub struct Cell {
    /// Its code: `open`, `soon`, `overdue`, `returned`, `low`, `closed`, `asked`, `satisfied`.
    pub code: &'static str,
    /// How many cases.
    pub count: usize,
    /// Of a rate: of how many; the count is its numerator.
    pub of: Option<usize>,
    /// The rate in percent, cut after two decimals, such as 98.64 %; empty where there is none.
    pub rate: String,
    /// Opens just these cases.
    pub href: String,
}

impl Cell {
    /// The class that colours it.
    fn tone(&self) -> &'static str {
        match self.code {
            _ if self.count == 0 => "none",
            "overdue" => "red",
            "soon" => "yellow",
            _ => "",
        }
    }
}

impl Face for OverviewPage {}

/// The period, and which cases.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = OverviewAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `month`, `quarter`, `year` or `days`.
    period: String,
    /// With `days`: the first day.
    from: String,
    /// With `days`: the last day.
    to: String,
    /// Of the cases: which figure.
    figure: String,
    /// Of which unit.
    unit: String,
    /// On which list; `none` for those on none yet.
    list: String,
    /// Where the page before ended.
    after: String,
}

/// The figures.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

/// The cases of one figure.
pub(crate) async fn cases(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = cases_page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

/// First and last day.
fn days(asked: &Asked, today: Date) -> (Date, Date) {
    let given = |text: &str| text.parse::<Date>().ok();
    let month = today.first_of_month();
    match asked.period.as_str() {
        "quarter" => {
            let back = (month.month() - 1).rem_euclid(3);
            (month.checked_sub(back.months()).unwrap_or(month), today)
        }
        "year" => (today.first_of_year(), today),
        "days" => {
            let from = given(&asked.from).unwrap_or(month);
            (from, given(&asked.to).unwrap_or(today).max(from))
        }
        _ => (month, today),
    }
}

pub(in crate::console) fn period((from, to): (Date, Date)) -> Period {
    let after = to.checked_add(1.day()).unwrap_or(to);
    let start = |day: Date| Moment::at_civil(day.at(0, 0, 0, 0));
    Period { from: start(from), to: start(after) }
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<OverviewPage, Problem> {
    let days = days(asked, visitor.cx.at.day());
    let read = move |work: &mut Work<'_, '_>| domain::overview(work, period(days));
    let overview = visitor.site.office.read(&visitor.cx, read).await?;
    let frame = desk::frame(visitor, "overview").await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let kept = kept(asked);
    let unit = |(id, name, counts): &(UnitId, String, Counts)| Counted {
        name: name.clone(),
        cells: cells(counts, &format!("{kept}&unit={id}")),
    };
    let none = Counts::new();
    let mut lists: Vec<_> = rules
        .lists
        .iter()
        .map(|list| {
            let counts = overview.lists.get(&list.code).unwrap_or(&none);
            let cells = cells(counts, &format!("{kept}&list={}", list.code));
            Counted { name: list.name.clone(), cells }
        })
        .collect();
    if let Some(counts) = overview.lists.get("") {
        let cells = cells(counts, &format!("{kept}&list=none"));
        lists.push(Counted { name: "还没研判".to_owned(), cells });
    }
    let chosen = if asked.period.is_empty() { "month" } else { &asked.period };
    let periods = [("month", "本月"), ("quarter", "本季度"), ("year", "今年"), ("days", "自己选")];
    Ok(OverviewPage {
        frame,
        from: days.0.to_string(),
        to: days.1.to_string(),
        periods: periods.map(|(code, text)| Choice::new(code, text).chosen_if(chosen)).into(),
        columns: Figure::ALL.iter().map(|figure| figure.name()).collect(),
        total: cells(&overview.total, &kept),
        units: overview.units.iter().map(unit).collect(),
        lists,
    })
}

fn kept(asked: &Asked) -> String {
    let pairs = [("period", asked.period.as_str()), ("from", &asked.from), ("to", &asked.to)];
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

fn cells(counts: &Counts, kept: &str) -> Vec<Cell> {
    let cell = |figure: &Figure| {
        let of = |figure: &Figure| counts.get(figure).copied().unwrap_or(0);
        let (code, count) = (figure.code(), of(figure));
        let of = (*figure == Figure::Satisfied).then(|| of(&Figure::Asked));
        let rate = of.map(|of| rate(count, of)).unwrap_or_default();
        Cell { code, count, of, rate, href: format!("/c/overview/cases?figure={code}&{kept}") }
    };
    Figure::ALL.iter().map(cell).collect()
}

/// A rate in percent, cut after two decimals: never better than it is.
pub(in crate::console) fn rate(part: usize, of: usize) -> String {
    let Some(share) = (part * 10_000).checked_div(of) else { return String::new() };
    format!("{}.{:02} %", share / 100, share % 100)
}

async fn cases_page(visitor: &Visitor, asked: &Asked) -> Result<QueuePage, Problem> {
    let figure = Figure::from_code(&asked.figure).ok_or(Problem::NotFound)?;
    let list = match asked.list.as_str() {
        "" => None,
        "none" => Some(String::new()),
        code => Some(code.to_owned()),
    };
    let wanted = CasesWanted { figure, unit: asked.unit.parse().ok().map(UnitId::new), list };
    let period = period(days(asked, visitor.cx.at.day()));
    let after = asked.after.split_once('.');
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let list = rules.list(&asked.list).map(|list| list.name.clone());
    let read = move |work: &mut Work<'_, '_>| {
        let found = domain::cases(work, period, &wanted, after, PageSize::USUAL)?;
        let unit = wanted.unit.map(|id| unit(work.tx, id)).transpose()?;
        Ok((found, unit.map(|unit| unit.name)))
    };
    let (found, unit) = visitor.site.office.read(&visitor.cx, read).await?;
    let about = unit.or(list).map(|name| format!("{name} · ")).unwrap_or_default();
    let frame = desk::frame(visitor, "overview").await?;
    let rows = found.rows.iter().map(|glance| row(visitor, glance)).collect::<Result<_, _>>()?;
    let here = format!(
        "/c/overview/cases?figure={}&{}&unit={}&list={}",
        figure.code(),
        kept(asked),
        asked.unit,
        asked.list
    );
    Ok(QueuePage {
        frame,
        title: format!("{about}{}", figure.name()),
        of: desk::APPEALS,
        path: "/c/overview/cases".to_owned(),
        query: None,
        count: None,
        filters: Vec::new(),
        rows,
        next: found.next.map(|after| format!("{here}&after={after}")),
        empty: "没有这样的诉求。".to_owned(),
        onward: Some(crate::frame::Link::new("回到总览", format!("/c/overview?{}", kept(asked)))),
        table: None,
    })
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn a_rate_is_cut_and_never_better_than_it_is() {
        assert_eq!(rate(2405, 2438), "98.64 %");
        assert_eq!(rate(1025, 1025), "100.00 %");
        assert_eq!(rate(19_999, 20_000), "99.99 %");
        assert_eq!(rate(0, 0), "");
    }
}
