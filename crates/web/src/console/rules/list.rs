use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::office::Work;
use xianban_domain::rules::{self, Difference};
use xianban_kernel::Problem;

use super::words;
use crate::console::desk;
use crate::frame::{Face, Faults, Frame, Link, Stamp};
use crate::visitor::Visitor;

/// Differences shown at once.
const SHOWN: usize = 200;

/// `/c/rules`: the versions, and the draft of the next with what it changes and what is wrong with it.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/rules/list.html")]
pub struct RulesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The parts that can be edited.
    pub parts: Vec<Link>,
    /// What each part settles, in the same order.
    pub hints: Vec<&'static str>,
    /// Counts the changes of the draft; 0 as long as there is none. Sent back with every change.
    pub seen: i64,
    /// When the draft was last changed.
    pub changed: Option<Stamp>,
    /// By whom.
    pub by: String,
    /// What it changes.
    pub changes: Vec<Changed>,
    /// How many more changes there are.
    pub more: usize,
    /// What has to be mended before it can count.
    pub wrong: Vec<String>,
    /// What somebody should know.
    pub warnings: Vec<String>,
    /// The parts that running matters take over with it, in words; empty for none.
    pub adopts: String,
    /// The reason as typed.
    pub why: String,
    /// The day as typed.
    pub from: String,
    /// Today, for the choice of a day.
    pub today: String,
    /// Every version, newest first.
    pub versions: Vec<Row>,
}

/// One value that the draft changes.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RuleChanged)]
pub struct Changed {
    /// What it is about.
    pub what: String,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

/// One version in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RuleVersion)]
pub struct Row {
    /// Its number.
    pub version: i64,
    /// From when new matters start under it.
    pub from: Stamp,
    /// Where it stands: `coming`, `now` or `past`.
    pub state: &'static str,
    /// Who brought it in.
    pub by: String,
    /// Why.
    pub why: String,
    /// Open matters that started under it.
    pub running: i64,
}

impl Face for RulesPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The rules.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

pub(super) async fn page(visitor: &Visitor) -> Result<RulesPage, Problem> {
    let frame = desk::frame(visitor, "rules").await?;
    let read = |work: &mut Work<'_, '_>| {
        Ok((rules::draft(work)?, rules::preview(work)?, rules::versions(work)?))
    };
    let (draft, preview, versions) = visitor.site.office.read(&visitor.cx, read).await?;
    let now = visitor.cx.at;
    let current = versions.iter().find(|one| one.valid_from <= now).map(|one| one.version);
    let row = |one: rules::Version| Row {
        version: one.version,
        from: Stamp::new(one.valid_from, now),
        state: match current {
            Some(current) if one.version == current => "now",
            Some(current) if one.version < current => "past",
            _ => "coming",
        },
        by: one.by,
        why: one.why,
        running: one.running,
    };
    let (changed, by) = draft.changed.unzip();
    let part =
        |(key, name, _): &(&str, &str, &str)| Link::new(*name, format!("/c/rules/edit?at={key}"));
    Ok(RulesPage {
        faults: Faults::default(),
        parts: words::PARTS.iter().map(part).collect(),
        hints: words::PARTS.iter().map(|(_, _, hint)| *hint).collect(),
        seen: draft.n,
        changed: changed.map(|at| Stamp::new(at, now)),
        by: by.unwrap_or_default(),
        more: preview.differences.len().saturating_sub(SHOWN),
        changes: preview.differences.into_iter().take(SHOWN).map(|one| told(&one)).collect(),
        wrong: preview.fit.faults,
        warnings: preview.fit.warnings,
        adopts: adopts(&draft.body),
        why: String::new(),
        from: String::new(),
        today: now.day().to_string(),
        versions: versions.into_iter().map(row).collect(),
        frame,
    })
}

/// What running matters take over, in words.
fn adopts(body: &str) -> String {
    let sheet = rules::Sheet::parse(body).ok();
    let node = sheet.and_then(|sheet| sheet.node("running"));
    let text = node.as_ref().and_then(|node| node.text_of("adopts")).unwrap_or_default();
    words::shown(&["running".to_owned(), "adopts".to_owned()], text)
}

/// A difference as people read it.
fn told(one: &Difference) -> Changed {
    let (mut what, mut trail) = (Vec::new(), Vec::new());
    for key in &one.at {
        let named = words::called(&trail, key);
        what.push(if named == *key {
            words::name_of_any(key).map_or(named, str::to_owned)
        } else {
            named
        });
        trail.push(key.as_str());
    }
    let shown =
        |text: Option<String>| text.map(|text| words::shown(&one.at, &text)).unwrap_or_default();
    Changed { what: what.join(" · "), from: shown(one.from.clone()), to: shown(one.to.clone()) }
}
