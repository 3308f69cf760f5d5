//! Tables as spreadsheet programs write them: rows counted as they show them, cells as they are.

mod book;
mod cells;
mod split;
mod text;

use super::Table;

pub(super) use book::{Page, is_book, is_old_book, pages};
pub(super) use cells::{Cell, Row};
pub(super) use text::decoded;

/// Rows among which the headings are looked for: titles stand above them.
const LOOKED_AT: usize = 5;

/// Separators of columns, and what they are called; the usual one first.
const SEPARATORS: [(char, &str); 3] = [(',', "逗号"), (';', "分号"), ('\t', "制表符")];

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
