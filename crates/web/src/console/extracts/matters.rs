use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};
use xianban_domain::appeals::{Appeal, State};
use xianban_domain::figures::{Counted, FIGURES};
use xianban_domain::rules::{MatterCode, Rules};
use xianban_kernel::{Moment, Problem};

use crate::resident::appeals::view;

/// What stands above the columns, and how wide they are.
const HEADS: &[(&str, f64)] = &[
    ("编号", 24.0),
    ("诉求", 44.0),
    ("类型", 12.0),
    ("事项", 30.0),
    ("清单", 18.0),
    ("谁的工作", 24.0),
    ("受理时间", 18.0),
    ("进展", 14.0),
    ("办结时间", 18.0),
    ("第几轮", 8.0),
    ("最后一次评价", 14.0),
    ("说解决了", 10.0),
];

/// The workbook of an extract, written line by line; lines leave memory as they are written.
pub struct Matters {
    book: Workbook,
    row: u32,
    plain: Format,
}

fn broken(error: &XlsxError) -> Problem {
    Problem::broken(error.to_string())
}

impl Matters {
    /// An empty one with its heads.
    pub fn begin(title: &str) -> Result<Self, Problem> {
        let mut book = Workbook::new();
        let plain = Format::new().set_border(FormatBorder::Thin);
        let mut begin = || -> Result<u32, XlsxError> {
            let sheet = book.add_worksheet_with_constant_memory()?;
            sheet.set_name("明细")?.set_landscape().set_print_fit_to_pages(1, 0);
            for (column, (_, width)) in (0..).zip(HEADS) {
                sheet.set_column_width(column, *width)?;
            }
            sheet.set_freeze_panes(3, 1)?.set_repeat_rows(2, 2)?;
            sheet.write_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
            let head = plain.clone().set_bold().set_background_color("E8EEF6");
            for (column, (name, _)) in (0..).zip(HEADS) {
                sheet.write_with_format(2, column, *name, &head)?;
            }
            Ok(3)
        };
        let row = begin().map_err(|error| broken(&error))?;
        Ok(Self { book, row, plain })
    }

    /// One more matter; what whoever asked may not open stands there without words.
    pub fn add(
        &mut self,
        one: &Counted,
        appeal: Option<&Appeal>,
        rules: &Rules,
    ) -> Result<(), Problem> {
        let cells = cells(one, appeal, rules);
        let (row, plain) = (self.row, &self.plain);
        let sheet = self.book.worksheet_from_index(0).map_err(|error| broken(&error))?;
        let mut write = || -> Result<(), XlsxError> {
            for (column, words) in (0..).zip(&cells) {
                sheet.write_string_with_format(row, column, words, plain)?;
            }
            Ok(())
        };
        write().map_err(|error| broken(&error))?;
        self.row += 1;
        Ok(())
    }

    /// The workbook; its last sheet says what is counted as accepted.
    pub fn end(mut self) -> Result<Vec<u8>, Problem> {
        let mut end = || -> Result<Vec<u8>, XlsxError> {
            let sheet: &mut Worksheet = self.book.add_worksheet();
            sheet.set_name("怎么算的")?.set_column_width(1, 90.0)?;
            let accepted = FIGURES.iter().find(|figure| figure.code == "accepted");
            let mut row = 0;
            if let Some(figure) = accepted {
                sheet.write(row, 0, figure.name)?.write(row, 1, figure.said)?;
                for (what, why) in figure.left_out {
                    row += 1;
                    sheet.write(row, 1, format!("不算{what}：{why}"))?;
                }
                sheet.write(row + 1, 0, "口径")?.write(row + 1, 1, figure.source)?;
            }
            self.book.save_to_buffer()
        };
        end().map_err(|error| broken(&error))
    }
}

fn at(moment: Moment) -> String {
    moment.civil().strftime("%Y-%m-%d %H:%M").to_string()
}

fn cells(one: &Counted, appeal: Option<&Appeal>, rules: &Rules) -> [String; 12] {
    let unread = if one.no.is_some() {
        "（内容已按本人要求删除）"
    } else {
        "（不归您办，只计数）"
    };
    let title = one.title.clone().unwrap_or_else(|| unread.to_owned());
    let plain = [one.no.clone().unwrap_or_default(), title, one.unit.clone(), at(one.at)];
    let [no, title, unit, accepted] = plain;
    let Some(appeal) = appeal else {
        let none = String::new;
        return [
            no,
            title,
            none(),
            none(),
            none(),
            unit,
            accepted,
            none(),
            none(),
            none(),
            none(),
            none(),
        ];
    };
    let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
    let list = matter.and_then(|matter| rules.list(matter.list()));
    let rated = appeal.casework.course.rated.last();
    let grade = rated.map(|last| match rules.rating.grade(last.grade) {
        Some(grade) => grade.name.clone(),
        None => last.grade.to_string(),
    });
    let solved = rated.map_or("", |last| if last.solved { "是" } else { "否" });
    let closed = matches!(appeal.state, State::Closed(_)).then(|| at(appeal.since));
    [
        no,
        title,
        view::kind(rules, appeal.kind).text,
        matter.map(MatterCode::name).unwrap_or_default(),
        list.map(|list| list.name.clone()).unwrap_or_default(),
        unit,
        accepted,
        view::status(appeal).text.clone(),
        closed.unwrap_or_default(),
        appeal.round.to_string(),
        grade.unwrap_or_default(),
        solved.to_owned(),
    ]
}
