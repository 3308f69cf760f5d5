//! A problem as people and programs read it. People: what happened, what was kept, what to do, whom
//! to call. Programs: RFC 9457 problem details.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use xianban_domain::organisation::UNKNOWN_CODE;
use xianban_kernel::{Fault, Problem};

use super::Frame;
use super::answer::json;

/// RFC 9457 problem details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Details<'a> {
    /// Stable name of the kind, as a URI reference.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What happened, in plain words.
    pub detail: String,
    /// Stable name for programs.
    pub code: &'static str,
    /// Fields to mend.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Mend<'a>>,
    /// What the logs call this request.
    pub request: &'a str,
}

/// One field to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Mend<'a> {
    /// The field's name in the form.
    pub field: &'static str,
    /// What to mend, in plain words.
    pub said: &'a str,
}

/// A refusal under this code: the address knows other methods.
pub(crate) const WRONG_METHOD: &str = "wrong_method";
/// A refusal under this code: the body is of a kind that is not read here.
pub(crate) const WRONG_MEDIA: &str = "wrong_media";

/// The refusal of what cannot be read at all; `why` is for the log.
pub fn unreadable(why: &str) -> Problem {
    tracing::debug!(why, "a form could not be read");
    let said = "这次送来的内容读不懂，没有办。请刷新页面再试一次。".to_owned();
    Problem::Unreadable { code: "unreadable", said }
}

/// The HTTP status of a problem.
pub fn status(problem: &Problem) -> StatusCode {
    match problem {
        Problem::Refused { code: WRONG_METHOD, .. } => StatusCode::METHOD_NOT_ALLOWED,
        Problem::Refused { code: WRONG_MEDIA, .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Problem::NotFound | Problem::Refused { code: UNKNOWN_CODE, .. } => StatusCode::NOT_FOUND,
        Problem::LoginNeeded => StatusCode::UNAUTHORIZED,
        Problem::Faults(_) | Problem::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Refused { .. } | Problem::Stale { .. } => StatusCode::CONFLICT,
        Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Problem::TooMany { .. } | Problem::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::Unreadable { .. } => StatusCode::BAD_REQUEST,
        Problem::Busy | Problem::Unavailable { .. } | Problem::Unknown { .. } => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Problem::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The kind in a few words.
pub const fn title(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotFound => "没有找到",
        Problem::LoginNeeded => "请先登录",
        Problem::Faults(_) => "有几处要改一下",
        Problem::Refused { .. } => "这一步现在不能办",
        Problem::Stale { .. } => "刚才有人先动了一步",
        Problem::KeyReused => "这张表单已经提交过",
        Problem::TooLarge { .. } => "内容太大了",
        Problem::TooMany { .. } => "操作太频繁",
        Problem::Wait { .. } => "请稍等一下",
        Problem::Busy => "现在人太多",
        Problem::Unavailable { .. } => "暂时保存不了",
        Problem::Unreadable { .. } => "读不懂",
        Problem::Unknown { .. } => "还不知道办成了没有",
        Problem::Broken { .. } => "系统出了问题",
    }
}

/// What became of the visitor's work, in one sentence.
pub(crate) const fn kept(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotFound | Problem::LoginNeeded | Problem::Unknown { .. } => "",
        Problem::Faults(_) | Problem::TooLarge { .. } => "这次没有提交，您填的文字都还在。",
        Problem::Unreadable { .. } | Problem::Refused { .. } | Problem::Stale { .. } => {
            "这次没有改动任何东西。"
        }
        Problem::KeyReused => "前一次提交已经收到，没有重复登记。",
        Problem::TooMany { .. } => "已经提交的事项不受影响。",
        Problem::Wait { .. } => "您填的都还在，已经提交的事项不受影响。",
        Problem::Busy | Problem::Unavailable { .. } => "这次没有保存，已经提交的事项不受影响。",
        Problem::Broken { .. } => "这次没有保存，没有留下办了一半的东西。",
    }
}

/// Seconds after which a try makes sense.
const fn retry_after(problem: &Problem) -> Option<u32> {
    match problem {
        Problem::TooMany { retry_after } | Problem::Wait { retry_after } => Some(*retry_after),
        Problem::Busy => Some(2),
        Problem::Unavailable { .. } | Problem::Unknown { .. } => Some(10),
        _ => None,
    }
}

/// In an answer: it could not be done just now, so what was sent goes back to be sent again.
#[derive(Clone, Debug)]
pub(crate) struct NotNow(pub(crate) Problem);

/// Problem details for programs.
pub fn details(frame: &Frame, problem: &Problem) -> Response {
    let body = Details {
        kind: format!("/problems/{}", problem.code()),
        title: title(problem),
        status: status(problem).as_u16(),
        detail: problem.said(),
        code: problem.code(),
        faults: if let Problem::Faults(faults) = problem { mends(faults) } else { Vec::new() },
        request: &frame.request,
    };
    let mut answer = json(status(problem), "application/problem+json", &body);
    if matches!(problem, Problem::LoginNeeded) {
        let how = HeaderValue::from_static("Bearer realm=\"xianban\"");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, how);
    }
    noted(frame, problem, answer)
}

fn mends(faults: &[Fault]) -> Vec<Mend<'_>> {
    faults.iter().map(|fault| Mend { field: fault.field, said: &fault.said }).collect()
}

/// The answer to a problem, noted in the logs.
pub(crate) fn noted(frame: &Frame, problem: &Problem, answer: Response) -> Response {
    match problem {
        Problem::Unavailable { logged }
        | Problem::Unknown { logged }
        | Problem::Broken { logged } => {
            tracing::error!(request = %frame.request, code = problem.code(), logged);
        }
        _ => tracing::debug!(request = %frame.request, code = problem.code()),
    }
    let mut answer = told_when(problem, answer);
    if matches!(problem, Problem::Wait { .. }) {
        answer.extensions_mut().insert(NotNow(problem.clone()));
    }
    answer
}

/// Says when to try again, where that makes sense.
pub(crate) fn told_when(problem: &Problem, mut answer: Response) -> Response {
    if let Some(seconds) = retry_after(problem) {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status(problem) == StatusCode::SERVICE_UNAVAILABLE {
        answer.extensions_mut().insert(NotNow(problem.clone()));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_busy_server_says_when_to_come_back() {
        let answer = details(&samples::frame(), &Problem::Busy);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()["retry-after"], "2");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
}
