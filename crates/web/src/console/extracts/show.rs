use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::extracts::{self, ExtractRules, State};
use xianban_domain::notice::mark_read;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::frame::{Coded, Face, Frame, Stamp};
use crate::visitor::Visitor;

/// `/c/extracts/{no}`: how far an extract is, and its workbook once it is there, for whoever asked for it;
/// the auditor sees that there is one.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/extracts/show.html")]
pub struct ExtractPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub state: Coded,
    /// How many matters stand in it, or were written so far.
    pub rows: i64,
    /// When it was asked for.
    pub asked: Stamp,
    /// When it was made, or could not be.
    pub ended: Option<Stamp>,
    /// Why it could not be made.
    pub why: Option<String>,
    /// Where its workbook is, for whoever asked for it.
    pub file: Option<String>,
    /// For how many days it is kept.
    pub kept_days: i64,
    /// Its version, for throwing it away.
    pub version: i64,
}

impl ExtractPage {
    fn waits(&self) -> bool {
        self.state.code == State::Asked.code()
    }
}

impl Face for ExtractPage {}

/// An extract.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, no: &str) -> Result<ExtractPage, Problem> {
    let (now, wanted) = (visitor.cx.at, no.to_owned());
    let read = visitor.site.office.read(&visitor.cx, move |work: &mut Work<'_, '_>| {
        let held = extracts::by_no(work, &wanted)?;
        let rows = extracts::progress(work, &held)?;
        let own = extracts::is_own(work, &held);
        Ok((held, rows, own))
    });
    let (held, rows, own) = read.await?;
    let id = held.id;
    if held.state != State::Asked {
        visitor.site.office.write(&visitor.cx, move |work| mark_read(work, Some(id))).await?;
    }
    let rules = visitor.site.office.rules_at(now).rules;
    Ok(ExtractPage {
        frame: desk::frame(visitor, "reports").await?,
        state: Coded::new(held.state.code(), held.state.name()),
        rows,
        asked: Stamp::new(held.begun_at, now),
        ended: held.ended_at.map(|ended| Stamp::new(ended, now)),
        why: held.why.clone(),
        file: held.file.filter(|_| own).map(|file| format!("/files/{file}")),
        kept_days: ExtractRules::of(&rules).kept_days,
        version: held.version,
        name: held.name.clone(),
        no: held.no,
    })
}
