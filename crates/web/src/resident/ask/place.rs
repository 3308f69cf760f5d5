use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::frame::{Choice, Face};
use crate::query::Query;
use xianban_domain::appeals::PlaceGiven;
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, Place, PlaceKind};
use xianban_domain::teams;
use xianban_kernel::{PlaceId, Problem};

use crate::visitor::Visitor;

/// Where it is, chosen one rung at a time: community, estate, building, entrance. A rung with one
/// choice only is taken without asking. Fields: `place`
/// (the lowest rung chosen so far), `place_next` (one rung lower; wins when not empty),
/// `place_words`, `place_unknown`.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Picker {
    /// The lowest place chosen so far; empty when none.
    pub place: String,
    /// The rungs chosen so far, from the top.
    pub path: Vec<Rung>,
    /// The rung under which another choice can be made, empty at the top; `None` when nothing
    /// was there to choose.
    pub back: Option<String>,
    /// What the next rung is called, such as 小区; empty when there is none below.
    pub next_name: String,
    /// The places of the next rung.
    pub next: Vec<Choice>,
    /// Whether the place came from a scanned code.
    pub scanned: bool,
    /// The grid worker of the place, such as 第 3 网格 王敏; may be empty.
    pub grid_worker: String,
    /// The place in the visitor's words.
    pub words: String,
    /// Whether the visitor cannot tell the place.
    pub unknown: bool,
}

/// One rung already chosen.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Rung {
    /// The place's id.
    pub id: String,
    /// Its name.
    pub text: String,
}

/// `/ask/place?place=ID`: the picker alone, which a script puts in place of the old one.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/place.html")]
pub struct PlacePage {
    /// The picker.
    pub picker: Picker,
}

impl Face for PlacePage {}

/// The rung asked for.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = PlaceAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    place: String,
}

/// The picker, one rung further.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = picker(&visitor, &asked.place).await.map(|picker| PlacePage { picker });
    visitor.shows(page)
}

/// The place a form has come to: the rung above when it asks for one (`place:ID`), else the one
/// picked below, whichever button sent it: what was picked is not lost with another mistake.
pub(crate) fn climbed(step: &str, place: &str, next: &str) -> String {
    let above = step.strip_prefix("place:");
    above.unwrap_or(if next.is_empty() { place } else { next }).to_owned()
}

/// Whether a step only asks for another rung of the place: `place`, or `place:ID`.
pub(crate) fn climbs(step: &str) -> bool {
    step == "place" || step.starts_with("place:")
}

/// The place of a form: the rung chosen and the words; [`PlaceGiven::Unknown`] without either.
pub(crate) fn place_given(place: &str, words: &str) -> PlaceGiven {
    PlaceGiven::of(place.parse().ok().map(PlaceId::new), words)
}

/// The way to `place` (a row, or nothing yet) and what can be chosen below it. A place that is
/// closed or foreign counts as nothing yet.
pub(crate) async fn picker(visitor: &Visitor, place: &str) -> Result<Picker, Problem> {
    let chosen = place.parse::<i64>().ok().map(PlaceId::new);
    let district = visitor.site.office.district;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let at = work.cx.at;
        let chosen = chosen.map(|id| organisation::find_place(work.tx, id)).transpose()?.flatten();
        let here = |place: &Place| place.district() == district && place.open_at(at);
        let mut way = Vec::new();
        if let Some(chosen) = chosen.filter(here) {
            way = organisation::ancestors(work.tx, &chosen)?;
            way.reverse();
            way.push(chosen);
            way.retain(|place| place.kind() >= PlaceKind::Community);
        }
        let back = choice_above(work, &way)?;
        let mut below = rung(work, way.last())?;
        while below.len() == 1 {
            way.append(&mut below);
            below = rung(work, way.last())?;
        }
        let lowest = way.last();
        let grid = lowest.map(|place| teams::grid_worker(work, place)).transpose()?;
        Ok((way, back, below, grid.flatten()))
    });
    let (way, back, below, grid) = read.await?;
    Ok(Picker {
        back,
        grid_worker: grid.map(|called| called.said()).unwrap_or_default(),
        ..picker_of(&way, &below)
    })
}

/// What can be chosen below a place; the communities before anything is chosen.
fn rung(work: &mut Work<'_, '_>, above: Option<&Place>) -> Result<Vec<Place>, Problem> {
    let district = work.office.district;
    let mut below = if let Some(place) = above {
        organisation::children(work.tx, place.id)?
    } else {
        organisation::places_of(work.tx, district, PlaceKind::Community)?
    };
    below.retain(|place| place.kind() <= PlaceKind::Entrance);
    Ok(below)
}

/// The place above the lowest rung of the way that was chosen among several.
fn choice_above(work: &mut Work<'_, '_>, way: &[Place]) -> Result<Option<String>, Problem> {
    for chosen in (0..way.len()).rev() {
        let above = chosen.checked_sub(1).and_then(|above| way.get(above));
        if rung(work, above)?.len() > 1 {
            return Ok(Some(above.map(|place| place.id.to_string()).unwrap_or_default()));
        }
    }
    Ok(None)
}

fn picker_of(way: &[Place], below: &[Place]) -> Picker {
    let rung = |place: &Place| Rung { id: place.id.to_string(), text: place.name.clone() };
    let next_name = below.first().map_or("", |place| match place.kind() {
        PlaceKind::Community => "社区",
        PlaceKind::Estate => "小区",
        PlaceKind::Building => "楼",
        _ => "单元",
    });
    let choice = |place: &Place| Choice::new(place.id.to_string(), place.name.clone());
    Picker {
        place: way.last().map(|place| place.id.to_string()).unwrap_or_default(),
        path: way.iter().map(rung).collect(),
        next_name: next_name.to_owned(),
        next: below.iter().map(choice).collect(),
        ..Picker::default()
    }
}
