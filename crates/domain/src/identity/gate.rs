//! Before a try to get in. A device its owner has logged in on passes, counted by itself. A stranger
//! is counted by his network address, and by address and whom he wants to be; where many try he waits
//! a few seconds and goes on with a ticket, so that an office behind one address is slowed and not
//! shut out. Only what goes on far beyond that is refused, and never longer than the count lasts.
//! What is refused is written down once a minute for each address.

use subtle::ConstantTimeEq;
use xianban_kernel::{Moment, PersonId, PhoneNumber, Problem, StaffId};
use xianban_store::params;

use super::code::person_of;
use super::knock::{Knock, tally};
use super::login_event::{As, LoginKind, LoginOutcome, note_login};
use super::phone_print::phone_print;
use super::session_kind::SessionKind;
use super::source::Source;
use super::username::Username;
use crate::office::Work;
use crate::rules::Often;

/// For so many minutes one may go on with a ticket after the wait.
const TICKET_LASTS: i64 = 10;

/// As whom somebody wants to come in.
#[derive(Clone, Debug)]
pub enum Whom {
    /// The owner of a phone.
    Phone(PhoneNumber),
    /// The owner of an account, as typed.
    Account(String),
    /// Whoever knows the query code of this number.
    Number(String),
}

/// What the gate answers; commit it before the try itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// He may try.
    Open {
        /// On a device that the owner of what he names has logged in on before.
        known: bool,
    },
    /// He waits so many seconds and brings the ticket.
    Wait {
        /// How long.
        seconds: u32,
        /// For the cookie.
        ticket: Ticket,
    },
    /// Far too many; nobody unknown gets on from here for so many seconds.
    Shut {
        /// How long.
        seconds: u32,
    },
}

/// Lets one try through where many try, once, from the address and for what it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket(pub String);

/// Who he is to the door.
struct Known {
    kind: LoginKind,
    account: Option<i64>,
    phone: Option<[u8; 32]>,
    /// What is counted beside the address.
    whose: String,
    source: Source,
}

/// Counts a try at `what`, one of the counts of an address, as `whom`.
pub fn come(
    work: &mut Work<'_, '_>,
    what: Knock,
    whom: &Whom,
    ticket: Option<&Ticket>,
) -> Result<Gate, Problem> {
    let known = known(work, what, whom)?;
    let gate = weigh(work, what, &known, ticket)?;
    let outcome = match &gate {
        Gate::Open { .. } => return Ok(gate),
        Gate::Wait { .. } => LoginOutcome::Waited,
        Gate::Shut { .. } => LoginOutcome::Refused,
    };
    let (kind, address) = (known.kind, work.cx.whence.address.clone());
    let once = Often { most: 1, minutes: 1 };
    if tally(work, "noted", &format!("{kind} {outcome} {address}"), once)?.is_none() {
        let whom = As { account: known.account, phone: known.phone.as_ref() };
        note_login(work, kind, whom, outcome)?;
    }
    Ok(gate)
}

/// Counts a token or key that nobody has, of whoever comes with this request; answers how many seconds
/// to wait past the rule.
pub fn wrong_token(work: &mut Work<'_, '_>) -> Result<Option<u32>, Problem> {
    let often = work.office.rules_at(work.cx.at).rules.door.wrong_tokens;
    let address = work.cx.whence.address.clone();
    let over = tally(work, "wrong_token", &address, often)?;
    let once = Often { most: 1, minutes: 1 };
    if over.is_none() {
        note_login(work, LoginKind::Service, As::default(), LoginOutcome::Failed)?;
    } else if tally(work, "noted", &format!("service refused {address}"), once)?.is_none() {
        note_login(work, LoginKind::Service, As::default(), LoginOutcome::Refused)?;
    }
    Ok(over)
}

fn weigh(
    work: &mut Work<'_, '_>,
    what: Knock,
    known: &Known,
    ticket: Option<&Ticket>,
) -> Result<Gate, Problem> {
    let office = work.office;
    let rules = office.rules_at(work.cx.at);
    let door = &rules.rules.door;
    if known.source.known {
        let (own, often) = (hex::encode(known.source.print), door.known_devices);
        let over = tally(work, what.code(), &format!("{own} {}", known.whose), often)?;
        return Ok(over.map_or(Gate::Open { known: true }, |seconds| Gate::Shut { seconds }));
    }
    let address = work.cx.whence.address.clone();
    let of_one = match what {
        Knock::Login => Some(Knock::LoginOfOne),
        Knock::LookUp => Some(Knock::LookUpOfOne),
        _ => None,
    };
    let mut many = tally(work, what.code(), &address, what.often(door))?.is_some();
    if let Some(of_one) = of_one {
        let whose = format!("{} {address}", known.whose);
        many |= tally(work, of_one.code(), &whose, of_one.often(door))?.is_some();
    }
    if !many {
        return Ok(Gate::Open { known: false });
    }
    let wait = door.wait_seconds;
    if !ticket.map_or(Ok(false), |ticket| holds(work, what, ticket, wait))? {
        let ticket = draw(work, what);
        return Ok(Gate::Wait { seconds: u32::try_from(wait).unwrap_or(u32::MAX), ticket });
    }
    let after = beyond(what, what.often(door));
    let over = tally(work, "waited", &format!("{} {address}", what.code()), after)?;
    Ok(over.map_or(Gate::Open { known: false }, |seconds| Gate::Shut { seconds }))
}

/// How many that have waited may go on from one address: codes cost money.
const fn beyond(what: Knock, often: Often) -> Often {
    let times = if matches!(what, Knock::Code) { 1 } else { 10 };
    Often { most: often.most * times, ..often }
}

fn known(work: &mut Work<'_, '_>, what: Knock, whom: &Whom) -> Result<Known, Problem> {
    match whom {
        Whom::Phone(phone) => {
            let print = phone_print(&work.office.keys, phone);
            let account = person_of(work, &print)?.map(PersonId::value);
            let source = Source::of(work, SessionKind::Resident, account)?;
            let asks = matches!(what, Knock::Code);
            let kind = if asks { LoginKind::Code } else { LoginKind::Resident };
            Ok(Known { kind, account, phone: Some(print), whose: hex::encode(print), source })
        }
        Whom::Account(typed) => {
            let account = account_of(work, typed)?.map(StaffId::value);
            let source = Source::of(work, SessionKind::Staff, account)?;
            let whose = typed.trim().to_lowercase();
            Ok(Known { kind: LoginKind::Staff, account, phone: None, whose, source })
        }
        Whom::Number(no) => {
            let source = Source::of(work, SessionKind::Resident, None)?;
            let kind = LoginKind::LookUp;
            Ok(Known { kind, account: None, phone: None, whose: no.clone(), source })
        }
    }
}

fn account_of(work: &mut Work<'_, '_>, typed: &str) -> Result<Option<StaffId>, Problem> {
    let Ok(username) = typed.parse::<Username>() else { return Ok(None) };
    let row = work.tx.row(
        "select id from staff where district = $1 and username = $2",
        params![work.tx.district(), username.as_str()],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

fn draw(work: &mut Work<'_, '_>, what: Knock) -> Ticket {
    let salt = hex::encode(work.tx.draw().bytes::<8>());
    let at = work.cx.at;
    Ticket(format!("{}.{salt}.{}", at.millis(), hex::encode(proof(work, what, at, &salt))))
}

/// Whether the wait of a ticket is over, and nobody has used it.
fn holds(
    work: &mut Work<'_, '_>,
    what: Knock,
    ticket: &Ticket,
    wait: i64,
) -> Result<bool, Problem> {
    let mut parts = ticket.0.splitn(3, '.');
    let (Some(at), Some(salt), Some(given)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(false);
    };
    let Ok(at) = at.parse().map(Moment::from_millis) else { return Ok(false) };
    let (from, until) = (at.plus_millis(wait * 1000), at.plus_millis(TICKET_LASTS * 60_000));
    if work.cx.at < from || work.cx.at >= until {
        return Ok(false);
    }
    let expected = hex::encode(proof(work, what, at, salt));
    if !bool::from(expected.as_bytes().ct_eq(given.as_bytes())) {
        return Ok(false);
    }
    let once = Often { most: 1, minutes: TICKET_LASTS };
    Ok(tally(work, "ticket", &ticket.0, once)?.is_none())
}

fn proof(work: &Work<'_, '_>, what: Knock, at: Moment, salt: &str) -> [u8; 32] {
    let (address, millis) = (&work.cx.whence.address, at.millis());
    let bound = format!("{} {millis} {salt} {address}", what.code());
    work.office.keys.fingerprint("door.ticket", bound.as_bytes())
}
