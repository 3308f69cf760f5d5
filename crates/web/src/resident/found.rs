//! What number and query code open without a login, and what was opened in this browser just now.

use serde::{Deserialize, Serialize};
use xianban_domain::appeals as domain;
use xianban_domain::identity::{Knock, Whom};
use xianban_kernel::{AppealNo, AppealNoFault, Problem, QueryCode};

use crate::visitor::Visitor;

/// Number and query code, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LookupForm)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(super) no: String,
    #[serde(default)]
    pub(super) code: String,
}

/// Under what number and code are kept after they opened something.
pub(super) const KEPT: &str = "lookup";
/// How many minutes: long enough to read, short enough for a phone that is lent.
pub(super) const READING: i64 = 30;

fn wrong() -> Problem {
    Problem::fault("code", "编号和查询码对不上，请再核对一遍。")
}

/// Number and code, as they may be typed.
pub(super) fn pair(visitor: &Visitor, asked: &Asked) -> Result<(AppealNo, QueryCode), Problem> {
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
    pub(super) history: Vec<domain::Happened>,
    pub(super) said: domain::Said,
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

/// Counts a look-up, against guessing.
pub(super) async fn counted(visitor: &Visitor, no: &AppealNo) -> Result<(), Problem> {
    visitor.comes(Knock::LookUp, Whom::Number(no.as_str().to_owned())).await.map(drop)
}

/// Opens an appeal.
pub(super) async fn find(
    visitor: &Visitor,
    no: &AppealNo,
    code: QueryCode,
) -> Result<Found, Problem> {
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
