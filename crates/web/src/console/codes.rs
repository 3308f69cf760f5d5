use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::organisation::{self, Place, SheetCode};
use xianban_kernel::{PlaceId, Problem};

use super::desk;
use crate::frame::qr::{self, Drawing};
use crate::frame::{Face, Frame, Link};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/codes?estate=ID`: the QR codes of an estate, for printing: one for the estate, and one per
/// building and entrance. Without `estate`, the first of those the person answers for.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/codes.html")]
pub struct CodesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The estate; empty when there is none to choose.
    pub estate: String,
    /// The estates to choose from, with where they lead.
    pub estates: Vec<Link>,
    /// The codes, in the order of buildings and entrances.
    pub codes: Vec<Code>,
}

/// One code.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WallCode)]
pub struct Code {
    /// What it opens, such as 5号楼1单元; empty for the estate itself.
    pub place: String,
    /// The grid and its worker, such as 第3网格 王敏; may be empty.
    pub grid: String,
    /// The address in the code.
    pub url: String,
    /// How often it has been scanned.
    pub scans: u64,
    /// The drawing's size in modules and its path; made by [`crate::frame::qr::draw`].
    #[serde(skip)]
    pub drawing: Drawing,
}

impl Face for CodesPage {}

/// Which estate.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = CodesAsked)]
pub(crate) struct Asked {
    estate: Option<String>,
}

/// The sheet of one estate.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<CodesPage, Problem> {
    let frame = desk::frame(visitor, "codes").await?;
    let wanted = asked.estate.as_deref().map(|id| id.parse().map(PlaceId::new));
    let wanted = wanted.transpose().map_err(|_| Problem::NotFound)?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let estates = organisation::estates_to_print(work)?;
        let chosen = wanted.or_else(|| estates.first().map(|estate| estate.id));
        let codes = chosen.map(|estate| organisation::sheet(work, estate)).transpose()?;
        let chosen = estates.iter().find(|estate| Some(estate.id) == chosen).cloned();
        Ok((estates, chosen, codes.unwrap_or_default()))
    });
    let (estates, chosen, codes) = read.await?;
    let origin = visitor.origin();
    let link =
        |estate: &Place| Link::new(estate.name.clone(), format!("/c/codes?estate={}", estate.id));
    let estate = chosen.map(|estate| estate.name).unwrap_or_default();
    let codes = codes.into_iter().map(|one| code(&estate, &origin, one)).collect();
    Ok(CodesPage { frame, estates: estates.iter().map(link).collect(), estate, codes })
}

fn code(estate: &str, origin: &str, one: SheetCode) -> Code {
    let url = format!("{origin}/q/{}", one.code.code);
    let place = one.code.place.address;
    Code {
        place: place.strip_prefix(estate).unwrap_or(&place).to_owned(),
        grid: one.grid.unwrap_or_default(),
        drawing: qr::draw(&url),
        url,
        scans: u64::try_from(one.code.scans).unwrap_or(0),
    }
}
