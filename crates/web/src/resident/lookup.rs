use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Flash, Frame, Tone};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use xianban_kernel::Problem;

use super::appeals::show;
use super::found::{Asked, Found, KEPT, READING, counted, find, found_before, pair};
use super::prove;
use crate::sent;
use crate::visitor::Visitor;

/// `/lookup`: find one appeal by its number and query code. Fields: `no`, `code`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/lookup.html")]
pub struct LookupPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// As typed.
    pub no: String,
    /// As typed.
    pub code: String,
}

impl Face for LookupPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form, with what was looked up just now.
pub(crate) async fn form(visitor: Visitor) -> Response {
    let asked = visitor.kept::<Asked>(KEPT, READING).await;
    visitor.shows(asked.map(|asked| page(&visitor, &asked.unwrap_or_default())))
}

/// Opens an appeal by number and query code, without a login.
pub(crate) async fn look_up(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let asked = match sent::read::<Asked>("POST /lookup", &headers, &body) {
        Ok(sent) => sent.form,
        Err(problem) => return visitor.problem(&problem),
    };
    let found = async {
        let (no, code) = pair(&visitor, &asked)?;
        counted(&visitor, &no).await?;
        let page = opened(&visitor, &find(&visitor, &no, code).await?)?;
        let kept = visitor.keeps(KEPT, &asked).await?;
        Ok((page, kept.then(|| format!("/lookup/{}", no.as_str()))))
    };
    match found.await {
        Ok((_, Some(to))) => visitor.goes_on(Ok(to)),
        Ok((page, None)) => visitor.shows(Ok(page)),
        Err(problem) => {
            let mut page = page(&visitor, &asked);
            page.faults = Faults::from(&problem);
            page.frame.flash = Flash::unless_faults(&problem);
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
    }
}

/// `/lookup/{no}`: what number and code opened just now. Whoever did not type the code here gets the
/// form for it.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    match found_before(&visitor, &no).await {
        Ok(Some(found)) => return visitor.shows(opened(&visitor, &found)),
        Ok(None) => {}
        Err(problem) => return visitor.problem(&problem),
    }
    let mut page = page(&visitor, &Asked { no, code: String::new() });
    let said = "请再填一次查询码，就能接着看。".to_owned();
    page.frame.flash = Some(Flash { tone: Tone::Plain, said });
    visitor.shows(Ok(page))
}

/// Its page. What the applicant may do leads over a code to his phone, unless he is known already.
fn opened(visitor: &Visitor, found: &Found) -> Result<show::AppealPage, Problem> {
    let (glance, beyond) = (&found.glance, &found.beyond);
    let page = show::page_of(visitor, glance, &found.history, &found.said, &beyond.moves)?;
    let mut page = page.without_photos();
    if prove::is_applicant(visitor, glance) {
        return Ok(page);
    }
    for act in &mut page.acts {
        (act.href, act.at_once) = (prove::href(&page.no, act.code), false);
    }
    page.acts_said = if beyond.phone.is_none() {
        Some(prove::no_phone(visitor))
    } else if page.acts.is_empty() {
        None
    } else {
        Some("接着办要先核对提交时留下的手机号。".to_owned())
    };
    Ok(page)
}

fn page(visitor: &Visitor, asked: &Asked) -> LookupPage {
    let (no, code) = (asked.no.clone(), asked.code.clone());
    LookupPage { frame: visitor.frame("me"), faults: Faults::default(), no, code }
}
