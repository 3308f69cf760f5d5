use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{
    self, Action, Colour, InProgress, LastAct, ProgressWanted, Register,
};
use xianban_kernel::{DossierId, Moment, PageSize, Problem, UnitId};

use super::last_act::called;
use super::rows::Due;
use crate::console::desk;
use crate::console::paper::{Paper, said, whole};
use crate::console::units_read::{all_or, units_read};
use crate::frame::{Choice, Face, Frame, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// How urgent the next step is, as addresses and people say it.
const COLOURS: [(&str, &str, Colour); 2] =
    [("red", "已超期", Colour::Red), ("yellow", "快到期", Colour::Yellow)];

fn colour(code: &str) -> Option<Colour> {
    COLOURS.iter().find(|(known, ..)| *known == code).map(|(.., colour)| *colour)
}

/// `/c/progress`: 件件有人抓、天天有督导: every open matter that this person may open, the oldest first: who
/// has it, which working day of how many it is, what was done last, what comes next. Where scripts run its
/// block `lines` is read again each minute.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/progress.html", blocks = ["lines"])]
pub struct ProgressPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Words that were looked for.
    pub q: String,
    /// The units to choose from.
    pub units: Vec<Choice>,
    /// How urgent the next step is.
    pub colours: Vec<Choice>,
    /// The registers.
    pub registers: Vec<Choice>,
    /// One page of it.
    pub rows: Vec<Row>,
    /// This page's own address.
    pub here: String,
    /// Where the next page starts.
    pub next: Option<String>,
    /// What stands above it on paper; none on screen.
    pub paper: Option<Paper>,
    /// The same table for paper, all of it.
    pub print: String,
    /// The same table on screen.
    pub back: String,
    /// As of when.
    pub as_of: Stamp,
}

impl Face for ProgressPage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "lines").then(|| self.as_lines().render())
    }
}

/// One matter in progress.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ProgressRow)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// Its first words.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub status: Status,
    /// Who has it.
    pub holder: String,
    /// On which working day it is.
    pub day: i64,
    /// How many there are.
    pub of: i64,
    /// What was done last; empty when nobody of staff did anything.
    pub last: &'static str,
    /// When.
    pub acted: Option<Stamp>,
    /// What comes next.
    pub step: &'static str,
    /// Who does it.
    pub who: String,
    /// By when.
    pub due: Due,
    /// What it is besides: 挂牌督办, 重难点, which round.
    pub marks: Vec<String>,
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ProgressAsked)]
pub(crate) struct Asked {
    /// Words that all must stand in it.
    q: String,
    /// Only what has a part of this unit.
    unit: String,
    /// `red` or `yellow`.
    colour: String,
    /// `hold`, `hard`, `supervised` or `board`.
    register: String,
    /// Not empty: all rows, for paper.
    paper: String,
    /// Where the page before ended.
    after: String,
}

/// The table.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<ProgressPage, Problem> {
    let wanted = ProgressWanted {
        unit: asked.unit.parse().ok().map(UnitId::new),
        register: Register::from_code(&asked.register),
        colour: colour(&asked.colour),
        words: asked.q.clone(),
    };
    let after = asked.after.parse().ok().map(DossierId::new);
    let chosen = asked.unit.clone();
    let on_paper = !asked.paper.is_empty();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let found = if on_paper {
            whole(|after, size| {
                let after = after.and_then(|after| after.parse().ok()).map(DossierId::new);
                appeals::progress(work, &wanted, after, size)
            })?
        } else {
            appeals::progress(work, &wanted, after, PageSize::USUAL)?
        };
        Ok((found, units_read(work, Action::ReadCase, &chosen)?))
    });
    let (found, units) = read.await?;
    let now = visitor.cx.at;
    let urgent =
        |(code, name, _): &(&str, &str, Colour)| Choice::new(*code, *name).chosen_if(&asked.colour);
    let register = |one: &Register| Choice::new(one.code(), one.name()).chosen_if(&asked.register);
    let all = || Choice::new("", "全部");
    Ok(ProgressPage {
        frame: desk::frame(visitor, "progress").await?,
        q: asked.q.clone(),
        paper: on_paper.then(|| Paper::over(heading(asked, &units), &found)),
        print: format!("{}&paper=1", address(asked, "")),
        back: address(asked, ""),
        units: all_or(units),
        colours: [all()].into_iter().chain(COLOURS.iter().map(urgent)).collect(),
        registers: [all()].into_iter().chain(Register::ALL.iter().map(register)).collect(),
        rows: found.rows.iter().map(|line| row(line, now)).collect(),
        here: address(asked, &asked.after),
        next: found.next.filter(|_| !on_paper).map(|after| address(asked, &after)),
        as_of: Stamp::new(now, now),
    })
}

/// What the filters are, for paper.
fn heading(asked: &Asked, units: &[Choice]) -> String {
    let unit = units.iter().find(|one| one.chosen).map_or("", |one| one.text.as_str());
    let urgent = COLOURS.iter().find(|(code, ..)| *code == asked.colour);
    said(&[
        ("单位：", unit),
        ("时限：", urgent.map_or("", |(_, name, _)| name)),
        ("清单：", Register::from_code(&asked.register).map_or("", Register::name)),
        ("含“", &if asked.q.trim().is_empty() { String::new() } else { format!("{}”", asked.q) }),
    ])
}

fn row(line: &InProgress, now: Moment) -> Row {
    let facts = &line.facts;
    let round = (facts.round > 1).then(|| format!("第 {} 轮", facts.round));
    let marks = [
        facts.is_supervised.then(|| "挂牌督办".to_owned()),
        facts.is_hard.then(|| "重难点".to_owned()),
        facts.hold_until.map(|_| "挂账".to_owned()),
        round,
    ];
    Row {
        no: facts.no.clone(),
        title: line.title.clone().unwrap_or_else(|| "（内容已按本人要求删除）".to_owned()),
        href: desk::href(&facts.no),
        status: Status::new(facts.standing.code(), facts.standing.name()),
        holder: line.holder.clone(),
        day: line.day,
        of: line.of,
        last: line.last.as_ref().map_or("", |last: &LastAct| called(&last.kind)),
        acted: line.last.as_ref().map(|last| Stamp::new(last.at, now)),
        step: desk::called(facts.duty.code()),
        who: line
            .person
            .as_ref()
            .map_or_else(|| line.owing.clone(), |person| format!("{} {person}", line.owing)),
        due: desk::due(facts.yellow, facts.due, now),
        marks: marks.into_iter().flatten().collect(),
    }
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [
        ("q", asked.q.as_str()),
        ("unit", &asked.unit),
        ("colour", &asked.colour),
        ("register", &asked.register),
        ("after", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/progress?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}
