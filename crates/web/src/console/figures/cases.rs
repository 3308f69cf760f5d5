use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{self, Action};
use xianban_domain::figures::{self, CasesAsked, Count, Counted, Of, Scope, named, reached};
use xianban_domain::office::Work;
use xianban_domain::rooms::Room;
use xianban_kernel::{Moment, Page, PageSize, Problem, UnitId};

use super::asked::Asked;
use super::overview::soon;
use crate::console::desk;
use crate::frame::{Face, Frame, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/overview/cases?of=closed&scope=p7`: exactly the cases that a number counts.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/figures/cases.html")]
pub struct CountedPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What is counted, of whom.
    pub title: String,
    /// First and last day; empty for what stands now.
    pub days: String,
    /// The cases, the newest first.
    pub rows: Vec<CountedRow>,
    /// The next page.
    pub next: Option<String>,
    /// The overview it came from.
    pub back: String,
}

/// One case.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CountedRow {
    /// Its number; empty where the reader may not open it.
    pub no: String,
    /// Its first words, or why they do not stand here.
    pub title: String,
    /// Its page; `None` where the reader may not open it.
    pub href: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// Who has it.
    pub unit: String,
    /// When that became true for which it is counted.
    pub at: Stamp,
}

impl Face for CountedPage {}

/// Which number.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct CasesOf {
    /// What is counted, such as `closed`; `overdue` or `soon` for what is due.
    of: String,
    /// Of which unit.
    unit: String,
    /// On which list of five; `none` for those on none yet.
    list: String,
    /// Of which matter.
    matter: String,
    /// Where the page before ended.
    after: String,
    /// Of what and for which days.
    #[serde(flatten)]
    asked: Asked,
}

/// The cases of a number.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<CasesOf>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, wanted: &CasesOf) -> Result<CountedPage, Problem> {
    let now = visitor.cx.at;
    let of = wanted.of(now).ok_or(Problem::NotFound)?;
    let (span, scope) = (wanted.asked.span(now.day()), wanted.asked.scope()?);
    let (unit, after) = (wanted.unit.parse().ok().map(UnitId::new), wanted.after());
    let list = some(&wanted.list).map(|list| if list == "none" { String::new() } else { list });
    let matter = some(&wanted.matter);
    let read = move |work: &mut Work<'_, '_>| {
        let reached = reached(work, Action::ReadCase)?;
        let scope = scope.or_else(|| reached.widest()).ok_or(Problem::NotFound)?;
        reached.permits(work, scope)?;
        let (list, matter) = (list.clone(), matter.clone());
        let asked = CasesAsked { of, scope, span, unit, list, matter };
        let sight = appeals::sight(work)?;
        let found = figures::cases(work, &asked, &sight, after, PageSize::USUAL)?;
        let mut wanted = vec![scope];
        wanted.extend(unit.map(Scope::Unit));
        let names = named(work, &wanted)?;
        let names = wanted.iter().filter_map(|scope| names.get(scope)).map(|one| one.name.clone());
        Ok((found, scope, names.collect::<Vec<_>>()))
    };
    let (found, scope, mut about) = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = visitor.site.office.rules_at(now).rules;
    about.extend(rules.list(&wanted.list).map(|list| list.name.clone()));
    about.push(name(of).to_owned());
    let stands = !matches!(of, Of::Count(count) if !count.stands());
    let Page { rows, next } = found;
    Ok(CountedPage {
        frame: desk::frame(visitor, "overview").await?,
        title: about.join(" · "),
        days: if stands { String::new() } else { format!("{} 至 {}", span.from, span.to) },
        rows: rows.into_iter().map(|one| row(one, now)).collect(),
        next: next.map(|after| wanted.address(&after)),
        back: format!("/c/overview?scope={}{}", scope.code(), wanted.asked.kept()),
    })
}

pub(crate) fn row(one: Counted, now: Moment) -> CountedRow {
    let open = one.no.is_some();
    let unread = if open {
        "（内容已按本人要求删除）"
    } else {
        "（不归您办，只计数）"
    };
    CountedRow {
        href: one.no.as_ref().map(|no| format!("/c/{}s/{no}", one.kind)),
        no: one.no.unwrap_or_default(),
        title: one.title.unwrap_or_else(|| unread.to_owned()),
        kind: Room::of(&one.kind).map_or("", |room| room.name),
        unit: one.unit,
        at: Stamp::new(one.at, now),
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

const fn name(of: Of) -> &'static str {
    match of {
        Of::Count(count) => count.name(),
        Of::Overdue => "超期",
        Of::Soon(_) => "三天内到期",
    }
}

impl CasesOf {
    fn of(&self, now: Moment) -> Option<Of> {
        match self.of.as_str() {
            "overdue" => Some(Of::Overdue),
            "soon" => Some(Of::Soon(soon(now))),
            code => Count::from_code(code).map(Of::Count),
        }
    }

    fn after(&self) -> Option<(i64, i64, i64)> {
        let mut parts = self.after.split('.').map(|part| part.parse().ok());
        Some((parts.next()??, parts.next()??, parts.next()??))
    }

    fn address(&self, after: &str) -> String {
        let pairs = [
            ("of", self.of.as_str()),
            ("scope", &self.asked.scope),
            ("unit", &self.unit),
            ("list", &self.list),
            ("matter", &self.matter),
            ("after", after),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs = serde_urlencoded::to_string(pairs.collect::<Vec<_>>()).unwrap_or_default();
        format!("/c/overview/cases?{pairs}{}", self.asked.kept())
    }
}
