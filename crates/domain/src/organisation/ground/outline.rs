use geo::{
    Area, BooleanOps, BoundingRect, Contains, Coord, InteriorPoint, LineString, MapCoords,
    MultiPolygon, Point, Polygon, Validation,
};
use xianban_kernel::{Datum, Wgs84};

/// The edge of a place or grid: one or more polygons, in WGS-84, to a centimetre.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline(MultiPolygon<f64>);

/// Metres in a degree of latitude.
const DEGREE: f64 = 111_320.0;
/// Where a district of ours can lie, in degrees: longitude and latitude.
const LAND: [std::ops::RangeInclusive<f64>; 2] = [73.0..=136.0, 3.0..=54.0];

/// Whether a district of ours can lie at a point.
pub fn is_in_the_country(point: Wgs84) -> bool {
    let [lons, lats] = &LAND;
    lons.contains(&point.lon) && lats.contains(&point.lat)
}

impl Outline {
    /// Reads a GeoJSON geometry whose numbers are in this system; the error says what is wrong with
    /// it, as whoever drew it reads it.
    pub fn parse(geometry: &str, datum: Datum) -> Result<Self, String> {
        let unread = |_| "不是 GeoJSON 的几何图形。".to_owned();
        let geometry: geojson::Geometry = serde_json::from_str(geometry).map_err(unread)?;
        let shape = geo::Geometry::<f64>::try_from(&geometry.value);
        let drawn = match shape.map_err(|_| "坐标不完整。".to_owned())? {
            geo::Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon]),
            geo::Geometry::MultiPolygon(polygons) => polygons,
            _ => return Err("边界应当是面（Polygon 或 MultiPolygon）。".to_owned()),
        };
        let outline = Self(drawn.map_coords(|at| rounded(datum.read(at.y, at.x))));
        outline.fit()?;
        Ok(outline)
    }

    /// Reads an outline as it is stored.
    pub(super) fn stored(geometry: &str) -> Option<Self> {
        let geometry: geojson::Geometry = serde_json::from_str(geometry).ok()?;
        MultiPolygon::try_from(&geometry.value).ok().map(Self)
    }

    fn fit(&self) -> Result<(), String> {
        let [lons, lats] = &LAND;
        let rings = || self.0.iter().flat_map(|polygon| polygon.exterior().coords());
        if rings().any(|at| !lons.contains(&at.x) || !lats.contains(&at.y)) {
            let swapped = rings().all(|at| lons.contains(&at.y) && lats.contains(&at.x));
            let why = if swapped {
                "经度和纬度写反了，GeoJSON 先写经度。"
            } else {
                "有的点不在国内，请检查坐标和坐标系。"
            };
            return Err(why.to_owned());
        }
        if self.0.0.is_empty() || self.square_metres() < 1.0 {
            return Err("围起来的面积不到 1 平方米。".to_owned());
        }
        self.0.check_validation().map_err(|_| "边线自己交叉或者没有闭合。".to_owned())
    }

    /// As a GeoJSON geometry.
    pub fn geometry(&self) -> String {
        geojson::Geometry::new(geojson::GeometryValue::from(&self.0)).to_string()
    }

    /// Its area, in square metres.
    pub fn square_metres(&self) -> f64 {
        let across = self.0.bounding_rect().map_or(0.0, |around| around.center().y);
        self.0.unsigned_area() * DEGREE * DEGREE * across.to_radians().cos()
    }

    /// Whether a point lies in it.
    pub fn holds(&self, point: Wgs84) -> bool {
        self.0.contains(&Point::new(point.lon, point.lat))
    }

    /// A point in it, far from its edge.
    pub fn middle(&self) -> Wgs84 {
        let inside = self.0.interior_point().unwrap_or_else(|| Point::new(0.0, 0.0));
        Wgs84 { lat: inside.y(), lon: inside.x() }
    }

    /// How much of it lies outside another, 0 to 1.
    pub fn share_outside(&self, other: &Self) -> f64 {
        self.0.difference(&other.0).unsigned_area() / self.0.unsigned_area()
    }

    /// How much of the smaller of two they share, 0 to 1.
    pub fn share_with(&self, other: &Self) -> f64 {
        let smaller = self.0.unsigned_area().min(other.0.unsigned_area());
        self.0.intersection(&other.0).unsigned_area() / smaller
    }

    /// Its rings, outer and inner, each a closed line of points.
    pub fn rings(&self) -> impl Iterator<Item = Vec<Wgs84>> + '_ {
        let lines = self.0.iter().flat_map(|polygon: &Polygon<f64>| {
            std::iter::once(polygon.exterior()).chain(polygon.interiors())
        });
        lines.map(|ring: &LineString<f64>| {
            ring.coords().map(|at| Wgs84 { lat: at.y, lon: at.x }).collect()
        })
    }

    /// The corners of the box around it: south-west, north-east.
    pub fn corners(&self) -> [Wgs84; 2] {
        let around = self.0.bounding_rect();
        let [low, high] =
            around.map_or([Coord::default(); 2], |around| [around.min(), around.max()]);
        [low, high].map(|at| Wgs84 { lat: at.y, lon: at.x })
    }
}

/// To a centimetre: what is read back is what was written.
fn rounded(point: Wgs84) -> Coord<f64> {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Coord { x: round(point.lon), y: round(point.lat) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(lon: f64, lat: f64, side: f64) -> String {
        let (east, north) = (lon + side, lat + side);
        format!(
            r#"{{"type":"Polygon","coordinates":[[[{lon},{lat}],[{east},{lat}],[{east},{north}],[{lon},{north}],[{lon},{lat}]]]}}"#
        )
    }

    fn drawn(lon: f64, lat: f64, side: f64) -> Outline {
        Outline::parse(&square(lon, lat, side), Datum::Wgs84).unwrap()
    }

    #[test]
    fn an_outline_knows_its_area_and_what_lies_in_it() {
        let estate = drawn(120.46, 36.1, 0.01);
        assert!((estate.square_metres() - 1_001_300.0).abs() < 1000.0);
        assert!(estate.holds(Wgs84 { lat: 36.105, lon: 120.465 }));
        assert!(!estate.holds(Wgs84 { lat: 36.105, lon: 120.475 }));
        assert!(estate.holds(estate.middle()));
        let again = Outline::stored(&estate.geometry()).unwrap();
        assert_eq!(again, estate);
    }

    #[test]
    fn numbers_of_another_system_are_brought_home() {
        let here = Wgs84 { lat: 36.105, lon: 120.465 };
        let outline = Outline::parse(&square(120.4651, 36.1052, 0.01), Datum::Gcj02).unwrap();
        assert!(outline.holds(here) && !drawn(120.4651, 36.1052, 0.01).holds(here));
    }

    #[test]
    fn what_is_no_outline_is_told_in_words() {
        for (given, why) in [
            ("x", "不是 GeoJSON 的几何图形。"),
            (
                r#"{"type":"Point","coordinates":[120.4,36.1]}"#,
                "边界应当是面（Polygon 或 MultiPolygon）。",
            ),
            (&square(36.1, 120.46, 0.01), "经度和纬度写反了，GeoJSON 先写经度。"),
            (&square(10.0, 50.0, 0.01), "有的点不在国内，请检查坐标和坐标系。"),
            (&square(120.46, 36.1, 0.000_001), "围起来的面积不到 1 平方米。"),
            (
                r#"{"type":"Polygon","coordinates":[[[120.1,36.1],[120.2,36.3],[120.2,36.1],[120.1,36.2],[120.1,36.1]]]}"#,
                "边线自己交叉或者没有闭合。",
            ),
        ] {
            assert_eq!(Outline::parse(given, Datum::Wgs84).unwrap_err(), why, "{given}");
        }
    }

    #[test]
    fn shares_are_told_by_area() {
        let (estate, other) = (drawn(120.46, 36.1, 0.01), drawn(120.465, 36.1, 0.01));
        assert!((estate.share_outside(&other) - 0.5).abs() < 1e-6);
        assert!((estate.share_with(&other) - 0.5).abs() < 1e-6);
        assert!(estate.share_with(&drawn(120.47, 36.1, 0.01)) < 1e-6);
    }
}
