use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Flash, Frame, Tone};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_domain::identity::Knock;
use xianban_kernel::{AppealNo, AppealNoFault, Problem, QueryCode};

use super::appeals::show;
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

/// Number and query code, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LookupForm)]
pub(crate) struct Asked {
    #[serde(default)]
    no: String,
    #[serde(default)]
    code: String,
}

/// Under what number and code are kept after they opened something.
const KEPT: &str = "lookup";
/// How many minutes: long enough to read, short enough for a phone that is lent.
const READING: i64 = 30;

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
        let page = find(&visitor, &no, code).await?.page(&visitor)?;
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
        Ok(Some(found)) => return visitor.shows(found.page(&visitor)),
        Ok(None) => {}
        Err(problem) => return visitor.problem(&problem),
    }
    let mut page = page(&visitor, &Asked { no, code: String::new() });
    let said = "请再填一次查询码，就能接着看。".to_owned();
    page.frame.flash = Some(Flash { tone: Tone::Plain, said });
    visitor.shows(Ok(page))
}

fn wrong() -> Problem {
    Problem::fault("code", "编号和查询码对不上，请再核对一遍。")
}

/// Number and code, as they may be typed.
fn pair(visitor: &Visitor, asked: &Asked) -> Result<(AppealNo, QueryCode), Problem> {
    let letters = &visitor.site.office.rules_at(visitor.cx.at).rules.district.letters;
    let no = AppealNo::parse_in(letters, &asked.no).map_err(|fault| {
        Problem::fault(
            "no",
            match fault {
                AppealNoFault::CheckDigit => "编号的最后一位对不上，请再核对一遍。",
                AppealNoFault::Form => {
                    "编号像 LS20261123-1234567894 这样，字母可以不填，请照着填。"
                }
            },
        )
    })?;
    Ok((no, asked.code.parse().map_err(|_| wrong())?))
}

/// What number and code opened.
pub(super) struct Found {
    pub(super) glance: domain::Glance,
    pub(super) beyond: domain::Beyond,
    history: Vec<domain::Happened>,
    said: domain::Said,
}

impl Found {
    /// Its page. What the applicant may do leads over a code to his phone, unless he is known already.
    fn page(self, visitor: &Visitor) -> Result<show::AppealPage, Problem> {
        let (glance, beyond) = (&self.glance, &self.beyond);
        let page = show::page_of(visitor, glance, &self.history, &self.said, &beyond.moves)?;
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
}

/// What number and code opened in this browser just now.
pub(super) async fn found_before(visitor: &Visitor, no: &str) -> Result<Option<Found>, Problem> {
    let asked: Option<Asked> = visitor.kept(KEPT, READING).await?;
    let known = asked.and_then(|asked| pair(visitor, &asked).ok());
    match known.filter(|(known, _)| known.as_str() == no) {
        Some((no, code)) => find(visitor, &no, code).await.map(Some),
        None => Ok(None),
    }
}

/// The same, or what number and the code given here open: that counts as a look-up.
pub(super) async fn found_with(
    visitor: &Visitor,
    no: &str,
    code: &str,
) -> Result<Option<Found>, Problem> {
    if code.trim().is_empty() {
        return found_before(visitor, no).await;
    }
    let (no, code) = pair(visitor, &Asked { no: no.to_owned(), code: code.to_owned() })?;
    counted(visitor, &no).await?;
    find(visitor, &no, code).await.map(Some)
}

async fn counted(visitor: &Visitor, no: &AppealNo) -> Result<(), Problem> {
    visitor.knocks(Knock::LookUp).await?;
    visitor.knocks_as(Knock::LookUpOfOne, no.as_str().to_owned()).await
}

async fn find(visitor: &Visitor, no: &AppealNo, code: QueryCode) -> Result<Found, Problem> {
    let no = no.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::by_query(work, no.as_str(), &code.to_string())?;
        let history = domain::history(work, &glance.appeal)?;
        let said = domain::said(work, &glance.appeal)?;
        let beyond = domain::beyond(work, &glance.appeal)?;
        Ok(Found { glance, beyond, history, said })
    });
    read.await.map_err(|problem| match problem {
        Problem::NotFound => wrong(),
        problem => problem,
    })
}

fn page(visitor: &Visitor, asked: &Asked) -> LookupPage {
    let (no, code) = (asked.no.clone(), asked.code.clone());
    LookupPage { frame: visitor.frame("me"), faults: Faults::default(), no, code }
}
