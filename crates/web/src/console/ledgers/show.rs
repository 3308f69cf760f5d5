use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::folded;
use xianban_domain::identity::staff_name;
use xianban_domain::ledger::{self, Entry, Event, Ledger, Sort, Subject};
use xianban_domain::office::Work;
use xianban_domain::organisation::Right;
use xianban_kernel::{Moment, Problem};

use crate::console::act::{Happened, Owing, owing, trail};
use crate::console::desk;
use crate::console::organisation::sheets::{Past, past};
use crate::frame::{Face, Faults, Frame, Link, Stamp};
use crate::visitor::Visitor;

/// `/c/ledgers/{no}`: what was done to one thing, for the auditor, and for whoever has to agree to what
/// waits there or has asked for it.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/ledgers/show.html")]
pub struct LedgerPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// What sort of thing it is about, such as 人员.
    pub sort: &'static str,
    /// What the thing is called.
    pub title: String,
    /// Its code, path or account.
    pub key: String,
    /// Where the thing itself is, for whoever may open it.
    pub thing: Option<Link>,
    /// The version that an answer must name.
    pub version: i64,
    /// What waits for a second person.
    pub waits: Option<Waiting>,
    /// A new password, shown this once to whoever agreed to it.
    pub password: Option<String>,
    /// Why it is not done, with what was typed.
    #[serde(skip)]
    pub typed: String,
    /// Whose turn it is.
    pub owing: Vec<Owing>,
    /// What was done to the thing, newest first.
    pub history: Vec<Past>,
    /// What was asked for and answered, newest first.
    pub trail: Vec<Happened>,
}

/// What waits for a second person.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = LedgerWaits)]
pub struct Waiting {
    /// What.
    pub said: String,
    /// Who asked.
    pub by: String,
    /// Whose account it is.
    pub whom: String,
    /// Since when.
    pub since: Stamp,
    /// Whether this person asked, and may take it back.
    pub own: bool,
    /// Whether this person may agree.
    pub may: bool,
}

impl Face for LedgerPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The ledger of one thing.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no).await;
    desk::shows(&visitor, page).await
}

pub(super) async fn page(visitor: &Visitor, no: &str) -> Result<LedgerPage, Problem> {
    let (no, now) = (no.to_owned(), visitor.cx.at);
    let frame = desk::frame(visitor, "audit").await?;
    let read = move |work: &mut Work<'_, '_>| {
        let held = ledger::by_no(work, &no)?;
        let turns = folded::turns(work, held.id)?;
        let waits = waiting(work, &held, now)?;
        let entries = ledger::entries_of(work, &held)?;
        let told = folded::trail::<Ledger>(work, &held)?;
        Ok((held, turns, waits, entries, told))
    };
    let (held, turns, waits, entries, told) = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = visitor.site.office.rules_at(now).rules;
    let manages = rules.may(&visitor.cx.actor, Right::ManageOrganisation);
    let subject = held.subject();
    let answers = |entry: &folded::Entry<Event>| {
        matches!(entry.event, Event::Asked(_) | Event::Agreed(_) | Event::Declined(_))
    };
    let told: Vec<_> = told.into_iter().filter(answers).collect();
    Ok(LedgerPage {
        frame,
        faults: Faults::default(),
        no: held.no.clone(),
        sort: subject.sort().name(),
        title: called(&subject, &entries),
        key: subject.key().to_owned(),
        thing: page_of(&subject).filter(|_| manages),
        version: held.version,
        waits,
        password: None,
        typed: String::new(),
        owing: owing(&turns, now),
        history: entries.iter().map(|entry| past(entry, now)).collect(),
        trail: trail(&told, now),
    })
}

fn waiting(
    work: &mut Work<'_, '_>,
    held: &folded::Held<Ledger>,
    now: Moment,
) -> Result<Option<Waiting>, Problem> {
    let Some(asked) = held.asked.clone() else { return Ok(None) };
    let own = Some(asked.by) == work.cx.actor.staff().map(|staff| staff.id);
    Ok(Some(Waiting {
        may: ledger::may_agree(work, held)?,
        said: asked.said,
        by: staff_name(work, asked.by)?.unwrap_or_default(),
        whom: staff_name(work, asked.whom)?.unwrap_or_default(),
        since: Stamp::new(asked.since, now),
        own,
    }))
}

/// As the last entry calls it; by its key before there was one.
fn called(subject: &Subject, entries: &[Entry]) -> String {
    entries.first().map_or_else(|| subject.key().to_owned(), |entry| entry.note.name.clone())
}

/// Where the thing itself is.
pub(in crate::console) fn page_of(subject: &Subject) -> Option<Link> {
    let key = subject.key();
    let href = match subject.sort() {
        Sort::Unit => format!("/c/organisation/units/{key}"),
        Sort::Grid => format!("/c/organisation/grids/{key}"),
        Sort::Staff => format!("/c/organisation/people/{key}"),
        Sort::Place | Sort::Service | Sort::Rules | Sort::Page | Sort::Look | Sort::Export => {
            return None;
        }
    };
    Some(Link::new(format!("打开这个{}", subject.sort().name()), href))
}
