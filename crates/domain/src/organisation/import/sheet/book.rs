use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::cells::{Cell, Row};

/// Cells that are read, and columns: a table of a whole district has far fewer.
const CELLS: usize = 1_000_000;
const COLUMNS: u32 = 100;
/// What a file may unfold to, in bytes.
const UNFOLDED: u64 = 128 * 1024 * 1024;
/// Above it not every whole number is one of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A sheet with its name.
pub(in super::super) struct Page {
    pub(in super::super) name: String,
    pub(in super::super) rows: Vec<Row>,
}

/// Whether a file is an XLSX workbook, by its first bytes.
pub(in super::super) fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether it is a workbook of the older form.
pub(in super::super) fn is_old_book(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The sheets of a workbook in their order.
///
/// # Errors
/// Why it cannot be read, as whoever brought it reads it.
pub(in super::super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, String> {
    let unreadable = || "不是完整的 XLSX 文件，请在表格软件里重新保存。".to_owned();
    let too_much = || "里面的内容太多，请分成几个文件。".to_owned();
    let folded = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if folded.decompressed_size().is_none_or(|size| size > u128::from(UNFOLDED)) {
        return Err(too_much());
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let (mut pages, mut seen) = (Vec::new(), 0);
    for name in book.sheet_names() {
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        let mut cells = book.worksheet_cells_reader(&name).map_err(|_| unreadable())?;
        while let Some(cell) = cells.next_cell().map_err(|_| unreadable())? {
            let (row, column) = cell.get_position();
            let read = read(cell.get_value());
            if read.is_empty() {
                continue;
            }
            seen += 1;
            if seen > CELLS || column >= COLUMNS {
                return Err(too_much());
            }
            rows.entry(row).or_default().insert(column, read);
        }
        pages.push(Page { name, rows: rows.into_iter().map(row).collect() });
    }
    Ok(pages)
}

fn row((n, cells): (u32, BTreeMap<u32, Cell>)) -> Row {
    let width = cells.keys().next_back().map_or(0, |last| last + 1);
    let cell = |column| cells.get(&column).cloned().unwrap_or(Cell::Text(String::new()));
    Row { n: u64::from(n) + 1, cells: (0..width).map(cell).collect(), trimmed: true }
}

fn read(value: &DataRef<'_>) -> Cell {
    let unfit = |why: String| Cell::Unfit(format!("{why}请把这一列设成文本，重新填写。"));
    match value {
        DataRef::Empty => Cell::Text(String::new()),
        DataRef::String(text) => Cell::Text(text.trim().to_owned()),
        DataRef::SharedString(text) => Cell::Text(text.trim().to_owned()),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            Cell::Number(format!("{number:.0}"))
        }
        DataRef::Float(number) => unfit(format!("是数字 {number}，表格软件可能丢了几位。")),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            unfit(format!("被表格软件改成了日期 {year}-{month:02}-{day:02}。"))
        }
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => {
            unfit(format!("被表格软件改成了日期 {date}。"))
        }
        DataRef::Bool(_) => unfit("是“真”或“假”，不是文字。".to_owned()),
        DataRef::Error(error) => unfit(format!("里的公式出错了（{error}）。")),
    }
}
