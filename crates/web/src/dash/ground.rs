use std::fmt::Write as _;

use serde::Serialize;
use xianban_domain::figures::{Count, Numbers, Scope, Span};
use xianban_domain::organisation::{Atlas, Outline};
use xianban_kernel::Wgs84;

use super::read::Read;
use super::{Opened, stage, within};
use crate::console::figures::overview::address;

/// The ground one level below, drawn where there are outlines, in any case listed.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
#[schema(as = DashGround)]
pub struct Ground {
    /// The areas, by place.
    pub areas: Vec<Area>,
    /// Taken on where nobody knows in which of them.
    pub elsewhere: i64,
    /// How high the map is, of a width of a thousand; 0 where none is drawn.
    #[serde(skip)]
    pub height: i64,
    /// The outline of the scope itself, behind the areas.
    #[serde(skip)]
    pub around: String,
}

/// One area.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashArea)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Its own dashboard.
    pub href: String,
    /// Taken on in the year.
    pub accepted: Opened,
    /// Open now.
    pub open: Opened,
    /// Overdue now.
    pub overdue: Opened,
    /// Its outline on the map; empty where none is known.
    #[serde(skip)]
    pub path: String,
    /// Where its name stands.
    #[serde(skip)]
    pub at: (i64, i64),
    /// How strongly it is coloured, 0 to 4.
    #[serde(skip)]
    pub shade: i64,
    /// The length of its bar, of a hundred.
    #[serde(skip)]
    pub bar: i64,
}

const WIDE: f64 = 1000.0;
const HIGH: f64 = 640.0;
/// Room around what is drawn.
const EDGE: f64 = 12.0;
const SHADES: i64 = 4;

impl Read {
    /// The ground below; empty for a unit and for what has nothing below.
    pub(super) fn ground(&self, atlas: &Atlas) -> Ground {
        let none = Numbers::default();
        let numbers = self.by.get("below").unwrap_or(&none);
        let most = self.below.iter().map(|one| numbers.at(Count::Accepted, &one.code())).max();
        let most = most.unwrap_or(0).max(1);
        let mut areas: Vec<Area> =
            self.below.iter().map(|scope| self.area(*scope, numbers, most)).collect();
        let elsewhere = numbers.at(Count::Accepted, "");
        let outlines: Vec<_> = self.below.iter().map(|scope| outline(atlas, *scope)).collect();
        let around = outline(atlas, self.scope);
        let Some(sheet) = Sheet::around(outlines.iter().flatten().copied().chain(around)) else {
            return Ground { areas, elsewhere, ..Ground::default() };
        };
        if outlines.iter().all(Option::is_none) {
            return Ground { areas, elsewhere, ..Ground::default() };
        }
        for (area, outline) in areas.iter_mut().zip(outlines) {
            let Some(outline) = outline else { continue };
            area.path = sheet.path(outline);
            let (x, y) = sheet.at(outline.middle());
            area.at = (whole(x), whole(y));
        }
        let around = around.map(|one| sheet.path(one)).unwrap_or_default();
        Ground { areas, elsewhere, height: whole(sheet.height), around }
    }

    fn area(&self, scope: Scope, numbers: &Numbers, most: i64) -> Area {
        let code = scope.code();
        let year = Span::year_to(self.today);
        let count = numbers.at(Count::Accepted, &code);
        let open = Opened {
            count: numbers.at(Count::Open, &code),
            href: address(scope, "", Count::Open.code(), ""),
        };
        let due = self.due_below.get(&code).copied().unwrap_or_default();
        Area {
            name: self.names.get(&scope).map(|one| one.name.clone()).unwrap_or_default(),
            href: stage(scope),
            accepted: Opened { count, href: within(scope, year, Count::Accepted.code()) },
            open,
            overdue: Opened { count: due.overdue, href: address(scope, "", "overdue", "") },
            path: String::new(),
            at: (0, 0),
            shade: (count * SHADES + most - 1) / most,
            bar: count * 100 / most,
        }
    }
}

fn outline(atlas: &Atlas, scope: Scope) -> Option<&Outline> {
    match scope {
        Scope::Place(place) => atlas.of_place(place),
        Scope::Grid(grid) => atlas.of_grid(grid),
        Scope::District | Scope::Unit(_) => None,
    }
}

/// How degrees become points of the drawing.
struct Sheet {
    west: f64,
    north: f64,
    /// Points a degree of longitude is wide.
    across: f64,
    /// Points a degree of latitude is high.
    down: f64,
    left: f64,
    height: f64,
}

impl Sheet {
    /// A sheet that holds some outlines; `None` for none.
    fn around<'a>(outlines: impl Iterator<Item = &'a Outline>) -> Option<Self> {
        let corners = outlines.map(Outline::corners);
        let [low, high] = corners.reduce(|[low, high], [west, east]| {
            let least = Wgs84 { lat: low.lat.min(west.lat), lon: low.lon.min(west.lon) };
            let most = Wgs84 { lat: high.lat.max(east.lat), lon: high.lon.max(east.lon) };
            [least, most]
        })?;
        let narrow = f64::midpoint(low.lat, high.lat).to_radians().cos();
        let wide = ((high.lon - low.lon) * narrow).max(1e-9);
        let tall = (high.lat - low.lat).max(1e-9);
        let down = ((WIDE - 2.0 * EDGE) / wide).min((HIGH - 2.0 * EDGE) / tall);
        Some(Self {
            west: low.lon,
            north: high.lat,
            across: down * narrow,
            down,
            left: (WIDE - wide * down) / 2.0,
            height: tall * down + 2.0 * EDGE,
        })
    }

    fn at(&self, point: Wgs84) -> (f64, f64) {
        let x = self.left + (point.lon - self.west) * self.across;
        (x, EDGE + (self.north - point.lat) * self.down)
    }

    /// The rings of an outline as the path of an SVG.
    fn path(&self, outline: &Outline) -> String {
        let mut path = String::new();
        for ring in outline.rings() {
            let mut command = 'M';
            // The last point is the first again; Z closes the ring.
            for point in ring.iter().take(ring.len().saturating_sub(1)) {
                let (x, y) = self.at(*point);
                // Writing into a string does not fail.
                let _ = write!(path, "{command}{} {}", whole(x), whole(y));
                command = 'L';
            }
            path.push('Z');
        }
        path
    }
}

#[expect(clippy::cast_possible_truncation, reason = "points of a drawing of a thousand")]
fn whole(at: f64) -> i64 {
    at.round() as i64
}

#[cfg(test)]
mod tests {
    use xianban_kernel::Datum;

    use super::*;

    #[test]
    fn what_lies_north_is_drawn_above_and_nothing_leaves_the_sheet() {
        let square = |lon: f64, lat: f64| {
            let (east, north) = (lon + 0.01, lat + 0.01);
            let text = format!(
                r#"{{"type":"Polygon","coordinates":[[[{lon},{lat}],[{east},{lat}],[{east},{north}],[{lon},{north}],[{lon},{lat}]]]}}"#
            );
            Outline::parse(&text, Datum::Wgs84).unwrap()
        };
        let (south, north) = (square(120.40, 36.10), square(120.42, 36.12));
        let sheet = Sheet::around([&south, &north].into_iter()).unwrap();
        let at = |outline: &Outline| sheet.at(outline.middle());
        assert!(at(&north).1 < at(&south).1 && at(&north).0 > at(&south).0);
        assert!(sheet.height <= HIGH + 1e-6);
        assert!(sheet.path(&north).starts_with('M') && sheet.path(&north).ends_with('Z'));
        assert!(Sheet::around([].into_iter()).is_none());
    }
}
