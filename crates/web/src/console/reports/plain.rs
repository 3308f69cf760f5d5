use xianban_kernel::Problem;

use super::written::Written;
use crate::console::figures::cells::{Cell, Column};
use crate::console::spreadsheet::{MARK, harmless};

/// What stands above the columns.
const HEAD: [&str; 9] = ["表", "项", "从", "到", "指标", "数", "总数", "比率", "怎么算的"];

/// A report as one long table, a line for each number; below them how each figure is counted.
pub(super) fn listed(report: &Written) -> Result<Vec<u8>, Problem> {
    write(report).map_err(|error| Problem::broken(error.to_string()))
}

fn write(report: &Written) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut csv = csv::Writer::from_writer(MARK.to_vec());
    csv.write_record(HEAD)?;
    let mut line = |table: &str, of: &str, figure: &str, cell: &Cell, said: &str| {
        let whole = cell.of.map_or_else(String::new, |whole| whole.to_string());
        let count = cell.count.to_string();
        let (from, to) = (report.from.as_str(), report.to.as_str());
        let cells = [table, of, from, to, figure, &count, &whole, &cell.rate, said];
        csv.write_record(cells.map(harmless))
    };
    for sum in &report.sums {
        let definition = report.definitions.iter().find(|one| one.name == sum.name);
        let said = definition.map_or("", |one| one.said);
        line("汇总", if sum.stands { "现在" } else { "本期" }, sum.name, &sum.now, said)?;
        for (when, cell) in
            [(Some(&report.before), &sum.before), (report.year_ago.as_ref(), &sum.year_ago)]
        {
            if let (Some(when), Some(cell)) = (when, cell) {
                line("汇总", when, sum.name, cell, "")?;
            }
        }
    }
    let trend = [(&report.trend, &report.trend_columns)];
    let groups = report.groups.iter().map(|group| (group, &report.columns));
    for (group, columns) in trend.into_iter().chain(groups) {
        let columns: &[Column] = columns;
        for one in &group.lines {
            for (column, cell) in columns.iter().zip(&one.cells) {
                line(&group.name, &one.name, column.name, cell, "")?;
            }
        }
    }
    for one in &report.definitions {
        let said = [one.said, &one.left_out].join(" ");
        let cells = ["怎么算的", one.source, one.since, "", one.name, "", "", "", said.trim()];
        csv.write_record(cells.map(harmless))?;
    }
    Ok(csv.into_inner()?)
}
