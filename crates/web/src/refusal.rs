//! A problem answered as its reader asked: a page of his side, a sentence above the page, or problem
//! details.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use xianban_kernel::Problem;

use crate::console::problem::ProblemPage as ConsoleProblem;
use crate::frame::answer::html;
use crate::frame::problem::{details, noted, status};
use crate::frame::{Cache, Frame, Reply};
use crate::resident::problem::ProblemPage;

/// A problem, as a page, a sentence above the page, or problem details.
pub(crate) fn answer(reply: &Reply, frame: &Frame, found: &Problem) -> Response {
    if reply.is_json() {
        details(frame, found)
    } else if reply.is_htmx() {
        sentence(frame, found)
    } else {
        page(frame, found)
    }
}

/// A page for people; whoever must log in first is sent there and comes back afterwards.
fn page(frame: &Frame, problem: &Problem) -> Response {
    if matches!(problem, Problem::LoginNeeded) {
        return to_login(frame, StatusCode::SEE_OTHER, header::LOCATION);
    }
    let answer = if frame.desk.is_some() {
        Reply::default().page_with(status(problem), &ConsoleProblem::new(frame, problem))
    } else {
        Reply::default().page_with(status(problem), &ProblemPage::new(frame, problem))
    };
    noted(frame, problem, answer)
}

/// A sentence that htmx puts above the page, so that the form below keeps what was typed.
fn sentence(frame: &Frame, problem: &Problem) -> Response {
    if matches!(problem, Problem::LoginNeeded) {
        let redirect = header::HeaderName::from_static("hx-redirect");
        return to_login(frame, StatusCode::OK, redirect);
    }
    let page = ConsoleProblem::new(frame, problem);
    let text = page.as_sentence_text().unwrap_or_else(|_| problem.said());
    let mut answer = html(status(problem), Cache::Personal, text);
    let heads = answer.headers_mut();
    heads.insert("hx-retarget", HeaderValue::from_static("#flash"));
    heads.insert("hx-reswap", HeaderValue::from_static("innerHTML show:window:top"));
    noted(frame, problem, answer)
}

fn to_login(frame: &Frame, status: StatusCode, by: header::HeaderName) -> Response {
    let staffs = frame
        .path
        .strip_prefix("/c")
        .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric()));
    let login = if staffs { "/c/login" } else { "/login" };
    let there = format!("{login}?next={}", encoded(&frame.path));
    let mut answer = status.into_response();
    if let Ok(there) = HeaderValue::from_str(&there) {
        answer.headers_mut().insert(by, there);
    }
    answer
}

/// Percent-encodes everything but letters, digits and `-._~/`.
fn encoded(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn whoever_must_log_in_comes_back_afterwards() {
        let mut frame = samples::frame();
        frame.path = "/my/appeals?state=开".into();
        let answer = page(&frame, &Problem::LoginNeeded);
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()["location"], "/login?next=/my/appeals%3Fstate%3D%E5%BC%80");
    }
}
