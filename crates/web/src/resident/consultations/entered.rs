use serde::{Deserialize, Serialize};
use xianban_domain::consultation::{self, Facts};
use xianban_domain::identity::{Knock, Whom};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::visitor::Visitor;

/// Under what number and code are kept after they opened something here.
const KEPT: &str = "consultation";
/// How many minutes: longer than a meeting.
const MEETING: i64 = 240;

/// Number and code that opened something in this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Pair {
    no: String,
    code: String,
}

/// Counts a code that did not open this consultation in this browser before, against guessing. Everybody
/// who was invited may come within a few minutes, from one network: each browser is counted once.
pub(super) async fn counted(visitor: &Visitor, no: &str, code: &str) -> Result<(), Problem> {
    if code.trim().is_empty() {
        return Ok(());
    }
    let pair = Pair { no: no.to_owned(), code: code.to_owned() };
    if visitor.kept::<Pair>(KEPT, MEETING).await?.is_some_and(|kept| kept == pair) {
        return Ok(());
    }
    visitor.comes(Knock::LookUp, Whom::Number(format!("{KEPT} {no}"))).await?;
    let (asked, with) = (no.to_owned(), code.to_owned());
    let read = move |work: &mut Work<'_, '_>| consultation::enter(work, &asked, Some(&with));
    visitor.site.office.read(&visitor.cx, read).await?;
    visitor.keeps(KEPT, &pair).await.map(drop)
}

/// What number and code open; without a code, what the visitor is invited to, else what is public.
pub(super) async fn opened(visitor: &Visitor, no: &str, code: &str) -> Result<Facts, Problem> {
    counted(visitor, no, code).await?;
    let (asked, code) = (no.to_owned(), code.trim().to_owned());
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let with = Some(code.as_str()).filter(|code| !code.is_empty());
        match consultation::enter(work, &asked, with) {
            Ok(entered) => consultation::facts(work, &entered),
            Err(Problem::NotFound) if with.is_none() => consultation::public(work, &asked),
            Err(problem) => Err(problem),
        }
    });
    read.await
}
