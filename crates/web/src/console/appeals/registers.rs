use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{self, Register};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::super::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/c/registers?of=hold`: matters on hold, hard matters, supervised ones, those on the board: what is
/// looked at together, each quarter at least.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/registers.html")]
pub struct RegistersPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Which register.
    pub of: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// All of them.
    pub tabs: Vec<Link>,
    /// The matters.
    pub matters: Vec<Matter>,
    /// How many were to be looked at again by now.
    pub late: usize,
}

/// One matter.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RegisteredMatter)]
pub struct Matter {
    /// Its number.
    pub no: String,
    /// Its first words.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub status: Status,
    /// Who has it.
    pub unit: String,
    /// The round.
    pub round: i64,
    /// Since when it is there.
    pub since: Stamp,
    /// When it is looked at again.
    pub review: Option<Stamp>,
    /// Whether that has passed.
    pub late: bool,
    /// Why it is there.
    pub words: String,
}

impl Face for RegistersPage {}

/// Which register.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = RegisterAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `hold`, `hard`, `supervised` or `board`.
    of: String,
}

/// A register.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked.of).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, of: &str) -> Result<RegistersPage, Problem> {
    let of = if of.is_empty() { Some(Register::Hold) } else { Register::from_code(of) };
    let of = of.ok_or(Problem::NotFound)?;
    let read = move |work: &mut Work<'_, '_>| appeals::register(work, of);
    let matters = visitor.site.office.read(&visitor.cx, read).await?;
    let frame = desk::frame(visitor, "registers").await?;
    let now = visitor.cx.at;
    let matter = |one: appeals::Registered| Matter {
        href: desk::href(&one.appeal.no),
        status: view::status(&one.appeal),
        round: one.appeal.round,
        no: one.appeal.no,
        title: one.title,
        unit: one.unit,
        since: Stamp::new(one.since, now),
        review: one.review_on.map(|at| Stamp::new(at, now)),
        late: one.review_on.is_some_and(|at| at <= now),
        words: one.words,
    };
    let matters: Vec<_> = matters.into_iter().map(matter).collect();
    let tab = |one: &Register| Link::new(one.name(), format!("/c/registers?of={}", one.code()));
    let late = matters.iter().filter(|one| one.late).count();
    let tabs = Register::ALL.iter().map(tab).collect();
    Ok(RegistersPage { frame, of: of.code(), title: of.name(), tabs, matters, late })
}
