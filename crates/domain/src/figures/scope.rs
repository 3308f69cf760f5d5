use serde::{Deserialize, Serialize};
use xianban_kernel::{Day, GridId, Moment, PlaceId, UnitId};

use crate::coded::coded;

/// The whole district, as numbers are stored.
pub(super) const DISTRICT: &str = "d";

/// Of what numbers are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// The whole district.
    #[default]
    District,
    /// A street, a community or an estate.
    Place(PlaceId),
    /// A grid.
    Grid(GridId),
    /// The work of one unit, wherever.
    Unit(UnitId),
}

coded! {
    /// By what numbers are broken up.
    Facet {
        /// Not at all.
        All = "all",
        /// By the five lists.
        List = "list",
        /// By whose work it is.
        Unit = "unit",
        /// By the next level of the ground: streets, communities, estates, grids.
        Below = "below",
        /// By matter.
        Matter = "matter",
    }
}

/// The days that are counted, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

impl Scope {
    /// As addresses and rows have it: `d`, `p7`, `g9`, `u3`.
    pub fn code(self) -> String {
        match self {
            Self::District => DISTRICT.to_owned(),
            Self::Place(id) => format!("p{id}"),
            Self::Grid(id) => format!("g{id}"),
            Self::Unit(id) => format!("u{id}"),
        }
    }

    /// What [`Scope::code`] wrote; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == DISTRICT {
            return Some(Self::District);
        }
        let (kind, id) = code.split_at_checked(1)?;
        let id: i64 = id.parse().ok()?;
        match kind {
            "p" => Some(Self::Place(PlaceId::new(id))),
            "g" => Some(Self::Grid(GridId::new(id))),
            "u" => Some(Self::Unit(UnitId::new(id))),
            _ => None,
        }
    }

    pub(super) const fn id(self) -> i64 {
        match self {
            Self::District => 0,
            Self::Place(id) => id.value(),
            Self::Grid(id) => id.value(),
            Self::Unit(id) => id.value(),
        }
    }
}

impl Span {
    /// From the first day there is to the last: what stands now is counted so, whenever it began.
    pub const EVER: Self = Self { from: Day::constant(1, 1, 1), to: Day::constant(9999, 12, 31) };

    /// From its first moment to the first after it.
    pub(super) fn moments(self) -> (Moment, Moment) {
        let after = self.to.tomorrow().unwrap_or(self.to);
        (Moment::at_civil(self.from.at(0, 0, 0, 0)), Moment::at_civil(after.at(0, 0, 0, 0)))
    }

    /// The year that ends with a day: 一年来.
    pub fn year_to(last: Day) -> Self {
        let from = last.saturating_sub(jiff::Span::new().years(1));
        Self { from: from.tomorrow().unwrap_or(from), to: last }
    }

    /// From new year's day: 今年以来.
    pub fn this_year(last: Day) -> Self {
        Self { from: last.first_of_year(), to: last }
    }

    /// From the first of the month.
    pub fn this_month(last: Day) -> Self {
        Self { from: last.first_of_month(), to: last }
    }
}
