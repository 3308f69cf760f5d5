use std::collections::BTreeMap;

use serde::Serialize;
use xianban_domain::figures::{Every, FIGURES, Facet, Figure, Made, Numbers, Period, Scope, Span};
use xianban_domain::rules::Rules;
use xianban_kernel::Day;

use super::read::{Read, unit};
use crate::console::figures::cells::{Cell, Column, cell, figure_cells, figure_columns};
use crate::console::figures::overview::{Group, Line, address};

/// What every line of a report counts.
const COLUMNS: &[&str] = &[
    "accepted",
    "closed",
    "in_time",
    "satisfied",
    "satisfied_strict",
    "low",
    "rounds",
    "returned",
    "reported",
    "report_solved",
];

/// What is told day by day.
const TREND: &[&str] = &["accepted", "closed", "low", "rounds", "returned", "reported"];

/// A report, whatever it is written on.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Report)]
pub struct Written {
    /// What it is called, such as 崂山区2026年11月月报.
    pub title: String,
    /// Of what.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Which list of five it is about, if only one.
    pub list: Option<String>,
    /// Whether its last day is yet to end: then it is a report so far.
    pub so_far: bool,
    /// Every figure, beside the period before and the same a year earlier.
    pub sums: Vec<Sum>,
    /// What the period before is called.
    pub before: String,
    /// What the same a year earlier is called; `None` where that is the period before.
    pub year_ago: Option<String>,
    /// What the columns of `trend` count.
    pub trend_columns: Vec<Column>,
    /// Day by day, or month by month.
    pub trend: Group,
    /// What the columns of `groups` count.
    pub columns: Vec<Column>,
    /// Broken up: by ground, by units of one class each, by list, by matter.
    pub groups: Vec<Group>,
    /// How each figure is counted.
    pub definitions: Vec<Definition>,
}

/// One figure, beside others.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ReportSum)]
pub struct Sum {
    /// What is counted.
    pub name: &'static str,
    /// How it is counted.
    pub href: String,
    /// In this period, or now.
    pub now: Cell,
    /// Whether it is counted as it stands now.
    pub stands: bool,
    /// In the period before.
    pub before: Option<Cell>,
    /// In the same a year earlier.
    pub year_ago: Option<Cell>,
}

/// How a figure is counted.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ReportDefinition)]
pub struct Definition {
    /// The figure.
    pub name: &'static str,
    /// In plain words.
    pub said: &'static str,
    /// What is left out, and why.
    pub left_out: String,
    /// Where the way of counting comes from.
    pub source: &'static str,
    /// Since which day it is counted so.
    pub since: &'static str,
}

/// Of what, for when, and which list.
pub(super) struct About<'a> {
    pub(super) period: Period,
    pub(super) list: Option<(&'a str, &'a str)>,
    pub(super) rules: &'a Rules,
    /// The last day of which there is anything to tell.
    pub(super) today: Day,
    /// Where every place and every time has a report of its own.
    pub(super) report: &'a dyn Fn(Scope, Period) -> String,
}

/// Writes a report of what was read.
pub(super) fn written(read: &Read, about: &About<'_>) -> Written {
    let (period, span) = (about.period, about.period.span());
    let name = read.names.get(&read.scope).map(|one| one.name.clone()).unwrap_or_default();
    let mut groups: Vec<Group> = vec![about.grounds(read)];
    groups.extend(about.units(read));
    groups.extend(about.lists(read));
    groups.push(about.matters(read));
    groups.retain(|group| !group.lines.is_empty());
    let kind = match period.every {
        Every::Day => "日报",
        Every::Week => "周报",
        Every::Month => "月报",
        Every::Year => "年报",
    };
    let list = about.list.map(|(_, name)| name.to_owned());
    let of = list.as_ref().map(|list| format!("·{list}")).unwrap_or_default();
    Written {
        title: format!("{name}{of} {} {kind}", period.said()),
        name,
        from: span.from.to_string(),
        to: span.to.to_string(),
        list,
        so_far: read.due.is_some(),
        sums: about.sums(read),
        before: period.before().said(),
        year_ago: period.year_ago().map(Period::said),
        trend_columns: figure_columns(TREND),
        trend: about.trend(read),
        columns: figure_columns(COLUMNS),
        groups,
        definitions: FIGURES.iter().map(definition).collect(),
    }
}

fn definition(figure: &Figure) -> Definition {
    let left_out = figure.left_out.iter().map(|(what, why)| format!("不算{what}：{why}"));
    Definition {
        name: figure.name,
        said: figure.said,
        left_out: left_out.collect::<Vec<_>>().join("；"),
        source: figure.source,
        since: figure.since,
    }
}

/// Whether a figure says how something stands, whatever the period.
fn stands(figure: &Figure) -> bool {
    matches!(figure.made, Made::Count(count) if count.stands())
}

impl About<'_> {
    /// The days of a span, and the list, as the addresses of cases have them.
    fn kept(&self, span: Span) -> String {
        let list = self.list.map(|(code, _)| format!("&list={code}")).unwrap_or_default();
        format!("&period=days&from={}&to={}{list}", span.from, span.to)
    }

    fn sums(&self, read: &Read) -> Vec<Sum> {
        let set = |figure: &Figure, numbers: &Numbers, span: Span| {
            let kept = self.kept(span);
            cell(figure, figure.of(numbers), &|code: &str| address(read.scope, &kept, code, ""))
        };
        let figures = FIGURES.iter().filter(|figure| read.due.is_some() || !stands(figure));
        let mut sums: Vec<Sum> = figures
            .map(|figure| {
                let (stands, before) = (stands(figure), self.period.before().span());
                let ago = self.period.year_ago().map(Period::span).zip(read.year_ago.as_ref());
                Sum {
                    name: figure.name,
                    href: format!("/figures/{}", figure.code),
                    now: set(figure, &read.now, self.period.span()),
                    stands,
                    before: (!stands).then(|| set(figure, &read.before, before)),
                    year_ago: ago.filter(|_| !stands).map(|(span, of)| set(figure, of, span)),
                }
            })
            .collect();
        for (code, name) in [("overdue", "超期"), ("soon", "三天内到期")] {
            let Some(due) = read.due else { continue };
            let count = if code == "soon" { due.soon } else { due.overdue };
            let now = Cell::plain(code, count, address(read.scope, "", code, ""));
            let (before, year_ago, href) = (None, None, String::new());
            sums.push(Sum { name, href, now, stands: true, before, year_ago });
        }
        sums
    }

    fn trend(&self, read: &Read) -> Group {
        let every = if self.period.every == Every::Year { Every::Month } else { Every::Day };
        let (mut lines, last) = (Vec::new(), self.period.span().to.min(self.today));
        let mut one = Period::of(every, self.period.span().from);
        while one.span().from <= last {
            let span = one.span();
            let key = one.code().replace('-', "").parse().unwrap_or_default();
            let (numbers, kept) =
                (read.trend.get(&key).cloned().unwrap_or_default(), self.kept(span));
            let cases = |code: &str| address(read.scope, &kept, code, "");
            let cells = figure_cells(TREND, |figure| figure.of(&numbers), cases);
            lines.push(Line {
                name: one.said(),
                href: Some((self.report)(read.scope, one)),
                cells,
            });
            one = one.after();
        }
        let name = if every == Every::Month { "逐月" } else { "逐日" };
        Group { name: name.to_owned(), lines }
    }

    fn line(&self, read: &Read, facet: Facet, value: &str, at: (Scope, &str)) -> Vec<Cell> {
        let kept = self.kept(self.period.span());
        let cases = |code: &str| address(at.0, &kept, code, at.1);
        let empty = Numbers::default();
        let numbers = read.by.get(&facet).unwrap_or(&empty);
        figure_cells(COLUMNS, |figure| figure.at(numbers, value), cases)
    }

    fn grounds(&self, read: &Read) -> Group {
        let values = read.by.get(&Facet::Below).map(Numbers::values).unwrap_or_default();
        let line = |value: &str| {
            let scope = Scope::from_code(value)?;
            let name = read.names.get(&scope)?.name.clone();
            let cells = self.line(read, Facet::Below, value, (scope, ""));
            Some(Line { name, href: Some((self.report)(scope, self.period)), cells })
        };
        let mut lines: Vec<Line> = values.into_iter().filter_map(line).collect();
        lines.sort_by(|one, other| one.name.cmp(&other.name));
        Group { name: "按地方".to_owned(), lines }
    }

    /// Units, each class for itself.
    fn units(&self, read: &Read) -> Vec<Group> {
        let values = read.by.get(&Facet::Unit).map(Numbers::values).unwrap_or_default();
        let mut classes: BTreeMap<&'static str, Vec<Line>> = BTreeMap::new();
        for value in values {
            let named = unit(value).and_then(|scope| read.names.get(&scope));
            let Some((named, class)) = named.and_then(|one| Some((one, one.class?))) else {
                continue;
            };
            let more = format!("&unit={value}");
            let cells = self.line(read, Facet::Unit, value, (read.scope, &more));
            let line = Line { name: named.name.clone(), href: None, cells };
            classes.entry(class.name()).or_default().push(line);
        }
        let group = |(class, mut lines): (&'static str, Vec<Line>)| {
            lines.sort_by(|one, other| one.name.cmp(&other.name));
            Group { name: format!("按单位：{class}"), lines }
        };
        classes.into_iter().map(group).collect()
    }

    fn lists(&self, read: &Read) -> Option<Group> {
        let numbers = read.by.get(&Facet::List)?;
        let lists = self.rules.lists.iter().map(|list| (list.code.as_str(), list.name.as_str()));
        let lists = lists.chain([("", "还没研判")]);
        let lists = lists.filter(|(code, _)| !code.is_empty() || numbers.values().contains(&""));
        let line = |(code, name): (&str, &str)| {
            let more = format!("&list={}", if code.is_empty() { "none" } else { code });
            let cells = self.line(read, Facet::List, code, (read.scope, &more));
            Line { name: name.to_owned(), href: None, cells }
        };
        Some(Group { name: "按五类清单".to_owned(), lines: lists.map(line).collect() })
    }

    /// What most came in about, first.
    fn matters(&self, read: &Read) -> Group {
        let values = read.by.get(&Facet::Matter).map(Numbers::values).unwrap_or_default();
        let line = |value: &str| {
            let matter = self.rules.matter(value)?;
            let more = format!("&matter={value}");
            let cells = self.line(read, Facet::Matter, value, (read.scope, &more));
            Some(Line { name: matter.name(), href: None, cells })
        };
        let mut lines: Vec<Line> = values.into_iter().filter_map(line).collect();
        let came = |line: &Line| {
            let of =
                |code| line.cells.iter().find(|one| one.code == code).map_or(0, |one| one.count);
            of("accepted") + of("reported")
        };
        lines.sort_by_key(|line| (-came(line), line.name.clone()));
        Group { name: "按事项".to_owned(), lines }
    }
}
