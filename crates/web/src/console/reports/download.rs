use axum::extract::Path;
use axum::response::Response;
use xianban_kernel::Problem;

use super::asked::{Asked, period};
use super::book::bound;
use super::plain::listed;
use super::show::{Report, report};
use super::written::Written;
use crate::console::desk;
use crate::console::spreadsheet::{CSV, XLSX, kept};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/reports/{period}/report.xlsx`: a report as a workbook, a sheet for each of its tables.
pub(crate) async fn book(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    sent(&visitor, &code, &asked, ("xlsx", XLSX), bound).await
}

/// `/c/reports/{period}/report.csv`: a report as one long table, a line for each number.
pub(crate) async fn plain(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    sent(&visitor, &code, &asked, ("csv", CSV), listed).await
}

async fn sent(
    visitor: &Visitor,
    code: &str,
    asked: &Asked,
    (ending, kind): (&str, &'static str),
    write: fn(&Written) -> Result<Vec<u8>, Problem>,
) -> Response {
    let file = async {
        let Report { written, period, .. } = report(visitor, period(code)?, asked).await?;
        let bytes = tokio::task::spawn_blocking(move || write(&written));
        let bytes = bytes.await.map_err(|error| Problem::broken(error.to_string()))??;
        Ok((format!("report-{}.{ending}", period.code()), bytes))
    };
    match file.await {
        Ok((name, bytes)) => visitor.finish(kept(kind, &name, bytes)),
        Err(problem) => desk::problem(visitor, &problem).await,
    }
}
