//! Who looked a matter up by number and query code shows here that he holds the phone it was filed
//! with: then he is its applicant, logged in, and goes on to what he wanted to do.

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::Glance;
use xianban_domain::identity::CodeFor;
use xianban_kernel::{Actor, PhoneNumber, Problem};

use super::appeals::view;
use super::code::{CodeTold, GOOD_FOR, ask_code};
use super::found::{Found, found_before, found_with};
use super::login::let_in;
use crate::frame::{Face, Faults, Frame};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/lookup/{no}/prove`: a code to the phone the appeal was filed with. Fields: `sms`, `next`; `step`
/// is `code` to have one sent. A program that kept no cookie sends the query code as `code` too.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/prove.html")]
pub struct ProvePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The appeal's number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// The phone, masked.
    pub phone: String,
    /// Whether a code is on its way to it.
    pub code_sent: bool,
    /// What became of asking for a code; empty when none was asked for.
    pub code_said: String,
    /// What is to be done afterwards, such as `rate`; may be empty.
    pub next: String,
}

impl Face for ProvePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// What is wanted.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = ProveAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
}

/// The form as sent.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ProveForm {
    code: String,
    sms: String,
    step: String,
    next: String,
}

/// Under what it is kept that a code went out.
const KEPT: &str = "lookup/prove";
/// What has a form of its own; everything else is done on the appeal's page.
const FORMS: [&str; 6] = ["rate", "supplement", "withdraw", "disown", "rework", "visit"];

/// For which appeal a code was asked for, and what became of it.
#[derive(Serialize, Deserialize)]
struct Asking {
    no: String,
    told: CodeTold,
}

/// An appeal whose applicant has a phone here.
struct Open {
    glance: Glance,
    phone: PhoneNumber,
}

impl Open {
    /// What was looked up, if a phone was left with it.
    fn of(visitor: &Visitor, found: Found) -> Result<Self, Problem> {
        let phone = found.beyond.phone;
        let phone = phone.ok_or_else(|| Problem::refused("no_phone", no_phone(visitor)))?;
        Ok(Self { glance: found.glance, phone })
    }

    fn no(&self) -> &str {
        &self.glance.appeal.no
    }
}

/// The form; while a code is good, with the field for it.
pub(crate) async fn form(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let shown = async {
        let Some(found) = found_before(&visitor, &no).await? else {
            return Ok(visitor.goes_on(Ok(format!("/lookup/{no}"))));
        };
        if is_applicant(&visitor, &found.glance) {
            return Ok(visitor.goes_on(Ok(onward(&found.glance.appeal.no, &asked.next))));
        }
        let open = Open::of(&visitor, found)?;
        let asking: Option<Asking> = visitor.kept(KEPT, GOOD_FOR).await?;
        let told = asking.filter(|asking| asking.no == open.no()).map(|asking| asking.told);
        Ok(visitor.shows(Ok(page(&visitor, &open, asked.next, told))))
    };
    shown.await.unwrap_or_else(|problem| visitor.problem(&problem))
}

/// Sends a code, or lets its applicant in.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<ProveForm>("POST /lookup/prove", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let found = async {
        visitor.check_form(&sent.csrf)?;
        let found = found_with(&visitor, &no, &form.code).await?;
        found.map(|found| Open::of(&visitor, found)).transpose()
    };
    let open = match found.await {
        Ok(Some(open)) => open,
        Ok(None) => return visitor.goes_on(Ok(format!("/lookup/{no}"))),
        Err(problem) => return visitor.problem(&problem),
    };
    let wants_code = form.step == "code" || form.sms.trim().is_empty();
    let done = async {
        if wants_code {
            asks_code(&visitor, &open, &form).await
        } else {
            enters(&visitor, &open, &form).await
        }
    };
    done.await.unwrap_or_else(|problem| mend(&visitor, &open, form, !wants_code, &problem))
}

async fn asks_code(visitor: &Visitor, open: &Open, form: &ProveForm) -> Result<Response, Problem> {
    let told = ask_code(visitor, open.phone.clone(), CodeFor::Matter).await?;
    let asking = Asking { no: open.no().to_owned(), told };
    if visitor.keeps(KEPT, &asking).await? {
        let next = serde_urlencoded::to_string([("next", form.next.as_str())]);
        let next = next.map_err(|wrong| Problem::broken(wrong.to_string()))?;
        return Ok(visitor.goes_on(Ok(format!("/lookup/{}/prove?{next}#f-sms", open.no()))));
    }
    Ok(visitor.shows(Ok(page(visitor, open, form.next.clone(), Some(asking.told)))))
}

async fn enters(visitor: &Visitor, open: &Open, form: &ProveForm) -> Result<Response, Problem> {
    let session = let_in(visitor, open.phone.clone(), &form.sms).await?;
    visitor.forgets(KEPT).await?;
    let onward = visitor.goes_on(Ok(onward(open.no(), &form.next)));
    Ok(visitor.logged_in(&session, onward))
}

fn mend(
    visitor: &Visitor,
    open: &Open,
    form: ProveForm,
    code_sent: bool,
    problem: &Problem,
) -> Response {
    let mut page = page(visitor, open, form.next, None);
    page.code_sent = code_sent;
    let problem = problem.clone().renamed(&["code"], "sms");
    page.faults = Faults::from(&problem);
    if page.faults.is_empty() {
        return visitor.problem(&problem);
    }
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

/// Whether he is logged in as the one who filed it.
pub(super) fn is_applicant(visitor: &Visitor, glance: &Glance) -> bool {
    let Actor::Resident(person) = visitor.cx.actor else { return false };
    glance.appeal.person() == Some(person)
}

/// Where what he may do leads, for somebody who has only looked it up.
pub(super) fn href(no: &str, act: &str) -> String {
    format!("/lookup/{no}/prove?next={act}")
}

/// What somebody reads who looked up a matter without a phone.
pub(super) fn no_phone(visitor: &Visitor) -> String {
    let brand = visitor.site.brand();
    let whom = if brand.phone.is_empty() {
        "所在的社区".to_owned()
    } else {
        format!("{} {}", brand.community, brand.phone)
    };
    format!("这件诉求没有留下手机号，网上只能看进度。要补充、评价或者撤回，请打电话给{whom}。")
}

fn onward(no: &str, next: &str) -> String {
    let page = view::href(no);
    if FORMS.contains(&next) { format!("{page}/{next}") } else { page }
}

fn page(visitor: &Visitor, open: &Open, next: String, told: Option<CodeTold>) -> ProvePage {
    ProvePage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        no: open.no().to_owned(),
        title: view::title(&open.glance),
        phone: open.phone.masked(),
        code_sent: told.is_some(),
        code_said: told.map(|told| told.said).unwrap_or_default(),
        next,
    }
}
