use axum::extract::Path;
use axum::response::Response;
use xianban_domain::duty;
use xianban_domain::ledger::exported;
use xianban_domain::office::Work;
use xianban_kernel::{Due, PageSize, Problem};

use super::queue::{Asked, sieve};
use super::rows::Row;
use crate::console::desk;
use crate::console::lines::{complete, row};
use crate::console::spreadsheet::{CSV, MARK, harmless, kept};
use crate::query::Query;
use crate::visitor::Visitor;

/// Rows of one table at most.
const MOST: usize = 5_000;

/// What stands above the columns.
const HEAD: [&str; 12] = [
    "编号",
    "诉求",
    "类型",
    "事项",
    "地点",
    "谁在办",
    "进展",
    "提交时间",
    "到期时间",
    "还剩",
    "是否暂定",
    "标记",
];

/// `/c/inbox/{queue}/table.csv`: a whole queue as a table for a spreadsheet, narrowed as on its page.
/// UTF-8 with a mark in front, so that spreadsheets read it. It names no applicant;
/// that it was taken out is kept for the auditor.
pub(crate) async fn show(
    visitor: Visitor,
    Path(queue): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let table = async {
        let rows = rows(&visitor, &queue, &asked).await?;
        let (what, lines) = (format!("队列“{}”的表格", desk::called(&queue)), rows.len());
        let note = move |work: &mut Work<'_, '_>| exported(work, &what, lines);
        visitor.site.office.write(&visitor.cx, note).await?;
        written(&rows).map_err(|error| Problem::broken(error.to_string()))
    };
    match table.await {
        Ok(table) => {
            let name = format!("{queue}-{}.csv", visitor.cx.at.day());
            visitor.finish(kept(CSV, &name, table))
        }
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn rows(visitor: &Visitor, queue: &str, asked: &Asked) -> Result<Vec<Row>, Problem> {
    let known = desk::QUEUES.iter().find(|(known, ..)| *known == queue);
    let kind = known.ok_or(Problem::NotFound)?.0;
    let posts = desk::posts(visitor)?;
    let (sieve, size) = (sieve(visitor, asked), PageSize::new(200));
    let (mut rows, mut after) = (Vec::new(), None);
    while rows.len() < MOST {
        let (posts, sieve) = (posts.clone(), sieve.clone());
        let read = visitor.site.office.read(&visitor.cx, move |work| {
            let page = duty::queue(work, &posts, kind, &sieve, after, size)?;
            Ok((complete(work, page.rows)?, page.next))
        });
        let (lines, next) = read.await?;
        for line in &lines {
            rows.push(row(visitor, line)?);
        }
        after = next.as_deref().and_then(duty::after);
        if after.is_none() {
            break;
        }
    }
    Ok(rows)
}

fn written(rows: &[Row]) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut csv = csv::Writer::from_writer(MARK.to_vec());
    csv.write_record(HEAD)?;
    for row in rows {
        let (due, left) = row
            .due
            .as_ref()
            .map_or((String::new(), String::new()), |due| (due.at.exact.clone(), due.left.clone()));
        let provisional = row.due.as_ref().is_some_and(|due| due.provisional);
        let provisional = if provisional { Due::PROVISIONAL } else { "" }.to_owned();
        let marks = row.marks.join("、");
        let cells = [
            &row.no,
            &row.title,
            &row.kind.text,
            &row.category,
            &row.place,
            &row.unit,
            &row.status.text,
            &row.filed.exact,
            &due,
            &left,
            &provisional,
            &marks,
        ];
        csv.write_record(cells.map(|cell| harmless(cell)))?;
    }
    Ok(csv.into_inner()?)
}
