use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use xianban_kernel::Problem;

use super::written::Written;
use crate::console::figures::cells::{Cell, Column};
use crate::console::figures::overview::Group;

/// A report as a workbook: a sheet for each of its tables, the last says how each figure is counted.
pub(super) fn bound(report: &Written) -> Result<Vec<u8>, Problem> {
    let bound = || -> Result<Vec<u8>, XlsxError> {
        let (mut book, look) = (Workbook::new(), Look::new());
        let mut first = Sheet::begin(&mut book, "汇总", report, &look)?;
        sums(&mut first, report)?;
        table(&mut book, (&report.trend, &report.trend_columns), report, &look)?;
        for group in &report.groups {
            table(&mut book, (group, &report.columns), report, &look)?;
        }
        definitions(&mut Sheet::begin(&mut book, "怎么算的", report, &look)?, report)?;
        book.save_to_buffer()
    };
    bound().map_err(|error| Problem::broken(error.to_string()))
}

/// How cells look.
struct Look {
    title: Format,
    head: Format,
    number: Format,
    rate: Format,
    words: Format,
}

impl Look {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let head = cell.clone().set_bold().set_text_wrap().set_background_color("E8EEF6");
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: head.set_align(FormatAlign::Center),
            number: cell.clone().set_num_format("#,##0"),
            rate: cell.clone().set_num_format("0.00%"),
            words: cell.set_text_wrap(),
        }
    }
}

/// A sheet as it is being written, row by row.
struct Sheet<'a> {
    on: &'a mut Worksheet,
    look: &'a Look,
    row: u32,
}

impl<'a> Sheet<'a> {
    /// One with the report's title and days above.
    fn begin(
        book: &'a mut Workbook,
        name: &str,
        report: &Written,
        look: &'a Look,
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(named(name))?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.write_with_format(0, 0, &report.title, &look.title)?;
        let so_far = if report.so_far { "，还没有结束，算到现在" } else { "" };
        sheet.write(1, 0, format!("{} 至 {}{so_far}", report.from, report.to))?;
        Ok(Self { on: sheet, look, row: 3 })
    }

    /// The heads, which stay in sight and are wide enough.
    fn head(&mut self, heads: &[(&str, f64)]) -> Result<(), XlsxError> {
        for (column, (head, width)) in (0..).zip(heads) {
            self.on.write_with_format(self.row, column, *head, &self.look.head)?;
            self.on.set_column_width(column, *width)?;
        }
        self.row += 1;
        self.on.set_freeze_panes(self.row, 1)?;
        self.on.set_repeat_rows(self.row - 1, self.row - 1)?;
        Ok(())
    }

    fn words(&mut self, column: u16, words: &str) -> Result<(), XlsxError> {
        self.on.write_string_with_format(self.row, column, words, &self.look.words)?;
        Ok(())
    }

    /// A number; a rate takes three columns: part, whole, and the rate, cut as everywhere.
    fn cell(&mut self, column: u16, cell: &Cell, wide: bool) -> Result<u16, XlsxError> {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let number = |n: i64| n as f64;
        let (sheet, look, row) = (&mut *self.on, self.look, self.row);
        sheet.write_with_format(row, column, number(cell.count), &look.number)?;
        if !wide {
            return Ok(column + 1);
        }
        match cell.of {
            Some(whole) => sheet.write_with_format(row, column + 1, number(whole), &look.number)?,
            None => sheet.write_blank(row, column + 1, &look.number)?,
        };
        match cell.hundredths() {
            Some(cut) => {
                sheet.write_with_format(row, column + 2, number(cut) / 10_000.0, &look.rate)?
            }
            None => sheet.write_blank(row, column + 2, &look.rate)?,
        };
        Ok(column + 3)
    }
}

/// A name that a sheet may have: at most 31 signs, none of a few.
fn named(name: &str) -> String {
    name.chars().map(|sign| if "[]:*?/\\".contains(sign) { '：' } else { sign }).take(31).collect()
}

fn sums(sheet: &mut Sheet<'_>, report: &Written) -> Result<(), XlsxError> {
    let mut heads = vec![("指标", 18.0), ("本期", 10.0), ("总数", 10.0), ("比率", 10.0)];
    let before = format!("上期：{}", report.before);
    heads.extend([(before.as_str(), 14.0), ("总数", 10.0), ("比率", 10.0)]);
    let ago = report.year_ago.as_ref().map(|ago| format!("去年同期：{ago}"));
    if let Some(ago) = &ago {
        heads.extend([(ago.as_str(), 14.0), ("总数", 10.0), ("比率", 10.0)]);
    }
    sheet.head(&heads)?;
    for sum in &report.sums {
        let name =
            if sum.stands { format!("{}（现在）", sum.name) } else { sum.name.to_owned() };
        sheet.words(0, &name)?;
        let mut column = sheet.cell(1, &sum.now, true)?;
        for cell in [&sum.before, &sum.year_ago].into_iter().flatten() {
            column = sheet.cell(column, cell, true)?;
        }
        sheet.row += 1;
    }
    Ok(())
}

fn table(
    book: &mut Workbook,
    (group, columns): (&Group, &[Column]),
    report: &Written,
    look: &Look,
) -> Result<(), XlsxError> {
    let Some(first) = group.lines.first() else { return Ok(()) };
    let mut sheet = Sheet::begin(book, &group.name, report, look)?;
    let mut heads = vec![("", 26.0)];
    for (column, cell) in columns.iter().zip(&first.cells) {
        heads.push((column.name, 12.0));
        if cell.of.is_some() {
            heads.extend([("总数", 9.0), ("比率", 10.0)]);
        }
    }
    sheet.head(&heads)?;
    for line in &group.lines {
        sheet.words(0, &line.name)?;
        let mut column = 1;
        for cell in &line.cells {
            column = sheet.cell(column, cell, cell.of.is_some())?;
        }
        sheet.row += 1;
    }
    Ok(())
}

fn definitions(sheet: &mut Sheet<'_>, report: &Written) -> Result<(), XlsxError> {
    sheet.head(&[
        ("指标", 18.0),
        ("怎么算的", 70.0),
        ("不算的", 60.0),
        ("口径", 30.0),
        ("从哪天起", 12.0),
    ])?;
    for one in &report.definitions {
        let words = [one.name, one.said, &one.left_out, one.source, one.since];
        for (column, words) in (0..).zip(words) {
            sheet.words(column, words)?;
        }
        sheet.row += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::super::written::{Definition, Sum};
    use super::*;
    use crate::console::figures::overview::Line;

    fn rate(count: i64, of: i64) -> Cell {
        Cell { of: Some(of), ..Cell::plain("satisfied", count, String::new()) }
    }

    fn report() -> Written {
        let column = |name| Column { name, href: String::new() };
        let line = |name: &str, cells| Line { name: name.to_owned(), href: None, cells };
        let lines = vec![line("=HYPERLINK(\"x\")", vec![rate(2, 3)])];
        Written {
            title: "崂山区 2026年11月 月报".to_owned(),
            name: "崂山区".to_owned(),
            from: "2026-11-01".to_owned(),
            to: "2026-11-30".to_owned(),
            list: None,
            so_far: true,
            sums: vec![Sum {
                name: "居民满意率",
                href: String::new(),
                now: rate(2, 3),
                stands: false,
                before: Some(rate(0, 0)),
                year_ago: None,
            }],
            before: "2026年10月".to_owned(),
            year_ago: Some("2025年11月".to_owned()),
            trend_columns: vec![column("受理")],
            trend: Group { name: "逐日".to_owned(), lines: Vec::new() },
            columns: vec![column("居民满意率")],
            groups: vec![Group { name: "按单位：社区/居委会[甲]".to_owned(), lines }],
            definitions: vec![Definition {
                name: "居民满意率",
                said: "办结而且有评价的诉求里，最后一次评价满意的占多少。",
                left_out: String::new(),
                source: "本平台的统计口径",
                since: "2025-01-01",
            }],
        }
    }

    #[test]
    fn a_workbook_holds_numbers_as_numbers_rates_cut_and_definitions_last() {
        let bytes = bound(&report()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets = ["汇总", "按单位：社区：居委会：甲：", "怎么算的"];
        assert_eq!(book.sheet_names(), sheets);
        let sums = book.worksheet_range("汇总").unwrap();
        let row: Vec<_> = (0..7).map(|column| sums.get((4, column)).cloned()).collect();
        let (number, empty) = (|n| Some(Data::Float(n)), Some(Data::Empty));
        let name = Some(Data::String("居民满意率".to_owned()));
        assert_eq!(row[..4], [name, number(2.0), number(3.0), number(0.6666)]);
        assert_eq!(row[4..], [number(0.0), number(0.0), empty]);
        let units = book.worksheet_range(sheets[1]).unwrap();
        // A cell of words is words, whatever it begins with: it is no formula.
        assert_eq!(units.get((4, 0)), Some(&Data::String("=HYPERLINK(\"x\")".to_owned())));
        assert!(book.worksheet_formula(sheets[1]).unwrap().is_empty());
    }
}
