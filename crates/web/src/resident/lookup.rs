use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Flash, Frame};
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_domain::identity::Knock;
use xianban_kernel::{AppealNo, AppealNoFault, Problem, QueryCode};

use super::appeals::show;
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

/// Number and query code, as typed.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = LookupForm)]
pub(crate) struct Asked {
    #[serde(default)]
    no: String,
    #[serde(default)]
    code: String,
}

/// The form.
pub(crate) async fn form(visitor: Visitor) -> Response {
    visitor.shows(Ok(page(&visitor, &Asked::default())))
}

/// Opens an appeal by number and query code, without a login.
pub(crate) async fn look_up(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let asked = match sent::read::<Asked>("POST /lookup", &headers, &body) {
        Ok(sent) => sent.form,
        Err(problem) => return visitor.problem(&problem),
    };
    match find(&visitor, &asked).await {
        Ok(page) => visitor.shows(Ok(page)),
        Err(problem) => {
            let mut page = page(&visitor, &asked);
            page.faults = Faults::from(&problem);
            page.frame.flash = Flash::unless_faults(&problem);
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
    }
}

async fn find(visitor: &Visitor, asked: &Asked) -> Result<show::AppealPage, Problem> {
    let no: AppealNo = asked.no.parse().map_err(|fault| {
        Problem::fault(
            "no",
            match fault {
                AppealNoFault::CheckDigit => "编号的最后一位对不上，请再核对一遍。",
                AppealNoFault::Form => "编号像 LS20261123-1234567894 这样，请照着填。",
            },
        )
    })?;
    let wrong = || Problem::fault("code", "编号和查询码对不上，请再核对一遍。");
    let code: QueryCode = asked.code.parse().map_err(|_| wrong())?;
    visitor.knocks(Knock::LookUp).await?;
    visitor.knocks_as(Knock::LookUpOfOne, no.as_str().to_owned()).await?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::by_query(work, no.as_str(), &code.to_string())?;
        let history = domain::history(work, &glance.appeal)?;
        let said = domain::said(work, &glance.appeal)?;
        Ok((glance, history, said))
    });
    match read.await {
        Ok((glance, history, said)) => {
            let page = show::page_of(visitor, &glance, &history, &said, &[])?;
            Ok(page.without_photos())
        }
        Err(Problem::NotFound) => Err(wrong()),
        Err(problem) => Err(problem),
    }
}

fn page(visitor: &Visitor, asked: &Asked) -> LookupPage {
    let (no, code) = (asked.no.clone(), asked.code.clone());
    LookupPage { frame: visitor.frame("me"), faults: Faults::default(), no, code }
}
