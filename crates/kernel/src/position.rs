//! Points on the ground, each system of coordinates a type of its own, so that none is taken for
//! another: mixed up, they put a report some five hundred metres away, into the wrong grid.

use std::f64::consts::PI;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A point in WGS-84, in degrees: what satellites measure, what is stored. CGCS2000 (EPSG:4490) has
/// the same numbers within centimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wgs84 {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub lon: f64,
}

/// A point in GCJ-02, in degrees: WeChat, Tencent, AMap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gcj02 {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub lon: f64,
}

/// A point in BD-09, in degrees: Baidu.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bd09 {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub lon: f64,
}

/// Which system a pair of numbers is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// WGS-84, and CGCS2000 alike.
    #[default]
    Wgs84,
    /// GCJ-02.
    Gcj02,
    /// BD-09.
    Bd09,
}

impl Datum {
    /// Reads a name as programs write it: `wgs84`, `EPSG:4326`, `cgcs2000`, `gcj02`, `BD-09`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        match plain.as_str() {
            "" | "wgs84" | "cgcs2000" | "epsg4326" | "epsg4490" | "4326" | "4490" => {
                Some(Self::Wgs84)
            }
            urn if urn.ends_with("crs84") || urn.ends_with("epsg4490") => Some(Self::Wgs84),
            urn if urn.ends_with("epsg4326") => Some(Self::Wgs84),
            "gcj02" => Some(Self::Gcj02),
            "bd09" => Some(Self::Bd09),
            _ => None,
        }
    }

    /// Numbers of this system, in degrees, as what is stored.
    pub fn read(self, lat: f64, lon: f64) -> Wgs84 {
        match self {
            Self::Wgs84 => Wgs84 { lat, lon },
            Self::Gcj02 => Gcj02 { lat, lon }.into(),
            Self::Bd09 => Bd09 { lat, lon }.into(),
        }
    }
}

/// Metres in a degree of latitude.
const DEGREE: f64 = 111_320.0;

impl Wgs84 {
    /// A point on the globe; `None` beyond the poles and the date line, and for what is no number.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some(Self { lat, lon })
    }

    /// Metres to another point nearby, on the plane that touches the globe here.
    pub fn metres_to(self, other: Self) -> f64 {
        let north = (other.lat - self.lat) * DEGREE;
        let east = (other.lon - self.lon) * DEGREE * self.lat.to_radians().cos();
        north.hypot(east)
    }

    /// Whether the shift of GCJ-02 is applied here: mainland, Hong Kong and Macao, roughly.
    fn is_shifted(self) -> bool {
        (72.004..=137.8347).contains(&self.lon) && (0.8293..=55.8271).contains(&self.lat)
    }
}

impl fmt::Display for Wgs84 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}, {:.6}", self.lat, self.lon)
    }
}

/// Krasovsky's ellipsoid: half its long axis in metres, and the square of its eccentricity.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;

impl From<Wgs84> for Gcj02 {
    fn from(point: Wgs84) -> Self {
        let Wgs84 { lat, lon } = point;
        if !point.is_shifted() {
            return Self { lat, lon };
        }
        let (x, y) = (lon - 105.0, lat - 35.0);
        let radians = lat.to_radians();
        let magic = 1.0 - ECCENTRICITY * radians.sin().powi(2);
        let north =
            shift_north(x, y) * 180.0 / (AXIS * (1.0 - ECCENTRICITY) / (magic * magic.sqrt()) * PI);
        let east = shift_east(x, y) * 180.0 / (AXIS / magic.sqrt() * radians.cos() * PI);
        Self { lat: lat + north, lon: lon + east }
    }
}

fn waves(of: f64) -> f64 {
    (20.0 * (6.0 * of * PI).sin() + 20.0 * (2.0 * of * PI).sin()) * 2.0 / 3.0
}

fn shift_north(x: f64, y: f64) -> f64 {
    -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + waves(x)
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y / 30.0 * PI).sin()) * 2.0 / 3.0
}

fn shift_east(x: f64, y: f64) -> f64 {
    300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + waves(x)
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0
}

/// The way back has no formula: the guess is mended by its own error, six times, to a millimetre.
impl From<Gcj02> for Wgs84 {
    fn from(point: Gcj02) -> Self {
        let mut guess = Self { lat: point.lat, lon: point.lon };
        if !guess.is_shifted() {
            return guess;
        }
        for _ in 0..6 {
            let there = Gcj02::from(guess);
            guess = Self {
                lat: guess.lat + point.lat - there.lat,
                lon: guess.lon + point.lon - there.lon,
            };
        }
        guess
    }
}

/// Baidu's second shift turns by this.
const TURN: f64 = PI * 3000.0 / 180.0;

impl From<Gcj02> for Bd09 {
    fn from(point: Gcj02) -> Self {
        let (x, y) = (point.lon, point.lat);
        let far = x.hypot(y) + 0.000_02 * (y * TURN).sin();
        let angle = y.atan2(x) + 0.000_003 * (x * TURN).cos();
        Self { lat: far * angle.sin() + 0.006, lon: far * angle.cos() + 0.0065 }
    }
}

impl From<Bd09> for Gcj02 {
    fn from(point: Bd09) -> Self {
        let (x, y) = (point.lon - 0.0065, point.lat - 0.006);
        let far = x.hypot(y) - 0.000_02 * (y * TURN).sin();
        let angle = y.atan2(x) - 0.000_003 * (x * TURN).cos();
        Self { lat: far * angle.sin(), lon: far * angle.cos() }
    }
}

impl From<Bd09> for Wgs84 {
    fn from(point: Bd09) -> Self {
        Gcj02::from(point).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WGS-84, GCJ-02 and BD-09 of one point each, [lon, lat], as an independent converter has them.
    const KNOWN: [[[f64; 2]; 3]; 4] = [
        [[120.4651, 36.1073], [120.470_097_708, 36.107_509_572], [120.476_491_967, 36.113_819_989]],
        [[120.477, 36.09], [120.481_951_263, 36.090_174_007], [120.488_324_398, 36.096_527_829]],
        [[116.404, 39.915], [116.410_244_499, 39.916_404_282], [116.416_627_244, 39.922_699_552]],
        [[114.171, 22.277], [114.175_960_031, 22.274_258_213], [114.182_512_033, 22.279_920_719]],
    ];

    fn near(one: [f64; 2], other: [f64; 2], metres: f64) -> bool {
        let [one, other] = [one, other].map(|[lon, lat]| Wgs84 { lat, lon });
        one.metres_to(other) < metres
    }

    #[test]
    fn points_agree_with_an_independent_converter() {
        for [wgs84, gcj02, bd09] in KNOWN {
            let [lon, lat] = wgs84;
            let there = Gcj02::from(Wgs84 { lat, lon });
            assert!(near([there.lon, there.lat], gcj02, 0.01), "{there:?}");
            let further = Bd09::from(there);
            assert!(near([further.lon, further.lat], bd09, 0.01), "{further:?}");
        }
    }

    #[test]
    fn the_way_back_is_good_to_a_hand() {
        for [wgs84, gcj02, bd09] in KNOWN {
            let back = Datum::Gcj02.read(gcj02[1], gcj02[0]);
            assert!(near([back.lon, back.lat], wgs84, 0.01), "{back:?}");
            let back = Datum::Bd09.read(bd09[1], bd09[0]);
            assert!(near([back.lon, back.lat], wgs84, 0.5), "{back:?}");
        }
    }

    #[test]
    fn abroad_nothing_is_shifted() {
        let here = Wgs84 { lat: 0.0, lon: 0.0 };
        assert_eq!(Gcj02::from(here), Gcj02 { lat: 0.0, lon: 0.0 });
    }

    #[test]
    fn the_names_of_systems_are_read_as_programs_write_them() {
        for name in ["", "WGS84", "EPSG:4490", "urn:ogc:def:crs:OGC:1.3:CRS84", "CGCS2000"] {
            assert_eq!(Datum::parse(name), Some(Datum::Wgs84), "{name}");
        }
        assert_eq!(Datum::parse("GCJ-02"), Some(Datum::Gcj02));
        assert_eq!(Datum::parse("EPSG:3857"), None);
    }
}
