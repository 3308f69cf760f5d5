use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::folded::{self, Entry, Held, Turn};
use xianban_domain::organisation::{GridRole, unit};
use xianban_domain::teams::{self, Event, Person, Step, Team, by_no};
use xianban_kernel::Problem;

use super::ACTS;
use super::person::Phoned;
use super::subject::href;
use crate::console::act::{self, Happened, Owing, owing, trail};
use crate::console::desk;
use crate::frame::{Coded, Face, Frame, Link, Stamp};
use crate::visitor::Visitor;

/// `/c/teams/{no}`: the team of a grid: who is in it, what each role does, what happened.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/teams/show.html")]
#[schema(as = TeamPage)]
pub struct TeamPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// What it is called.
    pub name: String,
    /// Its community, by name, with its phone tree.
    pub community: Link,
    /// The version a move must name.
    pub version: i64,
    /// Whether its grid is in use.
    pub open: bool,
    /// When names and numbers were last found to hold.
    pub checked: Stamp,
    /// Who is in it, in the order of roles.
    pub members: Vec<Phoned>,
    /// Roles that nobody has.
    pub missing: Vec<&'static str>,
    /// What roles do here, where somebody wrote it.
    pub duties: Vec<(Coded, String)>,
    /// What this person may do now with the team.
    pub moves: Vec<Link>,
    /// What residents see of it.
    pub outside: String,
    /// Whose turn it is.
    pub owing: Vec<Owing>,
    /// What happened, newest first.
    pub trail: Vec<Happened>,
}

impl Face for TeamPage {}

/// What is read of a team.
struct Read {
    held: Held<Team>,
    community: String,
    people: Vec<Person>,
    duties: Vec<(GridRole, String)>,
    offered: Vec<Step>,
    turns: Vec<Turn>,
    trail: Vec<Entry<Event>>,
}

/// One team.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, no: String) -> Result<TeamPage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let held = by_no(work, &no)?;
        let mut trail = folded::trail(work, &held)?;
        // Whom it was formed of stands in the table of its members.
        trail.iter_mut().filter(|one| one.seq == 1).for_each(|one| one.words.clear());
        Ok(Read {
            community: unit(work.tx, held.at.community.unit)?.name,
            people: teams::people(work, &held)?,
            duties: teams::duties_of(work, &held)?.into_iter().collect(),
            offered: teams::offered(work, &held)?,
            turns: folded::turns(work, held.id)?,
            trail,
            held,
        })
    });
    let read = read.await?;
    let mut frame = desk::frame(visitor, "teams").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    let now = visitor.cx.at;
    let held = &read.held;
    let here = |role: &&GridRole| held.members.iter().any(|one| one.role == **role);
    let coded = |role: GridRole| Coded::new(role.code(), role.name());
    let missing = GridRole::ALL.iter().filter(|role| held.is_open() && !here(role));
    Ok(TeamPage {
        frame,
        name: held.at.name.clone(),
        community: Link::new(
            read.community.clone(),
            format!("/c/teams?community={}", held.at.community.unit),
        ),
        version: held.version,
        open: held.is_open(),
        checked: Stamp::new(held.checked_at, now),
        members: read.people.iter().map(|one| member(&read, one)).collect(),
        missing: missing.map(|role| role.name()).collect(),
        duties: read.duties.iter().map(|(role, words)| (coded(*role), words.clone())).collect(),
        moves: links(&read, &[Step::Name, Step::Describe, Step::Confirm], ""),
        outside: format!("/team/{}", held.grid),
        owing: owing(&read.turns, now),
        trail: trail(&read.trail, now),
        no: held.no.clone(),
    })
}

fn member(read: &Read, person: &Person) -> Phoned {
    let back = if person.stand_in.is_some() { Step::EndStandIn } else { Step::StandIn };
    let query = format!("?member={}", person.n);
    Phoned::of(person, links(read, &[Step::Change, back, Step::Leave], &query))
}

/// The links of steps that are offered, with what they are about filled in.
fn links(read: &Read, steps: &[Step], query: &str) -> Vec<Link> {
    let offered = steps.iter().filter(|step| read.offered.contains(step));
    let act = |step: &Step| ACTS.iter().find(|act| act.code() == step.code());
    let link = |step: &Step| {
        let act = act(step)?;
        Some(Link::new(act.verb.text, format!("{}/{}{query}", href(&read.held.no), act.code())))
    };
    offered.filter_map(link).collect()
}
