use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, Attempt, Lockout};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::entered::entered;
use crate::frame::{Face, Faults, Frame};
use crate::sent;
use crate::visitor::Visitor;

/// `POST /c/login` for whoever has a second factor, and `POST /c/login/code`: the code from the phone. Fields:
/// `half`, `code`, `next`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/login_code.html")]
#[schema(as = LoginCodePage)]
pub struct CodePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Says that the password was right; goes with the code.
    pub half: String,
    /// Path to go back to afterwards; may be empty.
    pub next: String,
    /// A form that was filled in while the session ended, sealed; mostly empty.
    #[serde(skip)]
    pub carried: String,
}

impl CodePage {
    pub(super) fn new(visitor: &Visitor, half: String, next: String, carried: String) -> Self {
        Self { frame: visitor.frame(""), faults: Faults::default(), half, next, carried }
    }
}

impl Face for CodePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The code as sent.
#[derive(Clone, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = LoginCodeForm)]
#[serde(default)]
pub(crate) struct CodeForm {
    half: String,
    code: String,
    next: String,
    carried: String,
}

/// Lets in whose password was right and whose code is.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<CodeForm>("POST /c/login/code", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let (half, code, device) = (form.half.clone(), form.code.clone(), visitor.device());
        let verb = move |work: &mut Work<'_, '_>| {
            identity::log_in_by_code(work, &half, &code, Lockout::USUAL, &device)
        };
        let opened =
            visitor.site.office.write(&visitor.cx, verb).await.and_then(Attempt::settle)?;
        visitor.ends_the_session_before().await?;
        Ok(opened)
    };
    match done.await {
        Ok(session) => entered(&visitor, &session, &form.next, &form.carried),
        Err(problem @ Problem::Faults(_)) => {
            let mut page = CodePage::new(&visitor, form.half, form.next, form.carried);
            page.faults = Faults::from(&problem);
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
        Err(problem) => visitor.problem(&problem),
    }
}
