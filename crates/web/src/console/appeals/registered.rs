use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals as domain;
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::files::form::LeftOut;
use crate::frame::{Coded, Deadline, Face, Frame, Stamp};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::resident::ask::done::Asked;
use crate::visitor::Visitor;

/// `/c/new/{no}`, where `POST /c/new` leads: the slip for the applicant, to be printed or read out. Only
/// whoever wrote the matter down opens it, again whenever he needs it.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/registered.html")]
pub struct RegisteredPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The number, in large type.
    pub no: String,
    /// The query code that opens it together with the number.
    pub code: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Who takes it on.
    pub unit: String,
    /// That unit's telephone; may be empty.
    pub phone: String,
    /// Until when it is taken on; `None` once it is.
    pub due: Option<Deadline>,
    /// When it was entered.
    pub filed: Stamp,
    /// Its page, for those who may open it.
    pub href: String,
    /// Whether the applicant finds it among his own after logging in with his phone.
    pub own: bool,
    /// What to know about the photos; may be empty.
    pub photos_said: String,
}

impl Face for RegisteredPage {}

/// Where the slip of a matter is, which says what was left out of the photos.
pub(super) fn href(no: &str, left: LeftOut) -> String {
    format!("/c/new/{no}{}", left.query())
}

/// The slip, to whoever wrote the matter down.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(left): Query<Asked>,
) -> Response {
    let page = page(&visitor, no, left.left_out()).await;
    desk::shows(&visitor, page).await
}

pub(super) async fn page(
    visitor: &Visitor,
    no: String,
    left: LeftOut,
) -> Result<RegisteredPage, Problem> {
    let frame = desk::frame(visitor, "new").await?;
    let mark = visitor.cx.actor.mark();
    let read = move |work: &mut Work<'_, '_>| {
        let appeal = domain::by_no(work, &no)?;
        let wrote = appeal.hands.get(&mark);
        if !wrote.is_some_and(|hands| hands.contains(&domain::Hand::Filed)) {
            return Err(Problem::NotFound);
        }
        let receiver = unit(work.tx, appeal.receiver.unit)?;
        Ok((domain::own_query_code(work, &appeal), receiver, appeal))
    };
    let (code, receiver, appeal) = visitor.site.office.read(&visitor.cx, read).await?;
    let set = visitor.site.office.rules_of(appeal.rules)?;
    let due = domain::duties(&appeal, &set).into_iter().map(|duty| duty.due).min();
    let waits = appeal.state == domain::State::Submitted;
    Ok(RegisteredPage {
        frame,
        no: appeal.no.clone(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        kind: view::kind(&set.rules, appeal.kind),
        unit: receiver.name,
        phone: receiver.phone,
        due: due.filter(|_| waits).map(|due| Deadline::new(due, visitor.cx.at)),
        filed: Stamp::new(appeal.filed_at, visitor.cx.at),
        href: desk::href(&appeal.no),
        own: appeal.person().is_some(),
        photos_said: left.said(),
    })
}
