//! What stands in a database before it is measured: the demo district, a resident with a session for
//! each client, a clerk and a leader. Laid once; every run begins on a copy of it.

use xianban_domain::identity::{
    CodeFor, NewStaff, Password, Username, create_staff, grant_post, log_in, log_in_staff,
    login_target, open_sms, request_code,
};
use xianban_domain::identity::{Lockout, NewSession};
use xianban_domain::keys::Keys;
use xianban_domain::ledger;
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{
    DEMO, DistrictData, Layout, PlaceKind, lay, places_of, unit_by_code,
};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_kernel::{Actor, Clock, Context, Moment, PhoneNumber, Post, Problem, Role, Seed};
use xianban_store::{Db, claim_letters};

use crate::Outcome;

/// The demo district.
pub const DISTRICT: i64 = 370_212;
const PASSWORD: &str = "春光山色-2026-量一量";
/// The seat whose queue is listed: the community that receives what is filed at its places.
const SEAT: (&str, &str) = (COMMUNITY, "clerk");
/// The unit of the community whose estates the demo district has.
pub const COMMUNITY: &str = "cgss";
/// The seat that oversees the whole district.
const LEADER: (&str, &str) = ("laoshan", "leader");

/// What a run has to know of the ground it stands on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The session of each client's resident, as the cookie carries it.
    pub residents: Vec<String>,
    /// The clerk's session.
    pub clerk: String,
    /// The session of a leader of the district.
    pub leader: String,
    /// Buildings to file at, by row.
    pub places: Vec<String>,
}

/// The office of a database that has the ground.
pub fn office(db: &Db) -> Outcome<Office> {
    let book = db.read_blocking(|tx| RuleBook::load(tx, DISTRICT))?;
    Ok(Office::new(db, keys(), DISTRICT, book, vocabulary()).without_factors())
}

/// Lays the ground in an empty database.
pub fn lay_ground(db: &Db, clients: usize) -> Outcome<Ground> {
    lay_ground_at(db, clients, Clock::machine().now())
}

/// The same for a district that stands, with its rules, since `at`.
pub fn lay_ground_at(db: &Db, clients: usize, at: Moment) -> Outcome<Ground> {
    let db = &db.clone().of_district(DISTRICT);
    db.migrate()?;
    let book = db.write_blocking(Seed::fresh(), move |tx| {
        let unfit = |why: String| Problem::broken(format!("the demo district: {why}"));
        let data = DistrictData::parse(DEMO).map_err(unfit)?;
        lay(tx, &Layout::of(&data).map_err(unfit)?, at)?;
        RuleBook::lay(tx, DISTRICT, (&wide(), vocabulary()), at)
    })?;
    let office = Office::new(db, keys(), DISTRICT, book, vocabulary()).without_factors();
    // As at a first start: units, places and rules get their ledgers.
    does_at(&office, at, |work| ledger::adopt(work).map(drop))?;
    let residents = (0..clients).map(|n| resident(&office, n)).collect::<Outcome<_>>()?;
    let clerk = staff(&office, "bench", SEAT)?;
    let leader = staff(&office, "bench2", LEADER)?;
    let places = db.read_blocking(|tx| places_of(tx, DISTRICT, PlaceKind::Building))?;
    let places = places.iter().map(|place| place.id.to_string()).collect();
    Ok(Ground { residents, clerk, leader, places })
}

/// The shipped rules, but that a client of the bench may do more in an hour than a person.
fn wide() -> String {
    let doors = [("filings_of_one", 10), ("look_ups", 60), ("look_ups_of_one", 20)];
    doors.iter().fold(SHIPPED.to_owned(), |rules, (door, most)| {
        let (ours, wide) = (format!("{door} = {{ most = {most},"), "{ most = 1000000,");
        rules.replace(&ours, &format!("{door} = {wide}"))
    })
}

fn keys() -> Keys {
    Keys::fixed(1)
}

/// A piece of the program's own work.
fn does<T: Send + 'static>(
    office: &Office,
    verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
) -> Outcome<T> {
    does_at(office, Clock::machine().now(), verb)
}

/// The same at another time.
pub fn does_at<T: Send + 'static>(
    office: &Office,
    at: Moment,
    verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
) -> Outcome<T> {
    let cx = Context::new(Actor::System, at, Seed::fresh());
    let (seed, desk) = (cx.seed, office.clone());
    let job = move |tx: &mut xianban_store::Tx<'_>| verb(&mut Work::new(tx, &cx, &desk));
    Ok(office.db.write_blocking(seed, job)?)
}

/// Logs a resident in as residents do, by the code that was sent.
fn resident(office: &Office, n: usize) -> Outcome<String> {
    let phone: PhoneNumber = format!("138{n:08}").parse().map_err(|_| "no such phone")?;
    let to = phone.clone();
    does(office, move |work| request_code(work, &to, CodeFor::Login))?;
    let letters = does(office, |work| Ok(claim_letters(work.tx, DISTRICT, "sms", work.cx.at, 1)?))?;
    let letter = letters.first().ok_or("no code was sent")?;
    let text = open_sms(&office.keys, &letter.payload)?.text;
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
    let code = digits.ok_or("the message has no code")?.to_owned();
    let session = does(office, move |work| log_in(work, &phone, &code, "bench")?.settle())?;
    Ok(cookie(&session))
}

/// Makes somebody with a seat and logs him in.
pub fn staff(office: &Office, name: &'static str, seat: (&'static str, &str)) -> Outcome<String> {
    let username: Username = name.parse()?;
    let role = Role::new(seat.1);
    let password = Password::new(PASSWORD, &username)?.hash(&mut Seed::fresh().draw())?;
    let new =
        NewStaff { username, name: "演示-量一量".to_owned(), password, must_change: false };
    does(office, move |work| {
        let unit = unit_by_code(work.tx, DISTRICT, seat.0)?.ok_or(Problem::NotFound)?;
        let id = create_staff(work, &new)?;
        let post = Post { unit: unit.id, role: role.clone() };
        grant_post(work, id, &post, work.cx.at, None)
    })?;
    let target = does(office, |work| login_target(work, name))?;
    let checked = target.check(PASSWORD)?;
    let entered =
        does(office, move |work| log_in_staff(work, &checked, Lockout::USUAL, "bench")?.settle())?;
    let session = entered.session().ok_or_else(|| Problem::broken("a code is asked for"))?;
    Ok(cookie(&session))
}

fn cookie(session: &NewSession) -> String {
    format!("session={}", session.token.reveal())
}
