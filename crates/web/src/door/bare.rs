//! Whatever axum itself would answer in a few bare words becomes a problem like every other.

use std::panic::AssertUnwindSafe;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use xianban_kernel::Problem;

use super::encoding::check_address;
use crate::console::desk;
use crate::frame::problem::{WRONG_MEDIA, WRONG_METHOD};
use crate::open311;
use crate::query::Unread;
use crate::site::Site;
use crate::visitor::Visitor;

/// No line of the table has this address.
pub(super) async fn nothing_here(visitor: Visitor, uri: Uri) -> Response {
    if open311::is_below(uri.path()) {
        return open311::problem(uri.path(), &Problem::NotFound);
    }
    if uri.path().starts_with("/c/") {
        return desk::problem(&visitor, &Problem::NotFound).await;
    }
    visitor.problem(&Problem::NotFound)
}

/// There is a line with this address, but not with this method.
pub(super) async fn wrong_method(visitor: Visitor, uri: Uri) -> Response {
    if open311::is_below(uri.path()) {
        let said = "这个地址不接受这种请求方式，请看接口说明。";
        return open311::problem(uri.path(), &Problem::refused(WRONG_METHOD, said));
    }
    visitor.problem(&Problem::refused(
        WRONG_METHOD,
        "这个地址不能这样打开。请从首页进入，或者回到上一页再试。",
    ))
}

/// An answer, also when a fault of ours ends it midway: a program reads that too.
async fn caught(answer: impl Future<Output = Response>) -> Response {
    let ended = AssertUnwindSafe(answer).catch_unwind().await;
    ended.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A layer that turns bare answers into problems.
pub(super) async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut asked = parts.clone();
    let of_open311 = open311::is_below(parts.uri.path());
    let problem = match check_address(&parts.uri) {
        Ok(()) => {
            let answer = next.run(Request::from_parts(parts, body));
            let answer = if of_open311 { caught(answer).await } else { answer.await };
            let unread = answer.extensions().get::<Unread>().map(|unread| unread.0.clone());
            let barely = || said_barely(answer.status(), answer.headers());
            let Some(problem) = unread.or_else(barely) else { return answer };
            problem
        }
        Err(problem) => problem,
    };
    if of_open311 {
        return open311::problem(asked.uri.path(), &problem);
    }
    asked.extensions.clear();
    match Visitor::from_request_parts(&mut asked, &site).await {
        Ok(visitor) => visitor.problem(&problem),
        Err(answer) => answer,
    }
}

/// The problem behind an answer that only axum can have made: ours say what language they speak.
fn said_barely(status: StatusCode, headers: &HeaderMap) -> Option<Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let bare = kind.is_none_or(|kind| kind.starts_with("text/plain"));
    if !bare || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge {
            said: "这次提交的内容太大，没有收下。文字请控制在一万字以内，照片请少选几张再试。"
                .to_owned(),
        },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::refused(
            WRONG_MEDIA,
            "这次提交的格式读不懂，没有保存。请在网页上填写，或者按接口文档提交。",
        ),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::refused(WRONG_METHOD, "这个地址不能这样打开。请从首页进入。")
        }
        status if status.is_client_error() => Problem::NotFound,
        status => Problem::broken(format!("a bare answer with {status}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_fault_that_ends_an_answer_midway_is_answered() {
        let breaks = || -> Response { panic!("as a handler would") };
        let answer = caught(async { breaks() }).await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
