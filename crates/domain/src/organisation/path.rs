use std::fmt;

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use xianban_kernel::{GridId, PlaceId, UnitId};

use crate::coded::coded;

coded! {
    /// The nine levels of the place tree, from above.
    PlaceKind {
        /// 省.
        Province = "province",
        /// 市.
        City = "city",
        /// 区, by its six-digit county code.
        District = "district",
        /// 街道, nine digits.
        Street = "street",
        /// 社区, twelve digits.
        Community = "community",
        /// 小区.
        Estate = "estate",
        /// 楼.
        Building = "building",
        /// 单元.
        Entrance = "entrance",
        /// 户.
        Household = "household",
    }
}

/// The district in the tree of places, `37/3702/370212`: the scope of what has no place.
pub(crate) fn district_path(district: i64) -> String {
    format!("{}/{}/{district}", district / 10_000, district / 100)
}

/// A place's stable name: the codes of its ancestors and its own, from above, such as
/// `37/3702/370212/370212001/370212001901/ktjc/3/1/502`. Its depth is its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlacePath(String);

impl PlacePath {
    /// Reads a path: one to nine codes of small letters, digits and hyphens; from the second to the
    /// fifth, each begins with the one above, as the statistics bureau's codes do.
    pub fn parse(text: &str) -> Option<Self> {
        let codes: Vec<_> = text.split('/').collect();
        let official = codes.iter().zip([2, 4, 6, 9, 12]);
        let digits = official.clone().all(|(code, length)| {
            code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit())
        });
        let nested = official
            .zip(codes.iter().take(5).skip(1))
            .all(|((above, _), code)| code.starts_with(above));
        let plain = codes.iter().all(|code| {
            !code.is_empty()
                && code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        });
        let fits = codes.len() <= PlaceKind::ALL.len();
        (digits && nested && plain && fits).then(|| Self(text.to_owned()))
    }

    /// The path of a place directly below.
    pub fn below(&self, code: &str) -> Option<Self> {
        Self::parse(&format!("{}/{code}", self.0))
    }

    /// The path of the place directly above.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(above, _)| Self(above.to_owned()))
    }

    /// This path and those above it, nearest first.
    pub fn upwards(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// The path of the level `kind` on the way up, this one included.
    pub fn at(&self, kind: PlaceKind) -> Option<Self> {
        self.upwards().find(|path| path.kind() == kind)
    }

    /// Its level.
    pub fn kind(&self) -> PlaceKind {
        let depth = self.0.matches('/').count();
        PlaceKind::ALL.get(depth).copied().unwrap_or(PlaceKind::Household)
    }

    /// Its own code, the last one.
    pub fn code(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The six-digit district it lies in; 0 for a province or city.
    pub fn district(&self) -> i64 {
        let district = self.at(PlaceKind::District);
        district.and_then(|path| path.code().parse().ok()).unwrap_or(0)
    }

    /// The row of the place with this path, the same on every machine.
    pub fn id(&self) -> PlaceId {
        PlaceId::new(stable("place", &self.0))
    }

    /// Whether `other` is this place or lies in it.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The row of a unit by its code within a district.
pub(super) fn unit_id(district: i64, code: &str) -> UnitId {
    UnitId::new(stable("unit", &format!("{district}/{code}")))
}

/// The row of a grid by its code within a community.
pub(super) fn grid_id(community: &PlacePath, code: &str) -> GridId {
    GridId::new(stable("grid", &format!("{}/{code}", community.0)))
}

/// A positive number made of a name: what is laid twice is laid once.
fn stable(sort: &str, name: &str) -> i64 {
    let digest = Sm3::digest(format!("{sort}:{name}"));
    let bytes = digest.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    i64::try_from(bytes >> 1).unwrap_or(i64::MAX)
}

impl fmt::Display for PlacePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PlacePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no path of a place"))
    }
}

impl From<PlacePath> for String {
    fn from(path: PlacePath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

    fn path(text: &str) -> PlacePath {
        PlacePath::parse(text).unwrap()
    }

    #[test]
    fn the_depth_of_a_path_is_its_kind() {
        assert_eq!(path("37").kind(), PlaceKind::Province);
        assert_eq!(path(COMMUNITY).kind(), PlaceKind::Community);
        assert_eq!(path(&format!("{COMMUNITY}/ktjc/3/1/502")).kind(), PlaceKind::Household);
    }

    #[test]
    fn a_path_that_skips_a_level_or_strays_is_none() {
        for wrong in [
            "",
            "3",
            "37/",
            "37/3602",
            "37/370212",
            "37/3702/370212/370213001",
            "山东",
            "37/3702/370212/370212001/370212001901/KTJC",
            "37/3702/370212/370212001/370212001901/a/1/1/1/1",
        ] {
            assert_eq!(PlacePath::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_way_up_ends_at_the_province() {
        let up: Vec<_> = path("37/3702/370212").upwards().map(|path| path.to_string()).collect();
        assert_eq!(up, ["37/3702/370212", "37/3702", "37"]);
        assert_eq!(path(COMMUNITY).district(), 370_212);
        assert_eq!(path("37/3702").district(), 0);
    }

    #[test]
    fn a_neighbour_with_a_longer_name_is_not_inside() {
        let three = path(&format!("{COMMUNITY}/ktjc/3"));
        assert!(three.covers(&three.below("1").unwrap()));
        assert!(three.covers(&three));
        assert!(!three.covers(&path(&format!("{COMMUNITY}/ktjc/30"))));
    }

    #[test]
    fn a_place_has_the_same_row_everywhere() {
        insta::assert_snapshot!(path(COMMUNITY).id(), @"7212767474953137241");
        assert_ne!(path("37").id(), path("37/3702").id());
    }
}
