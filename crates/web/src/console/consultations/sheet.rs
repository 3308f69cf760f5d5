use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::consultation;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::frame::qr::{self, Drawing};
use crate::frame::{Face, Frame, Stamp};
use crate::visitor::Visitor;

/// `/c/consultations/{no}/sheet`: a code for each who was invited, for printing: scanned, it opens his own
/// page, where he signs in and answers the minutes.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/consultations/sheet.html")]
#[schema(as = ConsultationSheetPage)]
pub struct SheetPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// When.
    pub time: Stamp,
    /// Where.
    pub place: String,
    /// The codes.
    pub codes: Vec<Card>,
}

/// The code of one who was invited.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationCode)]
pub struct Card {
    /// As what he comes.
    pub part: &'static str,
    /// His name.
    pub name: String,
    /// His code, as it is typed.
    pub code: String,
    /// The address in the drawing.
    pub url: String,
    /// The drawing's size in modules and its path.
    #[serde(skip)]
    pub drawing: Drawing,
}

impl Face for SheetPage {}

/// The sheet.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, no: String) -> Result<SheetPage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let held = consultation::by_no(work, &no)?;
        let seen = consultation::seen(work, held)?;
        let mut codes = Vec::new();
        for one in &seen.people {
            codes.push(consultation::entrance_code(work, &no, one.n)?);
        }
        Ok((seen, codes))
    });
    let (seen, codes) = read.await?;
    let (no, origin) = (seen.held.no.clone(), visitor.origin());
    let code = |(one, code): (&consultation::Person, String)| {
        let url = format!("{origin}/consultations/{no}?code={}", code.replace(' ', ""));
        let (part, name, drawing) = (one.part.name(), one.name.clone(), qr::draw(&url));
        Card { part, name, code, url, drawing }
    };
    Ok(SheetPage {
        frame: desk::frame(visitor, "consultations").await?,
        title: seen.title.clone(),
        time: Stamp::new(seen.held.meeting.time, visitor.cx.at),
        place: seen.place.clone(),
        codes: seen.people.iter().zip(codes).map(code).collect(),
        no: no.clone(),
    })
}
