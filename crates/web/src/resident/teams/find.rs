use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, PlaceKind};
use xianban_kernel::{PlaceId, Problem};

use super::view::View;
use super::whom::href;
use crate::frame::{Face, Flash, Frame, Link, Tone};
use crate::query::Query;
use crate::resident::ask::Picker;
use crate::resident::ask::place::{climbed, picker};
use crate::visitor::Visitor;

/// `/team`: who looks after a place, chosen like the place of an appeal, or taken from the code on a wall.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/teams/find.html")]
pub struct FindPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Where it is.
    pub picker: Picker,
    /// The team of its grid, once that is known: from the building down.
    pub team: Option<View>,
    /// All grids of the community, for whoever cannot tell the building.
    pub grids: Vec<Link>,
}

impl Face for FindPage {}

/// The place, or the code on the wall.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = TeamAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    code: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    place_next: String,
    #[serde(default)]
    step: String,
}

/// The choice of the place, and the team there.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, asked: Asked) -> Result<FindPage, Problem> {
    let mut frame = visitor.frame("");
    let mut place = climbed(&asked.step, &asked.place, &asked.place_next);
    let by_code = place.is_empty() && !asked.code.is_empty();
    if by_code {
        match scanned(visitor, asked.code).await {
            Ok(found) => place = found.to_string(),
            // A code that says nothing any more leads on without a place.
            Err(problem @ Problem::Refused { .. }) => {
                frame.flash = Some(Flash { tone: Tone::Bad, said: problem.said() });
            }
            Err(problem) => return Err(problem),
        }
    }
    let mut picker = picker(visitor, &place).await?;
    picker.scanned = by_code && !picker.place.is_empty();
    let lowest = picker.place.parse().ok().map(PlaceId::new);
    let read = visitor.site.office.read(&visitor.cx, move |work| around(work, lowest));
    let (team, grids) = read.await?;
    Ok(FindPage { frame, picker, team, grids })
}

async fn scanned(visitor: &Visitor, code: String) -> Result<PlaceId, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let place = organisation::place_by_code(work.tx, &code, work.cx.at)?;
        if place.district() == work.office.district {
            Ok(place.id)
        } else {
            Err(organisation::unknown_code())
        }
    });
    read.await
}

/// The team of a place, or while its grid is not known all grids of its community.
fn around(
    work: &mut Work<'_, '_>,
    place: Option<PlaceId>,
) -> Result<(Option<View>, Vec<Link>), Problem> {
    let Some(id) = place else { return Ok((None, Vec::new())) };
    let place = organisation::place(work.tx, id)?;
    if let Some(grid) = organisation::grid_of(work.tx, &place)? {
        return Ok((Some(View::of(work, &grid)?), Vec::new()));
    }
    let Some(community) = place.at(PlaceKind::Community) else { return Ok((None, Vec::new())) };
    let grids = organisation::grids_of(work.tx, community)?;
    let link = |grid: organisation::Grid| Link::new(grid.name, href(grid.id));
    Ok((None, grids.into_iter().map(link).collect()))
}
