use jiff::ToSpan;
use serde::Serialize;
use xianban_domain::figures::{self, Figure, Numbers, Span};
use xianban_kernel::Day;

use super::read::Read;
use super::within;
use crate::console::figures::cells::{Cell, cell};

/// One of the large numbers: of the year, of this month, of the month before.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashTile)]
pub struct Tile {
    /// What it counts.
    pub name: &'static str,
    /// How that is counted.
    pub said: String,
    /// In the year that ends today.
    pub year: Cell,
    /// The strict figure beside it.
    pub strict: Option<Cell>,
    /// In this month so far.
    pub month: Cell,
    /// In the month before.
    pub before: Cell,
}

const TILES: [(&str, &str); 6] = [
    ("accepted", "近一年受理"),
    ("closed", "近一年办结"),
    ("satisfied", "居民满意率"),
    ("reported", "网格报送"),
    ("report_solved", "网格解决率"),
    ("in_time", "按时办结率"),
];

/// The months of the trend that a tile compares.
fn month(first: Day) -> (i64, Span) {
    (figures::month(first), Span { from: first, to: first.last_of_month() })
}

impl Read {
    /// The large numbers.
    pub(super) fn tiles(&self) -> Vec<Tile> {
        let this = self.today.first_of_month();
        let before = this.checked_sub(1.month()).unwrap_or(this);
        let none = Numbers::default();
        let year = Span::year_to(self.today);
        let of = |figure: &'static Figure, numbers: &Numbers, span: Span| {
            cell(figure, figure.of(numbers), &|code| within(self.scope, span, code))
        };
        let of_month = |figure: &'static Figure, first: Day| {
            let (moment, span) = month(first);
            of(figure, self.months.get(&moment).unwrap_or(&none), span)
        };
        let tile = |(code, name): &(&str, &'static str)| {
            let figure = Figure::by_code(code)?;
            let strict = Figure::by_code("satisfied_strict").filter(|_| *code == "satisfied");
            Some(Tile {
                name,
                said: format!("/figures/{code}"),
                year: of(figure, &self.year, year),
                strict: strict.map(|figure| of(figure, &self.year, year)),
                month: of_month(figure, this),
                before: of_month(figure, before),
            })
        };
        TILES.iter().filter_map(tile).collect()
    }
}
