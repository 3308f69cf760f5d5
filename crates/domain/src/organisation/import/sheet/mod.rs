//! Tables as spreadsheet programs write them: rows counted as they show them, cells as they are.

mod book;
mod split;
mod text;

use super::Table;

pub(super) use book::{Page, is_book, is_old_book, pages};
pub(super) use text::decoded;

/// Rows among which the headings are looked for: titles stand above them.
const LOOKED_AT: usize = 5;

/// Separators of columns, and what they are called; the usual one first.
const SEPARATORS: [(char, &str); 3] = [(',', "逗号"), (';', "分号"), ('\t', "制表符")];

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text, without space around.
    Text(String),
    /// A whole number that the program holds as one: whether zeros stood before it is not known.
    Number(String),
    /// Something that cannot be taken as it is, and why.
    Unfit(String),
}

impl Cell {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Unfit(_) => "",
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// A row with its number, from 1; rows of nothing are left out but counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) n: u64,
    pub(super) cells: Vec<Cell>,
    /// Whether empty cells at its end are left out, as in workbooks.
    pub(super) trimmed: bool,
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// The rows of a CSV text, by the separator under which most headings are known; what was assumed.
///
/// # Errors
/// The row in which a quote opens that never closes.
pub(super) fn rows(text: &str, table: Table) -> Result<(Vec<Row>, Option<String>), u64> {
    let mut best: Option<(usize, Vec<Row>, Option<String>)> = None;
    let mut unclosed = 1;
    for (place, (separator, called)) in SEPARATORS.into_iter().enumerate() {
        let rows = match split::rows(text, separator) {
            Ok(rows) => rows,
            Err(row) if place == 0 => {
                unclosed = row;
                continue;
            }
            Err(_) => continue,
        };
        let known = headings(&rows, table).1;
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            let said = (place > 0).then(|| format!("按{called}分列。"));
            best = Some((known, rows, said));
        }
    }
    best.map(|(_, rows, said)| (rows, said)).ok_or(unclosed)
}

/// Which of the first rows holds the headings, and how many columns of the table are among them.
pub(super) fn headings(rows: &[Row], table: Table) -> (usize, usize) {
    let known =
        |row: &Row| row.cells.iter().filter(|cell| table.column(cell.text()).is_some()).count();
    let mut best = (0, 0);
    for (place, row) in rows.iter().take(LOOKED_AT).enumerate() {
        if known(row) > best.1 {
            best = (place, known(row));
        }
    }
    best
}
