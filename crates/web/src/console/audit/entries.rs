use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::ledger::{self, Entry, Sieve, Sort};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, PageSize, Problem};

use super::period::Period;
use crate::console::desk;
use crate::console::organisation::sheets::past;
use crate::frame::{Choice, Face, Frame, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/audit`: what administrators did, who looked at identities, who took tables out; newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/audit/entries.html")]
pub struct AuditPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Sorts of things to choose among.
    #[serde(skip)]
    pub sorts: Vec<Choice>,
    /// Words that were looked for.
    pub words: String,
    /// From which day on.
    pub from: String,
    /// Until which day, with it.
    pub until: String,
    /// The entries.
    pub rows: Vec<Line>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The same as a table.
    pub table: String,
}

/// An entry.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = AuditLine)]
pub struct Line {
    /// When.
    pub at: Stamp,
    /// Who; empty when it was done at the machine.
    pub by: String,
    /// What sort of thing.
    pub sort: &'static str,
    /// What was done.
    pub said: String,
    /// The ledger of the thing; none for entries from before there was one.
    pub href: Option<String>,
}

impl Face for AuditPage {}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = AuditAsked)]
pub(crate) struct Asked {
    /// This sort of thing only; empty for all.
    pub(super) sort: String,
    /// Words in who, what or what is different.
    pub(super) words: String,
    /// From which day on, `2026-11-01`.
    pub(super) from: String,
    /// Until which day, with it.
    pub(super) until: String,
    /// Where the page before ended.
    after: String,
}

impl Asked {
    pub(super) fn sieve(&self, now: Moment) -> (Sieve, Period) {
        let period = Period::of(&self.from, &self.until, now);
        let sorts = Sort::from_code(&self.sort).into_iter().collect();
        let (from, until) = (Some(period.moments.0), Some(period.moments.1));
        (Sieve { sorts, words: self.words.trim().to_owned(), from, until }, period)
    }

    fn query(&self, after: &str) -> String {
        let pairs = [
            ("sort", self.sort.as_str()),
            ("words", &self.words),
            ("from", &self.from),
            ("until", &self.until),
            ("after", after),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
        serde_urlencoded::to_string(given).unwrap_or_default()
    }
}

/// The entries.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<AuditPage, Problem> {
    let now = visitor.cx.at;
    let (sieve, period) = asked.sieve(now);
    let after = Some(asked.after.clone()).filter(|after| !after.is_empty());
    let read = move |work: &mut Work<'_, '_>| {
        ledger::entries(work, &sieve, after.as_deref(), PageSize::USUAL)
    };
    let found = visitor.site.office.read(&visitor.cx, read).await?;
    let all = [Choice::new("", "全部")].into_iter();
    let sorts = all.chain(Sort::ALL.iter().map(|sort| Choice::new(sort.code(), sort.name())));
    Ok(AuditPage {
        frame: desk::frame(visitor, "audit").await?,
        sorts: sorts.map(|choice| choice.chosen_if(&asked.sort)).collect(),
        words: asked.words.clone(),
        from: period.from,
        until: period.until,
        rows: found.rows.iter().map(|entry| line(entry, now)).collect(),
        next: found.next.map(|after| format!("/c/audit?{}", asked.query(&after))),
        table: format!("/c/audit/table.csv?{}", asked.query("")),
    })
}

fn line(entry: &Entry, now: Moment) -> Line {
    let past = past(entry, now);
    let href = entry.no.as_ref().map(|no| format!("/c/ledgers/{no}"));
    Line { at: past.at, by: past.by, sort: entry.note.subject.sort().name(), said: past.said, href }
}
