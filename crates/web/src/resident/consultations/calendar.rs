use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use xianban_domain::consultation::calendar_file;
use xianban_kernel::Problem;

use super::entered::opened;
use super::show::Asked;
use crate::query::Query;
use crate::visitor::Visitor;

/// `/consultations/{no}/calendar.ics?code=`: the meeting for a calendar, to who was invited.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let facts = opened(&visitor, &no, &asked.code).await;
    match facts.and_then(|facts| facts.own.is_some().then_some(facts).ok_or(Problem::NotFound)) {
        Ok(facts) => {
            let headers = [
                (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", facts.no)),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            visitor.finish((headers, calendar_file(&facts.occasion)).into_response())
        }
        Err(problem) => visitor.problem(&problem),
    }
}
