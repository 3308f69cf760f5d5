use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_domain::appeals::Action;

use super::Head;
use super::answer::{Answer, answer};
use crate::frame::{Choice, Face, Faults, Flash, Frame};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Seen};
use xianban_kernel::Problem;

use super::view;
use crate::sent;
use crate::visitor::Visitor;

/// `/appeals/{no}/rate`: five grades, solved asked apart, words. Fields: `solved` (`yes`, `partly`,
/// `no`), `grade` (5 to 1), `said`, and `sure` where the first two answers speak against each
/// other. Nothing is chosen beforehand.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/rate.html")]
pub struct RatePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which appeal.
    pub head: Head,
    /// Where the form is sent.
    pub action: String,
    /// The reply that is rated.
    pub answer: Answer,
    /// Whether it was solved.
    pub solved: Vec<Choice>,
    /// The grades, best first: codes 5 to 1.
    pub grades: Vec<Choice>,
    /// The applicant's words; may be empty.
    pub said: String,
    /// What is asked back when the answers speak against each other; else empty.
    pub doubt: String,
    /// Whether it is meant so.
    pub sure: bool,
    /// Who takes it on again after a low grade, such as 社区书记.
    pub rework_by: String,
}

impl RatePage {
    /// The five grades in the words of 好差评, with `chosen` ticked (empty for none).
    pub fn grades(chosen: &str) -> Vec<Choice> {
        GRADES.map(|(code, text)| Choice::new(code, text).chosen_if(chosen)).into()
    }
}

const GRADES: [(&str, &str); 5] =
    [("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意")];

/// What was answered, when the two answers speak against each other: unsolved and yet good, or
/// solved and yet as bad as can be. A finger that slips is likelier than a person who means it.
pub(crate) fn contradiction(solved: &str, grade: &str) -> Option<(&'static str, &'static str)> {
    let solved = match (solved, grade) {
        ("no", "4" | "5") => "没解决",
        ("yes", "1") => "解决了",
        _ => return None,
    };
    GRADES.iter().find(|(code, _)| *code == grade).map(|(_, name)| (solved, *name))
}

impl RateForm {
    fn doubt(&self) -> Option<String> {
        let (solved, grade) = contradiction(&self.solved, &self.grade)?;
        Some(format!("您选了“{solved}”，又给了“{grade}”，是这样吗？"))
    }
}

impl Face for RatePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct RateForm {
    grade: String,
    solved: String,
    said: String,
    /// Not empty: meant so, although the answers speak against each other.
    sure: String,
}

/// An empty form: no grade is chosen beforehand.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, &RateForm::default()).await;
    visitor.shows(page)
}

/// Rates.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<RateForm>("POST rate", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let rating = rating(&form)?;
        let asked = no.clone();
        let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            let seen = Seen(domain::by_no(work, &asked)?.version);
            domain::rate(work, &asked, seen, &rating)
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await.map_err(|problem| problem.renamed(&["words"], "said")) {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::Rate),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match page(&visitor, &no, &form).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.frame.flash = Flash::unless_faults(&problem);
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(problem) => visitor.problem(&problem),
            }
        }
        Err(problem) => visitor.problem(&problem),
    }
}

fn rating(form: &RateForm) -> Result<domain::Rating, Problem> {
    let mut faults = Vec::new();
    let grade = form.grade.parse().unwrap_or(0);
    if !["yes", "no"].contains(&form.solved.as_str()) {
        faults.push(xianban_kernel::Fault {
            field: "solved",
            said: "请选问题解决了没有。".to_owned(),
        });
    }
    if !(1..=5).contains(&grade) {
        faults
            .push(xianban_kernel::Fault {
                field: "grade", said: "请选您满意不满意。".to_owned()
            });
    }
    if let Some(doubt) = form.doubt().filter(|_| form.sure.is_empty()) {
        let said = format!("{doubt}是的话，请勾选“就是这样”再提交；选错了，改过来就行。");
        faults.push(xianban_kernel::Fault { field: "sure", said });
    }
    Problem::unless_faultless(faults)?;
    Ok(domain::Rating { grade, solved: form.solved == "yes", words: form.said.clone() })
}

async fn page(visitor: &Visitor, no: &str, form: &RateForm) -> Result<RatePage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &asked)?;
        let history = domain::history(work, &glance.appeal)?;
        Ok((glance, history))
    });
    let (glance, history) = read.await?;
    let rules = &visitor.site.office.rules_of(glance.appeal.rules)?.rules;
    let answer = answer(&history, rules, visitor.cx.at).ok_or(Problem::NotFound)?;
    let head = Head::of(&glance);
    let solved = [("yes", "解决了"), ("no", "没解决")];
    Ok(RatePage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        action: format!("{}/rate", head.href),
        head,
        answer,
        solved: solved.map(|(code, text)| Choice::new(code, text).chosen_if(&form.solved)).into(),
        grades: RatePage::grades(&form.grade),
        said: form.said.clone(),
        doubt: form.doubt().unwrap_or_default(),
        sure: !form.sure.is_empty(),
        rework_by: "上一级单位".to_owned(),
    })
}
