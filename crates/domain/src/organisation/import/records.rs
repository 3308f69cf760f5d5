use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use xianban_kernel::words::clean;

use super::sheet::{self, Cell, Page, Row};
use super::{Table, eaten};

/// A file as it came.
#[derive(Clone, Debug)]
pub struct Brought {
    /// Its name; of a CSV file it tells the table.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// In a whole file.
    File(Arc<str>),
    /// In a line of a CSV file, from 1; the headings are the first.
    Line(Arc<str>, u64),
    /// In an entry of a JSON list, from 1.
    Entry(Arc<str>, Table, usize),
    /// In the form on the page.
    Form,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => f.write_str(file),
            Self::Line(file, line) => write!(f, "{file} 第 {line} 行"),
            Self::Entry(file, table, n) => write!(f, "{file} 的 {table} 第 {n} 项"),
            Self::Form => f.write_str("表单"),
        }
    }
}

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}：{why}")]
pub struct Misfit {
    /// Where it stands.
    pub at: Spot,
    /// The column, by its code; empty when it is about the whole line or file.
    pub column: &'static str,
    /// Why, as whoever wrote the file reads it.
    pub why: String,
}

/// A line of a table: cells by the codes of their columns. A column that is not there leaves alone
/// what is known; an empty cell empties it.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) at: Spot,
    pub(super) cells: BTreeMap<&'static str, String>,
}

/// All lines that were brought, by table.
#[derive(Clone, Debug, Default)]
pub struct Records {
    tables: BTreeMap<Table, Vec<Record>>,
    assumed: Vec<String>,
}

impl Record {
    /// Every cell passes the front door for words.
    fn of(at: Spot, cells: BTreeMap<&'static str, String>) -> Self {
        let clean = |(code, text): (_, String)| (code, clean(&text).trim().to_owned());
        Self { at, cells: cells.into_iter().map(clean).collect() }
    }
}

impl Records {
    /// Reads files; the error lists everything that is not even a table.
    pub fn read(files: &[Brought]) -> Result<Self, Vec<Misfit>> {
        let mut reading = Reading::default();
        for file in files {
            reading.file(file);
        }
        if files.is_empty() {
            reading.wrong(Spot::Form, "", "没有选择文件。");
        }
        if reading.misfits.is_empty() { Ok(reading.records) } else { Err(reading.misfits) }
    }

    /// One line as a form of ours wrote it; fields that are no columns of the table are passed over.
    pub fn of_form(table: Table, cells: &[(&'static str, &str)]) -> Self {
        let known = cells.iter().filter(|(code, _)| table.column(code).is_some());
        let cells = known.map(|(code, text)| (*code, text.trim().to_owned())).collect();
        let tables = BTreeMap::from([(table, vec![Record::of(Spot::Form, cells)])]);
        Self { tables, assumed: Vec::new() }
    }

    /// And another line of a form.
    #[must_use]
    pub fn and(mut self, table: Table, cells: &[(&'static str, &str)]) -> Self {
        for (table, records) in Self::of_form(table, cells).tables {
            self.tables.entry(table).or_default().extend(records);
        }
        self
    }

    /// What was assumed of the files, for whoever brought them to look at.
    pub fn assumed(&self) -> &[String] {
        &self.assumed
    }

    pub(super) fn of(&self, table: Table) -> &[Record] {
        self.tables.get(&table).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, table: Table) -> bool {
        self.tables.contains_key(&table)
    }
}

#[derive(Default)]
struct Reading {
    records: Records,
    misfits: Vec<Misfit>,
}

impl Reading {
    fn wrong(&mut self, at: Spot, column: &'static str, why: impl Into<String>) {
        self.misfits.push(Misfit { at, column, why: why.into() });
    }

    fn file(&mut self, file: &Brought) {
        let name: Arc<str> = file.name.as_str().into();
        if sheet::is_old_book(&file.bytes) {
            let why = "是旧的 XLS 格式。请在表格软件里另存为 XLSX 再导入。";
            return self.wrong(Spot::File(name), "", why);
        }
        if sheet::is_book(&file.bytes) {
            return self.book(&name, &file.bytes);
        }
        let (text, said) = match sheet::decoded(&file.bytes) {
            Ok(read) => read,
            Err(line) => {
                let why = "读不出文字。请在表格软件里另存为“CSV UTF-8”再导入。";
                return self.wrong(Spot::Line(name, line), "", why);
            }
        };
        self.assume(&name, said);
        if text.trim_start().starts_with('{') {
            return self.json(&name, &text);
        }
        let Some(table) = Table::of_file(&file.name) else {
            return self.wrong(Spot::File(name), "", no_table());
        };
        match sheet::rows(&text, table) {
            Ok((rows, said)) => {
                self.assume(&name, said.as_deref());
                self.sheet(&name, table, &rows);
            }
            Err(row) => {
                let why = "读不懂，请检查引号是否成对。";
                self.wrong(Spot::Line(name, row), "", why);
            }
        }
    }

    fn assume(&mut self, file: &str, said: Option<&str>) {
        self.records.assumed.extend(said.map(|said| format!("{file}：{said}")));
    }

    /// The sheets that are named like tables; if none is, the first, by the name of the file.
    fn book(&mut self, file: &Arc<str>, bytes: &[u8]) {
        let pages = match sheet::pages(bytes) {
            Ok(pages) => pages,
            Err(why) => return self.wrong(Spot::File(file.clone()), "", why),
        };
        let named = pages.iter().any(|page| Table::of_file(&page.name).is_some());
        let mut skipped: Vec<&str> = Vec::new();
        for (place, page) in pages.iter().enumerate() {
            let table = match (named, place) {
                (true, _) => Table::of_file(&page.name),
                (false, 0) => Table::of_file(file),
                (false, _) => None,
            };
            match table {
                Some(table) => self.page(file, table, page),
                None if !named && place == 0 => {
                    return self.wrong(Spot::File(file.clone()), "", no_table());
                }
                None if !page.rows.is_empty() => skipped.push(&page.name),
                None => {}
            }
        }
        if !skipped.is_empty() {
            let said = format!("没有读工作表“{}”。", skipped.join("”“"));
            self.assume(file, Some(&said));
        }
    }

    fn page(&mut self, file: &Arc<str>, table: Table, page: &Page) {
        let said = format!("读的是工作表“{}”。", page.name);
        self.assume(file, Some(&said));
        let at: Arc<str> = format!("{file} 的“{}”", page.name).into();
        self.sheet(&at, table, &page.rows);
    }

    fn sheet(&mut self, file: &Arc<str>, table: Table, rows: &[Row]) {
        let (place, _) = sheet::headings(rows, table);
        let (above, below) = rows.split_at(place);
        let Some((headings, below)) = below.split_first() else {
            return self.wrong(Spot::File(file.clone()), "", "是空的，没有表头。");
        };
        for title in above {
            let words = title.cells.iter().map(Cell::text).find(|text| !text.is_empty());
            let words = words.unwrap_or_default();
            let said = format!("第 {} 行“{words}”在表头上面，跳过了。", title.n);
            self.assume(file, Some(&said));
        }
        let Some(columns) = self.headings(file, table, headings) else { return };
        self.records.tables.entry(table).or_default();
        for row in below {
            self.row(&Spot::Line(file.clone(), row.n), table, &columns, row);
        }
    }

    /// Cells under no heading are empty, as spreadsheets fill up their rows.
    fn row(&mut self, at: &Spot, table: Table, columns: &[Option<&'static str>], row: &Row) {
        let beyond = row.cells.iter().skip(columns.len()).any(|cell| !cell.is_empty());
        let headed = columns.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        if beyond || (row.cells.len() < headed && !row.trimmed) {
            let why = format!("有 {} 格，表头有 {} 格。", row.cells.len(), columns.len());
            return self.wrong(at.clone(), "", why);
        }
        let mut cells = BTreeMap::new();
        for (place, column) in columns.iter().enumerate() {
            let empty = Cell::Text(String::new());
            let cell = row.cells.get(place).unwrap_or(&empty);
            match column {
                Some(column) => {
                    if let Some(why) = unfit(column, cell) {
                        let called = table.column(column).map_or(*column, |known| known.name);
                        self.wrong(at.clone(), column, format!("“{called}”{why}"));
                    }
                    cells.insert(*column, cell.text().to_owned());
                }
                None if cell.is_empty() => {}
                None => {
                    let why = format!("第 {} 格上面没有表头。", place + 1);
                    self.wrong(at.clone(), "", why);
                }
            }
        }
        self.records.tables.entry(table).or_default().push(Record::of(at.clone(), cells));
    }

    /// The columns in the order of the file; `None` when some are unknown, twice or missing.
    fn headings(
        &mut self,
        file: &Arc<str>,
        table: Table,
        headings: &Row,
    ) -> Option<Vec<Option<&'static str>>> {
        let (before, at) = (self.misfits.len(), || Spot::Line(file.clone(), headings.n));
        let mut found = Vec::new();
        for cell in &headings.cells {
            let heading = cell.text();
            match table.column(heading) {
                Some(column) if found.contains(&Some(column.code)) => {
                    self.wrong(at(), column.code, format!("“{heading}”这一列有两次。"));
                }
                Some(column) => found.push(Some(column.code)),
                None if heading.is_empty() => found.push(None),
                None => self.wrong(at(), "", format!("不认识“{heading}”这一列。")),
            }
        }
        for column in table.columns() {
            if column.must && !found.contains(&Some(column.code)) {
                let why = format!("缺少“{}”（{}）这一列。", column.name, column.code);
                self.wrong(at(), column.code, why);
            }
        }
        (self.misfits.len() == before).then_some(found)
    }

    fn json(&mut self, file: &Arc<str>, text: &str) {
        let whole: Map<String, Value> = match serde_json::from_str(text) {
            Ok(whole) => whole,
            Err(error) => {
                let why = "不是完整的 JSON，请检查这里的括号、引号和逗号。";
                let line = u64::try_from(error.line()).unwrap_or(0);
                return self.wrong(Spot::Line(file.clone(), line), "", why);
            }
        };
        if whole.get("type").is_some_and(|kind| kind == "FeatureCollection") {
            return self.features(file, &whole);
        }
        for (key, list) in &whole {
            let (Some(table), Some(list)) = (Table::from_code(key), list.as_array()) else {
                let codes: Vec<_> = Table::ALL.iter().map(|table| table.code()).collect();
                let why = format!("“{key}”应当是 {} 之一，值是一个列表。", codes.join("、"));
                self.wrong(Spot::File(file.clone()), "", why);
                continue;
            };
            self.records.tables.entry(table).or_default();
            for (n, entry) in list.iter().enumerate() {
                self.entry(Spot::Entry(file.clone(), table, n + 1), table, entry);
            }
        }
    }

    /// GeoJSON: of each feature, its geometry and which place or grid it is of. One without a
    /// geometry takes away the outline that is known.
    fn features(&mut self, file: &Arc<str>, whole: &Map<String, Value>) {
        let table = Table::Outlines;
        let crs = whole.get("crs").and_then(|crs| crs.pointer("/properties/name").or(Some(crs)));
        let crs = crs.and_then(Value::as_str).unwrap_or_default();
        self.records.tables.entry(table).or_default();
        let features = whole.get("features").and_then(Value::as_array);
        for (n, feature) in features.into_iter().flatten().enumerate() {
            let at = Spot::Entry(file.clone(), table, n + 1);
            let geometry = feature.get("geometry").filter(|geometry| !geometry.is_null());
            let outline = geometry.map(Value::to_string).unwrap_or_default();
            let mut cells = BTreeMap::from([("outline", outline), ("crs", crs.to_owned())]);
            for column in table.columns().iter().filter(|column| column.code != "outline") {
                let properties = feature.get("properties");
                let given =
                    properties.and_then(|all| all.get(column.code).or(all.get(column.name)));
                cells.extend(given.and_then(cell).map(|text| (column.code, text)));
            }
            self.records.tables.entry(table).or_default().push(Record::of(at, cells));
        }
    }

    fn entry(&mut self, at: Spot, table: Table, entry: &Value) {
        let Some(entry) = entry.as_object() else {
            return self.wrong(at, "", "不是一个对象。");
        };
        let mut cells = BTreeMap::new();
        for (key, value) in entry.iter().filter(|(_, value)| !value.is_null()) {
            match (table.column(key), cell(value)) {
                (None, _) => self.wrong(at.clone(), "", format!("不认识“{key}”这一项。")),
                (Some(column), None) => {
                    let why = format!("“{key}”应当是文字、数字或它们的列表。");
                    self.wrong(at.clone(), column.code, why);
                }
                (Some(column), Some(text)) => {
                    cells.insert(column.code, text);
                }
            }
        }
        self.records.tables.entry(table).or_default().push(Record::of(at, cells));
    }
}

/// Which files hold tables, for one that tells nothing by its name.
fn no_table() -> String {
    let known: Vec<_> =
        Table::ALL.iter().map(|table| format!("{table}.csv（{}）", table.name())).collect();
    format!("看不出是哪张表，文件名应当是 {} 之一。", known.join("、"))
}

/// Why a cell cannot be taken as it is: a spreadsheet has changed its digits, or may have.
fn unfit(column: &str, cell: &Cell) -> Option<String> {
    let words = ["name", "outline"].contains(&column);
    match cell {
        Cell::Unfit(why) => Some(why.clone()),
        Cell::Text(text) if !words && eaten::is_rewritten(&eaten::plain(text)) => {
            Some(format!("“{text}”被表格软件改写过，位数可能丢了。请把这一列设成文本，重新填写。"))
        }
        Cell::Number(number) if ["code", "username"].contains(&column) => Some(format!(
            "在表格里是数字 {number}，前面的 0 可能丢了。请把这一列设成文本，重新填写。"
        )),
        Cell::Text(_) | Cell::Number(_) => None,
    }
}

/// A value as the text of a cell; a list with semicolons between.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let parts: Option<Vec<_>> =
                list.iter().map(|one| cell(one).filter(|_| !one.is_array())).collect();
            Some(parts?.join(";"))
        }
        _ => None,
    }
}
