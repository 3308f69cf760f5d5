use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::typed;

/// A place of the state's own tree: 2 digits a province, 4 a city, 6 a district or county (GB/T
/// 2260), 9 a street or town, 12 a community or village (统计用区划代码). Ordered by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(u64);

/// How deep in the tree a code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaLevel {
    /// 省.
    Province,
    /// 市.
    City,
    /// 区、县.
    District,
    /// 街道、镇.
    Street,
    /// 社区、村.
    Community,
}

/// Why a text is no area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaCodeFault {
    /// Not 2, 4, 6, 9 or 12 digits.
    #[error("an area code has 2, 4, 6, 9 or 12 digits")]
    Shape,
    /// The first two digits are no province.
    #[error("no province begins with these two digits")]
    Province,
    /// A level is filled with noughts: the place above is meant and should be written shorter.
    #[error("the code is padded with noughts")]
    Padded,
}

/// Cities without districts, whose streets hang under a district part `00` (东莞, 中山, 儋州, 嘉峪关).
const CITIES_WITHOUT_DISTRICTS: [u64; 4] = [4419, 4420, 4604, 6202];

impl AreaLevel {
    /// Digits of a code at this level.
    pub const fn digits(self) -> u32 {
        match self {
            Self::Province => 2,
            Self::City => 4,
            Self::District => 6,
            Self::Street => 9,
            Self::Community => 12,
        }
    }

    const fn from_digits(digits: usize) -> Option<Self> {
        match digits {
            2 => Some(Self::Province),
            4 => Some(Self::City),
            6 => Some(Self::District),
            9 => Some(Self::Street),
            12 => Some(Self::Community),
            _ => None,
        }
    }

    const fn above(self) -> Option<Self> {
        match self {
            Self::Province => None,
            Self::City => Some(Self::Province),
            Self::District => Some(Self::City),
            Self::Street => Some(Self::District),
            Self::Community => Some(Self::Street),
        }
    }
}

impl AreaCode {
    /// Reads a code; spaces and full-width digits are forgiven.
    pub fn parse(text: &str) -> Result<Self, AreaCodeFault> {
        let digits = typed::plain(text);
        let level = AreaLevel::from_digits(digits.len()).ok_or(AreaCodeFault::Shape)?;
        if !digits.bytes().all(|c| c.is_ascii_digit()) {
            return Err(AreaCodeFault::Shape);
        }
        let code = Self(digits.parse().map_err(|_| AreaCodeFault::Shape)?);
        if !is_province(code.0 / tens(level.digits() - 2)) {
            return Err(AreaCodeFault::Province);
        }
        code.check_padding().map(|()| code)
    }

    /// From its stored number.
    pub fn from_number(number: i64) -> Result<Self, AreaCodeFault> {
        Self::parse(&number.to_string())
    }

    /// The code as a number, as the tables store it; no code begins with a nought.
    pub fn number(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// How deep in the tree it stands.
    pub const fn level(self) -> AreaLevel {
        match self.0 {
            0..=99 => AreaLevel::Province,
            100..=9_999 => AreaLevel::City,
            10_000..=999_999 => AreaLevel::District,
            1_000_000..=999_999_999 => AreaLevel::Street,
            _ => AreaLevel::Community,
        }
    }

    /// The place one level above; `None` for a province.
    pub fn parent(self) -> Option<Self> {
        self.at(self.level().above()?)
    }

    /// The district in which it lies; `None` for a city or province.
    pub const fn district(self) -> Option<Self> {
        self.at(AreaLevel::District)
    }

    /// The place at `level` in which it lies, itself included; `None` when `level` is deeper.
    pub const fn at(self, level: AreaLevel) -> Option<Self> {
        let (own, asked) = (self.level().digits(), level.digits());
        if asked > own { None } else { Some(Self(self.0 / tens(own - asked))) }
    }

    /// Whether `other` is this place or lies in it.
    pub fn covers(self, other: Self) -> bool {
        other.at(self.level()) == Some(self)
    }

    fn check_padding(self) -> Result<(), AreaCodeFault> {
        let own_part = |level: AreaLevel| {
            let place = self.at(level)?;
            let width = level.digits() - level.above().map_or(0, AreaLevel::digits);
            Some((level, place.0 % tens(width)))
        };
        let levels =
            [AreaLevel::City, AreaLevel::District, AreaLevel::Street, AreaLevel::Community];
        let padded = levels.into_iter().filter_map(own_part).any(|(level, part)| {
            part == 0 && !(level == AreaLevel::District && self.in_city_without_districts())
        });
        if padded { Err(AreaCodeFault::Padded) } else { Ok(()) }
    }

    fn in_city_without_districts(self) -> bool {
        self.at(AreaLevel::City).is_some_and(|city| CITIES_WITHOUT_DISTRICTS.contains(&city.0))
    }
}

impl AreaCodeFault {
    /// What the person reads.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Shape => "区划代码是 2、4、6、9 或 12 位数字，请再核对。",
            Self::Province => "区划代码的前两位不是国内的省份，请再核对。",
            Self::Padded => "区划代码不要用 0 补齐，例如青岛市请填 3702。",
        }
    }
}

const fn tens(power: u32) -> u64 {
    10_u64.pow(power)
}

/// The provinces, regions and municipalities of GB/T 2260.
const fn is_province(code: u64) -> bool {
    matches!(
        code,
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82
    )
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AreaCode {
    type Err = AreaCodeFault;

    fn from_str(text: &str) -> Result<Self, AreaCodeFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for AreaCode {
    type Error = AreaCodeFault;

    fn try_from(text: String) -> Result<Self, AreaCodeFault> {
        Self::parse(&text)
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> AreaCode {
        text.parse().unwrap()
    }

    #[test]
    fn a_community_knows_everything_above_it() {
        let mut above = vec![code("370212001003")];
        while let Some(parent) = above.last().and_then(|code| code.parent()) {
            above.push(parent);
        }
        let written: Vec<_> = above.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["370212001003", "370212001", "370212", "3702", "37"]);
        assert_eq!(above[0].district(), Some(code("370212")));
        assert_eq!(code("3702").district(), None);
        assert_eq!(code("370212001").level(), AreaLevel::Street);
    }

    #[test]
    fn a_place_covers_what_lies_in_it() {
        assert!(code("370212").covers(code("370212001003")));
        assert!(code("370212").covers(code("370212")));
        assert!(!code("370212").covers(code("370213001003")));
        assert!(!code("370212001").covers(code("370212")));
    }

    #[test]
    fn foreign_and_misshapen_codes_are_refused() {
        let fault = |text| AreaCode::parse(text).unwrap_err();
        assert_eq!(fault("990212"), AreaCodeFault::Province);
        assert_eq!(fault("01"), AreaCodeFault::Province);
        assert_eq!(fault("370200"), AreaCodeFault::Padded);
        assert_eq!(fault("370212000000"), AreaCodeFault::Padded);
        for text in ["", "3", "370", "37021", "3702120010031", "37021x", "三七"] {
            assert_eq!(fault(text), AreaCodeFault::Shape, "{text}");
        }
        assert!(AreaCode::from_number(-37).is_err());
    }

    #[test]
    fn a_city_without_districts_still_has_streets() {
        assert_eq!(code("441900003").district(), Some(code("441900")));
    }

    #[test]
    fn it_is_stored_as_a_number_and_travels_as_text() {
        let district = code(" ３７０２１２ ");
        assert_eq!(district.number(), 370_212);
        assert_eq!(AreaCode::from_number(370_212), Ok(district));
        assert_eq!(serde_json::to_string(&district).unwrap(), r#""370212""#);
    }

    proptest! {
        #[test]
        fn every_well_formed_code_reads_back(text in "37[1-9]{2}([1-9]{2}([1-9]{3}([1-9]{3})?)?)?") {
            let read = code(&text);
            prop_assert_eq!(read.to_string(), text);
            prop_assert_eq!(AreaCode::from_number(read.number()), Ok(read));
            prop_assert!(read.parent().is_some_and(|parent| parent.covers(read)));
        }
    }
}
