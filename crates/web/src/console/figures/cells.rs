use serde::Serialize;
use xianban_domain::figures::{Count, DueNow, Figure, Made, Value};

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

/// The heads of a table.
pub(super) fn columns() -> Vec<Column> {
    let due = ["超期", "三天内到期"].map(|name| Column { name, href: String::new() });
    let figures = COLUMNS.iter().filter_map(|code| Figure::by_code(code));
    let figures = figures
        .map(|figure| Column { name: figure.name, href: format!("/figures/{}", figure.code) });
    due.into_iter().chain(figures).collect()
}

/// The cells of one line: `value` gives a figure, `cases` the address of a number's cases.
pub(super) fn cells(
    due: DueNow,
    value: impl Fn(&Figure) -> Value,
    cases: impl Fn(&str) -> String,
) -> Vec<Cell> {
    let plain = |code: &'static str, count: i64| Cell {
        code,
        count,
        of: None,
        rate: String::new(),
        doubt: None,
        href: cases(code),
        whole: String::new(),
    };
    let mut cells = vec![plain("overdue", due.overdue), plain("soon", due.soon)];
    let figures = COLUMNS.iter().filter_map(|code| Figure::by_code(code));
    cells.extend(figures.map(|figure| cell(figure, value(figure), &cases)));
    cells
}

/// One figure with its value: `cases` gives the address of a number's cases.
pub(crate) fn cell(figure: &Figure, value: Value, cases: &impl Fn(&str) -> String) -> Cell {
    let (part, whole) = match figure.made {
        Made::Count(count) => (count, None),
        Made::Rate { part, whole } => (part, Some(whole)),
    };
    let href = |count: Count| cases(count.code());
    let plain = Cell {
        code: figure.code,
        count: 0,
        of: None,
        rate: String::new(),
        doubt: None,
        href: href(part),
        whole: whole.map(href).unwrap_or_default(),
    };
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
