//! The pages of numbers, each asked so many times by one leader, one after the other.

use std::time::{Duration, Instant};

use xianban_domain::figures::{Every, Period, Scope};
use xianban_domain::office::Office;
use xianban_domain::organisation::{PlaceKind, places_of, unit_by_code};
use xianban_kernel::{Clock, Day, Problem};

use super::Asked;
use crate::Outcome;
use crate::client::{Client, Form};
use crate::door::Door;
use crate::ground::{COMMUNITY, DISTRICT};
use crate::speed::Waits;

/// The block that a dashboard on a wall reads again every half minute.
const LIVE: &str = "stage";

/// A page that takes longer than this in all is asked less often.
const LONGEST: Duration = Duration::from_secs(10);

/// A page of a scope.
struct Page {
    name: &'static str,
    address: String,
    block: Option<&'static str>,
}

/// Asks every page of the district, a street, its community, an estate and the community's unit.
pub fn ask(door: &Door, office: &Office, leader: &str, times: usize) -> Outcome<Vec<Asked>> {
    let today = Clock::machine().now().day();
    let scopes = scopes(office)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut client = Client::connect(door.address).await?;
        let mut found = Vec::new();
        for (scope, which) in scopes {
            for page in pages(which, today) {
                eprintln!("{scope}: {}", page.name);
                found.push(one(&mut client, leader, scope, page, times).await?);
            }
        }
        Ok(found)
    })
}

async fn one(
    client: &mut Client,
    leader: &str,
    scope: &'static str,
    page: Page,
    times: usize,
) -> Outcome<Asked> {
    let (mut waits, mut bytes, first) = (Vec::new(), 0, Instant::now());
    while waits.len() < times && (waits.is_empty() || first.elapsed() < LONGEST) {
        let began = Instant::now();
        let body = match page.block {
            Some(block) => client.block(&page.address, leader, block).await?,
            None => client.get(&page.address, leader, Form::Html).await?,
        };
        waits.push(began.elapsed());
        bytes = body.len();
    }
    let Page { name, address, .. } = page;
    let times = waits.len();
    let waits = Waits::over(waits).ok_or("no page was asked")?;
    Ok(Asked { page: name, scope, address, bytes, times, waits })
}

fn pages(of: Scope, today: Day) -> Vec<Page> {
    let scope = of.code();
    let page = |name, address: String| Page { name, address, block: None };
    let month = Period::of(Every::Month, today).code();
    let year = Period::of(Every::Year, today).code();
    let dash = format!("/d?scope={scope}");
    vec![
        page("dashboard", dash.clone()),
        Page { name: "dashboard, read again", address: dash, block: Some(LIVE) },
        page("overview", format!("/c/overview?scope={scope}")),
        page("cases accepted", format!("/c/overview/cases?of=accepted&scope={scope}")),
        page("cases overdue", format!("/c/overview/cases?of=overdue&scope={scope}")),
        page("report of the month", format!("/c/reports/{month}?scope={scope}")),
        page("report of the year", format!("/c/reports/{year}?scope={scope}")),
        page("the month, one list", format!("/c/reports/{month}?scope={scope}&list=sanitation")),
        page("the year, one list", format!("/c/reports/{year}?scope={scope}&list=sanitation")),
    ]
}

/// The district, the street and the community where nearly everything lies, one of its estates, and the
/// unit with most.
fn scopes(office: &Office) -> Outcome<Vec<(&'static str, Scope)>> {
    let found = office.db.read_blocking(|tx| {
        let communities = places_of(tx, DISTRICT, PlaceKind::Community)?;
        let community = communities.first().ok_or(Problem::NotFound)?;
        let street = community.at(PlaceKind::Street).ok_or(Problem::NotFound)?;
        let estates = places_of(tx, DISTRICT, PlaceKind::Estate)?;
        let estate = estates.first().ok_or(Problem::NotFound)?;
        let unit = unit_by_code(tx, DISTRICT, COMMUNITY)?.ok_or(Problem::NotFound)?;
        Ok::<_, Problem>((street, community.id, estate.id, unit.id))
    })?;
    let (street, community, estate, unit) = found;
    Ok(vec![
        ("district", Scope::District),
        ("street", Scope::Place(street)),
        ("community", Scope::Place(community)),
        ("estate", Scope::Place(estate)),
        ("unit", Scope::Unit(unit)),
    ])
}
