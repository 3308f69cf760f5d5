//! The pages that are asked at each size, and by whom.

use xianban_domain::figures::{Every, Period, Scope};
use xianban_domain::office::Office;
use xianban_domain::organisation::{PlaceKind, places_of, unit_by_code};
use xianban_kernel::{Clock, Problem};

use super::fill::Filler;
use super::life::{COMMON, RARE};
use crate::Outcome;
use crate::client::Form;
use crate::ground::{COMMUNITY, DISTRICT, Ground};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Clerk,
    Leader,
    Dispatcher,
    Reviewer,
    Auditor,
    /// A resident with two hundred appeals, at each size the same.
    Busy,
    /// A resident with one appeal in three hundred.
    Growing,
    Guest,
}

/// A page.
pub struct Page {
    pub name: &'static str,
    pub who: Who,
    pub form: Form,
    /// Asked in turn.
    pub addresses: Vec<String>,
    /// Whether what is asked is the page behind it, as it says itself.
    pub next: bool,
}

/// The sessions of those who ask.
pub struct Askers {
    pub ground: Ground,
    pub dispatcher: String,
    pub reviewer: String,
    pub auditor: String,
}

impl Askers {
    /// The cookie of one of them.
    pub fn cookie(&self, who: Who) -> Outcome<&str> {
        let resident = |n: usize| {
            let found = self.ground.residents.get(n).map(String::as_str);
            found.ok_or("a ground with too few residents")
        };
        Ok(match who {
            Who::Clerk => &self.ground.clerk,
            Who::Leader => &self.ground.leader,
            Who::Dispatcher => &self.dispatcher,
            Who::Reviewer => &self.reviewer,
            Who::Auditor => &self.auditor,
            Who::Busy => resident(0)?,
            Who::Growing => resident(1)?,
            Who::Guest => "",
        })
    }
}

/// Where things are in the district.
struct Spots {
    street: String,
    unit: String,
    month: String,
    year: String,
}

/// Every page.
pub fn pages(office: &Office, filler: &Filler) -> Outcome<Vec<Page>> {
    let spots = spots(office)?;
    let numbers = |wanted: fn(&super::life::Lived) -> bool, path: &str| -> Vec<String> {
        let found = filler.known.iter().filter(|one| wanted(one)).take(30);
        found.map(|one| path.replace("{}", &one.no)).collect()
    };
    let mut all = queues();
    all.extend(finding(&spots));
    all.extend(lists());
    all.extend(figures(&spots));
    all.extend(public());
    let several =
        |name, who, addresses| Page { name, who, form: Form::Html, addresses, next: false };
    all.extend([
        several("appeal, closed", Who::Clerk, numbers(|one| one.closed, "/c/appeals/{}")),
        several("appeal, any", Who::Dispatcher, numbers(|_| true, "/c/appeals/{}")),
        several("appeal, at review", Who::Reviewer, numbers(|one| one.reviewed, "/c/appeals/{}")),
        several(
            "release, form",
            Who::Reviewer,
            numbers(|one| one.reviewed, "/c/appeals/{}/release"),
        ),
        several("done, one", Who::Guest, numbers(|one| one.closed && one.public, "/done/{}")),
        several(
            "open311, one",
            Who::Guest,
            numbers(|one| one.closed && one.public, "/open311/v2/requests/{}.json"),
        ),
    ]);
    Ok(all)
}

fn page(name: &'static str, who: Who, address: &str) -> Page {
    Page { name, who, form: Form::Html, addresses: vec![address.to_owned()], next: false }
}

fn next(name: &'static str, who: Who, address: &str) -> Page {
    Page { next: true, ..page(name, who, address) }
}

fn queues() -> Vec<Page> {
    vec![
        page("desk", Who::Clerk, "/c"),
        page("desk of the platform", Who::Dispatcher, "/c"),
        page("queue, first page", Who::Clerk, "/c/inbox/accept"),
        next("queue, next page", Who::Clerk, "/c/inbox/accept"),
        page("queue, by category", Who::Clerk, "/c/inbox/accept?list=sanitation"),
        page("queue, by kind", Who::Clerk, "/c/inbox/accept?kind=development"),
        page("queue, overdue", Who::Clerk, "/c/inbox/accept?due=late"),
        page("queue of assessing", Who::Clerk, "/c/inbox/assess"),
        page("queue of reviewing", Who::Reviewer, "/c/inbox/review"),
        page("queue as CSV", Who::Clerk, "/c/inbox/accept/table.csv"),
    ]
}

fn finding(spots: &Spots) -> Vec<Page> {
    let find = |name, query: &str| page(name, Who::Dispatcher, &format!("/c/appeals?{query}"));
    vec![
        find("found: nothing asked", ""),
        find("found: rare word", &format!("q={RARE}")),
        find("found: common word", &format!("q={COMMON}")),
        next("found: common, next", Who::Dispatcher, &format!("/c/appeals?q={COMMON}")),
        find("found: two words", &format!("q={COMMON}+电梯困人")),
        find("found: handled", "standing=handling"),
        find("found: closed", "standing=closed"),
        find("found: kind", "kind=development"),
        find("found: overdue", "overdue=yes"),
        find("found: common, overdue", &format!("q={COMMON}&overdue=yes")),
        find("found: rare, closed", &format!("q={RARE}&standing=closed")),
        page("found: clerk, common", Who::Clerk, &format!("/c/appeals?q={COMMON}")),
        page("found: leader, common", Who::Leader, &format!("/c/appeals?q={COMMON}")),
        page("progress", Who::Leader, "/c/progress"),
        next("progress, next page", Who::Leader, "/c/progress"),
        page("progress, by unit", Who::Leader, &format!("/c/progress?unit={}", spots.unit)),
        page("progress, red", Who::Leader, "/c/progress?colour=red"),
        page("progress, common word", Who::Leader, &format!("/c/progress?q={COMMON}")),
    ]
}

fn lists() -> Vec<Page> {
    vec![
        page("register: hold", Who::Leader, "/c/registers?of=hold"),
        page("register: hard", Who::Leader, "/c/registers?of=hard"),
        page("register: supervised", Who::Leader, "/c/registers?of=supervised"),
        page("register: board", Who::Leader, "/c/registers?of=board"),
        page("whistles, all", Who::Leader, "/c/whistles?all=yes"),
        page("consultations, all", Who::Leader, "/c/consultations?all=yes"),
        page("praises", Who::Reviewer, "/c/praises"),
        page("supervisions", Who::Leader, "/c/supervisions"),
        page("teams", Who::Leader, "/c/teams"),
        page("audit", Who::Auditor, "/c/audit"),
        page("audit as CSV", Who::Auditor, "/c/audit/table.csv"),
        page("logins", Who::Auditor, "/c/audit/logins"),
        page("messages of staff", Who::Clerk, "/c/messages"),
        page("own list, 200", Who::Busy, "/my/appeals"),
        page("own list, growing", Who::Growing, "/my/appeals"),
        page("home, 200", Who::Busy, "/"),
        page("home, growing", Who::Growing, "/"),
        page("me, 200", Who::Busy, "/me"),
        page("me, growing", Who::Growing, "/me"),
        page("notices, 200", Who::Busy, "/my/notices"),
        page("notices, growing", Who::Growing, "/my/notices"),
    ]
}

fn figures(spots: &Spots) -> Vec<Page> {
    let Spots { street, unit, month, year } = spots;
    let at = |name, address: String| page(name, Who::Leader, &address);
    vec![
        at("dashboard", "/d".to_owned()),
        at("brief", "/d/brief".to_owned()),
        at("overview", "/c/overview".to_owned()),
        at("overview, street", format!("/c/overview?scope={street}")),
        at("cases accepted", "/c/overview/cases?of=accepted".to_owned()),
        at("cases accepted, street", format!("/c/overview/cases?of=accepted&scope={street}")),
        at("cases closed, unit", format!("/c/overview/cases?of=closed&scope=u{unit}")),
        at("cases overdue", "/c/overview/cases?of=overdue".to_owned()),
        at("report of the month", format!("/c/reports/{month}")),
        at("report of the year", format!("/c/reports/{year}")),
        at("unit's month as CSV", format!("/c/reports/{month}/report.csv?scope=u{unit}")),
        at("unit's month as xlsx", format!("/c/reports/{month}/report.xlsx?scope=u{unit}")),
    ]
}

fn public() -> Vec<Page> {
    let today = Clock::machine().now();
    let before = |days: i64| today.plus_hours(-24 * days).day();
    let open311 = |name, query: String| {
        let address = format!("/open311/v2/requests.json{query}");
        Page { form: Form::Json, ..page(name, Who::Guest, &address) }
    };
    let old = format!(
        "start_date={}T00:00:00%2B08:00&end_date={}T00:00:00%2B08:00",
        before(700),
        before(670)
    );
    vec![
        page("front page", Who::Guest, "/"),
        page("board", Who::Guest, "/board"),
        page("figures, public", Who::Guest, "/figures"),
        page("done", Who::Guest, "/done"),
        next("done, next page", Who::Guest, "/done"),
        page("praises, public", Who::Guest, "/praises"),
        open311("open311, usual", String::new()),
        open311("open311, a month of old", format!("?{old}")),
        open311("open311, open ones", "?status=open".to_owned()),
        open311("open311, closed ones", "?status=closed".to_owned()),
        open311("open311, a service", "?service_code=environment".to_owned()),
        open311("open311, page 3", "?page=3&page_size=50".to_owned()),
    ]
}

fn spots(office: &Office) -> Outcome<Spots> {
    let (street, unit) = office.db.read_blocking(|tx| {
        let communities = places_of(tx, DISTRICT, PlaceKind::Community)?;
        let community = communities.first().ok_or(Problem::NotFound)?;
        let street = community.at(PlaceKind::Street).ok_or(Problem::NotFound)?;
        let unit = unit_by_code(tx, DISTRICT, COMMUNITY)?.ok_or(Problem::NotFound)?;
        Ok::<_, Problem>((street, unit.id))
    })?;
    let today = Clock::machine().now().day();
    Ok(Spots {
        street: Scope::Place(street).code(),
        unit: unit.to_string(),
        month: Period::of(Every::Month, today).code(),
        year: Period::of(Every::Year, today).code(),
    })
}
