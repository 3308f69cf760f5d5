use xianban_kernel::{GridId, Moment, PlaceId};

use super::{PlaceKind, PlacePath};
use crate::coded::coded;

coded! {
    /// What sort of estate (小区) it is.
    EstateNature {
        /// Commercial housing (商品房小区).
        Commercial = "commercial",
        /// Housing of those whose homes were taken down (回迁小区).
        Resettlement = "resettlement",
        /// An old estate due for renovation (老旧小区).
        Old = "old",
    }
}

/// A node of the place tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its row.
    pub id: PlaceId,
    /// Its stable name; tells its kind and its ancestors.
    pub path: PlacePath,
    /// Its own name: "3号楼".
    pub name: String,
    /// Its name among its neighbours, from the estate down: "开泰锦城3号楼1单元". Above the estate,
    /// its own name.
    pub address: String,
    /// Of an estate: what sort.
    pub nature: Option<EstateNature>,
    /// From the building down: the grid it lies in.
    pub grid: Option<GridId>,
    /// Since when nothing new may be filed here; `None` while it stands.
    pub closed_at: Option<Moment>,
}

impl Place {
    /// Its level.
    pub fn kind(&self) -> PlaceKind {
        self.path.kind()
    }

    /// The six-digit district it lies in; 0 for a province or city.
    pub fn district(&self) -> i64 {
        self.path.district()
    }

    /// The row of the level `kind` on the way up, itself included.
    pub fn at(&self, kind: PlaceKind) -> Option<PlaceId> {
        self.path.at(kind).map(|path| path.id())
    }

    /// Whether it stood at `at`.
    pub fn open_at(&self, at: Moment) -> bool {
        self.closed_at.is_none_or(|closed| at < closed)
    }
}

impl EstateNature {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commercial => "商品房小区",
            Self::Resettlement => "回迁小区",
            Self::Old => "老旧小区",
        }
    }
}
