use serde::Serialize;
use xianban_domain::figures::{Count, DueNow, Figure, Made, Rate, Value};

/// One figure of a line.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FigureCell)]
pub struct Cell {
    /// Its code: a figure, `soon` or `overdue`.
    pub code: &'static str,
    /// How many; of a rate its numerator.
    pub count: i64,
    /// Of a rate: of how many.
    pub of: Option<i64>,
    /// The rate, cut after two decimals, such as 98.64%; empty where there is none.
    pub rate: String,
    /// Between which rates the truth may lie, where few are counted.
    pub doubt: Option<String>,
    /// Opens just these cases.
    pub href: String,
    /// Of a rate: opens the whole.
    pub whole: String,
}

impl Cell {
    /// A number that is no rate.
    pub(crate) fn plain(code: &'static str, count: i64, href: String) -> Self {
        let (of, rate, doubt, whole) = (None, String::new(), None, String::new());
        Self { code, count, of, rate, doubt, href, whole }
    }

    /// Of a rate: in hundredths of a percent, cut.
    pub(crate) fn hundredths(&self) -> Option<i64> {
        Rate { part: self.count, whole: self.of? }.hundredths()
    }

    /// The class that colours it.
    pub fn tone(&self) -> &'static str {
        match self.code {
            _ if self.count == 0 => "none",
            "overdue" => "red",
            "soon" => "yellow",
            _ => "",
        }
    }
}

/// The figures of the overview, in the order of its columns, after what is due.
pub(super) const COLUMNS: &[&str] = &[
    "open",
    "accepted",
    "closed",
    "in_time",
    "satisfied",
    "satisfied_strict",
    "low",
    "rounds",
    "returned",
    "on_hold",
];

/// A column: its name, and where is told how it is counted.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FigureColumn)]
pub struct Column {
    /// The figure.
    pub name: &'static str,
    /// How it is counted; empty where the name says it.
    pub href: String,
}

/// The heads of the overview's tables.
pub(super) fn columns() -> Vec<Column> {
    let due = ["超期", "三天内到期"].map(|name| Column { name, href: String::new() });
    due.into_iter().chain(figure_columns(COLUMNS)).collect()
}

/// The heads of some figures.
pub(crate) fn figure_columns(codes: &[&str]) -> Vec<Column> {
    let figures = codes.iter().filter_map(|code| Figure::by_code(code));
    let column =
        |figure: &Figure| Column { name: figure.name, href: format!("/figures/{}", figure.code) };
    figures.map(column).collect()
}

/// The cells of one line of the overview: `value` gives a figure, `cases` the address of a number's cases.
pub(super) fn cells(
    due: DueNow,
    value: impl Fn(&Figure) -> Value,
    cases: impl Fn(&str) -> String,
) -> Vec<Cell> {
    let plain = |code: &'static str, count: i64| Cell::plain(code, count, cases(code));
    let mut cells = vec![plain("overdue", due.overdue), plain("soon", due.soon)];
    cells.extend(figure_cells(COLUMNS, value, cases));
    cells
}

/// The cells of some figures.
pub(crate) fn figure_cells(
    codes: &[&str],
    value: impl Fn(&Figure) -> Value,
    cases: impl Fn(&str) -> String,
) -> Vec<Cell> {
    let figures = codes.iter().filter_map(|code| Figure::by_code(code));
    figures.map(|figure| cell(figure, value(figure), &cases)).collect()
}

/// One figure with its value: `cases` gives the address of a number's cases.
pub(crate) fn cell(figure: &Figure, value: Value, cases: &impl Fn(&str) -> String) -> Cell {
    let (part, whole) = match figure.made {
        Made::Count(count) => (count, None),
        Made::Rate { part, whole } => (part, Some(whole)),
    };
    let href = |count: Count| cases(count.code());
    let whole = whole.map(href).unwrap_or_default();
    let plain = Cell { whole, ..Cell::plain(figure.code, 0, href(part)) };
    match value {
        Value::Number(count) => Cell { count, ..plain },
        Value::Rate(rate) => Cell {
            count: rate.part,
            of: Some(rate.whole),
            rate: rate.said(),
            doubt: rate.doubt(),
            ..plain
        },
    }
}
