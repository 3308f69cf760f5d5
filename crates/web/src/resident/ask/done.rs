use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{self as domain, Appeal, State};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::Problem;

use crate::files::form::LeftOut;
use crate::frame::{Coded, Deadline, Face, Frame};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/ask/done/{no}`: it has been filed. The number, the query code, who calls until when. Its
/// applicant may open it again at any time.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/done.html")]
pub struct DonePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The number, in large type.
    pub no: String,
    /// The query code that opens it together with the number; empty for an early matter, whose code
    /// was shown only once.
    pub code: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Who takes it on.
    pub unit: String,
    /// Until when they do; `None` when they have already.
    pub due: Option<Deadline>,
    /// Its page.
    pub href: String,
    /// Photos that could not be kept, in words; may be empty.
    pub photos_said: String,
}

impl Face for DonePage {}

/// Where the page of this matter is, which says what was left out.
pub(super) fn href(no: &str, left: LeftOut) -> String {
    format!("/ask/done/{no}{}", left.query())
}

/// The page, to its applicant.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(left): Query<Asked>,
) -> Response {
    let found = async {
        visitor.must_be_resident()?;
        let read = move |work: &mut Work<'_, '_>| Ok(domain::glance(work, &no)?.appeal);
        let appeal = visitor.site.office.read(&visitor.cx, read).await?;
        page(&visitor, &appeal, left.left_out()).await
    };
    let page = found.await;
    visitor.shows(page)
}

/// How many files the form brought that were not kept as photos.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = LeftOutAsked)]
#[serde(default)]
pub(crate) struct Asked {
    lost: usize,
    originals: usize,
}

impl Asked {
    /// The same, as the form counted it.
    pub(crate) const fn left_out(&self) -> LeftOut {
        LeftOut { lost: self.lost, originals: self.originals }
    }
}

/// The page of an appeal the visitor has open.
pub(super) async fn page(
    visitor: &Visitor,
    appeal: &Appeal,
    left: LeftOut,
) -> Result<DonePage, Problem> {
    let set = visitor.site.office.rules_of(appeal.rules)?;
    let due = domain::duties(appeal, &set).into_iter().map(|duty| duty.due).min();
    let (seen, receiver) = (appeal.clone(), appeal.receiver.unit);
    let read = move |work: &mut Work<'_, '_>| {
        Ok((domain::own_query_code(work, &seen), unit(work.tx, receiver)?.name))
    };
    let (code, unit) = visitor.site.office.read(&visitor.cx, read).await?;
    let waits = appeal.state == State::Submitted;
    Ok(DonePage {
        frame: visitor.frame("ask"),
        no: appeal.no.clone(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        kind: view::kind(&set.rules, appeal.kind),
        unit,
        due: due.filter(|_| waits).map(|due| Deadline::new(due, visitor.cx.at)),
        href: view::href(&appeal.no),
        photos_said: left.said(),
    })
}
