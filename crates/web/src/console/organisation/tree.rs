use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, PlaceKind};
use xianban_kernel::Problem;

use super::sheets::{Past, past};
use crate::console::desk;
use crate::frame::{Face, Frame, Link};
use crate::visitor::Visitor;

/// `/c/organisation`: the units of the district as a tree, its streets and communities, and what was
/// changed last.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/tree.html")]
pub struct TreePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The units, each below its superior.
    pub units: Vec<Twig>,
    /// The district, its streets and communities.
    pub places: Vec<Twig>,
    /// The pages beside it.
    pub beside: Vec<Link>,
    /// What was changed last.
    pub latest: Vec<Past>,
}

/// A line of a tree.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Twig {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Its name.
    pub name: String,
    /// What sort it is, and how many grids.
    pub sort: String,
    /// Its page.
    pub href: String,
}

impl Face for TreePage {}

/// The tree.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor) -> Result<TreePage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let read = visitor.site.office.read(&visitor.cx, |work: &mut Work<'_, '_>| {
        let (units, district) = (organisation::tree(work)?, work.office.district);
        let mut places = Vec::new();
        for kind in [PlaceKind::District, PlaceKind::Street, PlaceKind::Community] {
            places.extend(organisation::places_of(work.tx, district, kind)?);
        }
        places.sort_by(|one, other| one.path.cmp(&other.path));
        Ok((units, places, organisation::latest_changes(work)?))
    });
    let (units, places, latest) = read.await?;
    let units = units.into_iter().map(|branch| {
        let kind = branch.unit.kind.name();
        let sort = match branch.grids {
            0 => kind.to_owned(),
            grids => format!("{kind} · {grids} 个网格"),
        };
        let href = format!("/c/organisation/units/{}", branch.unit.code);
        Twig { depth: branch.depth.min(5), name: branch.unit.name, sort, href }
    });
    let top = PlaceKind::District as usize;
    let places = places.into_iter().map(|place| Twig {
        depth: (place.kind() as usize).saturating_sub(top),
        sort: super::sheets::called(place.kind()).to_owned(),
        href: format!("/c/organisation/places/{}", place.id),
        name: place.name,
    });
    let beside = vec![
        Link::new("新增单位", "/c/organisation/units"),
        Link::new("人员", "/c/organisation/people"),
        Link::new("导入", "/c/organisation/import"),
    ];
    Ok(TreePage {
        beside,
        units: units.collect(),
        places: places.collect(),
        latest: latest.iter().map(|kept| past(kept, visitor.cx.at)).collect(),
        frame,
    })
}
