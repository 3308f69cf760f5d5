//! Showing the form of a move and making it, for every move alike.

use axum::extract::Request;
use axum::response::Response;
use xianban_domain::appeals::{self as domain, Seen};
use xianban_domain::office::Work;
use xianban_domain::phrases::phrase;
use xianban_kernel::Problem;

use super::step::{On, StepLine};
use super::{MovePage, Sheet};
use crate::console::act::Typed;
use crate::console::appeals::entry::changes;
use crate::console::desk;
use crate::files::form::{Brought, read};
use crate::frame::Faults;
use crate::sent::Sent;
use crate::visitor::Visitor;

/// The form of a move; what stands in the query is filled in.
pub(super) async fn form(
    visitor: Visitor,
    step: &'static StepLine,
    no: String,
    typed: Typed,
) -> Response {
    let page = async {
        let sheet = Sheet::of(step, no, typed, Brought::default())?;
        let mut page = sheet.page(&visitor).await?;
        page.stale = page.barred.take();
        Ok(page)
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Makes the move, or shows the form again with everything typed.
pub(super) async fn send(
    visitor: Visitor,
    step: &'static StepLine,
    no: String,
    request: Request,
) -> Response {
    let read = async {
        let (sent, brought) = read::<Typed>(&visitor, "POST move", request).await?;
        let Sent { form, csrf, keyed } = sent;
        Ok((Sheet::of(step, no, form, brought)?, csrf, keyed))
    };
    let (sheet, csrf, keyed) = match read.await {
        Ok(read) => read,
        Err(problem) => return visitor.problem(&problem),
    };
    if !sheet.beside.phrase.is_empty() {
        return inserted(&visitor, sheet, &csrf).await;
    }
    if !sheet.beside.look.is_empty() {
        let page = sheet.page(&visitor).await;
        return desk::shows(&visitor, page).await;
    }
    let done = async {
        desk::posts(&visitor)?;
        visitor.check_form(&csrf)?;
        sheet.brought.check_all()?;
        visitor.does(keyed, sheet.verb(&visitor)).await
    };
    match done.await {
        Ok(()) => visitor.goes_on_having(Ok(onward(&visitor, &sheet.no).await), step.action),
        Err(problem) => again(&visitor, &sheet, problem).await,
    }
}

impl Sheet {
    /// What is done with the form, photos and all.
    fn verb(
        &self,
        visitor: &Visitor,
    ) -> impl Fn(&mut Work<'_, '_>) -> Result<(), Problem> + Send + 'static + use<> {
        let (no, filled) = (self.no.clone(), std::sync::Arc::clone(&self.filled));
        let seen = Seen(self.beside.version.parse().unwrap_or(0));
        let (photos, claim) = (self.brought.count(), self.brought.claim(visitor));
        move |work| {
            let appeal = filled.made(work, On { no: &no, seen, photos })?;
            domain::attach(work, appeal, &claim).map(drop)
        }
    }
}

/// The form again with what was wrong, when somebody can put it right.
async fn again(visitor: &Visitor, sheet: &Sheet, problem: Problem) -> Response {
    let mends =
        matches!(problem, Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. });
    if !mends {
        return desk::problem(visitor, &problem).await;
    }
    let mut page = match sheet.page(visitor).await {
        Ok(page) => page,
        // To whom the matter is closed, a fault of his form would say more than that.
        Err(Problem::NotFound) => return desk::problem(visitor, &Problem::NotFound).await,
        Err(_) => return desk::problem(visitor, &problem).await,
    };
    page.faults = Faults::from(&problem);
    if page.faults.is_empty() {
        page.stale = Some(problem.said());
    }
    if matches!(problem, Problem::Stale { .. })
        && let Err(problem) = renew(visitor, &mut page).await
    {
        return desk::problem(visitor, &problem).await;
    }
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

/// The appeal's page; the desk when the move gave it to others and it can no longer be opened.
pub(super) async fn onward(visitor: &Visitor, no: &str) -> String {
    let asked = no.to_owned();
    let read = move |work: &mut Work<'_, '_>| domain::by_no(work, &asked).map(|_| ());
    match visitor.site.office.read(&visitor.cx, read).await {
        Err(Problem::NotFound) => "/c".to_owned(),
        _ => desk::href(no),
    }
}

/// The form again with a kept text behind what was typed.
async fn inserted(visitor: &Visitor, sheet: Sheet, csrf: &str) -> Response {
    let page = async {
        visitor.check_form(csrf)?;
        let (id, asked) = (sheet.beside.phrase.parse().unwrap_or(0), sheet.no.clone());
        let read = move |work: &mut Work<'_, '_>| {
            let appeal = domain::by_no(work, &asked)?;
            Ok(phrase(work, id)?.filled(&appeal))
        };
        let words = visitor.site.office.read(&visitor.cx, read).await?;
        let typed = sheet.typed.text("words").trim_end();
        let words = if typed.is_empty() { words } else { format!("{typed}\n{words}") };
        let typed = sheet.typed.clone().with("words", words);
        Sheet::of(sheet.step, sheet.no, typed, sheet.brought)?.page(visitor).await
    };
    let page = page.await;
    desk::shows(visitor, page).await
}

/// Tells on a form that came too late what has happened since it was opened. Sent again, it counts
/// for the appeal as it is now.
async fn renew(visitor: &Visitor, page: &mut MovePage) -> Result<(), Problem> {
    let no = page.no.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let appeal = domain::by_no(work, &no)?;
        let history = domain::history(work, &appeal)?;
        Ok((appeal, history))
    });
    let (appeal, history) = read.await?;
    let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
    let since = changes(&history, page.version, rules, visitor.cx.at);
    page.stale = page.stale.take().map(|said| format!("{said}刚刚的变化：{since}。"));
    page.version = appeal.version;
    Ok(())
}
