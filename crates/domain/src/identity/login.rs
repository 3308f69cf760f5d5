use xianban_kernel::{Actor, PersonId, PhoneNumber, Problem};

use super::attempt::Attempt;
use super::code::{no_such_code, person_of, source_of, use_code};
use super::login_event::{As, LoginKind, LoginOutcome, note_login};
use super::person;
use super::phone_print::phone_print;
use super::session::{self, NewSession};
use super::session_kind::SessionKind;
use super::source;
use crate::office::Work;

/// Lets a resident in by the code sent to the phone. Who comes for the first time is known from
/// then on; the phone counts as verified for twelve months. `device` is what the session list shows.
pub fn log_in(
    work: &mut Work<'_, '_>,
    phone: &PhoneNumber,
    code: &str,
    device: &str,
) -> Result<Attempt<NewSession>, Problem> {
    let print = phone_print(&work.office.keys, phone);
    let known = person_of(work, &print)?;
    let source = source_of(work, known)?;
    let whom = As { account: known.map(PersonId::value), phone: Some(&print) };
    if !use_code(work, &print, code, &source)? {
        note_login(work, LoginKind::Resident, whom, LoginOutcome::Failed)?;
        return Ok(Attempt::Failed(no_such_code()));
    }
    let person = person::verify(work, phone)?;
    let whom = As { account: Some(person.value()), ..whom };
    note_login(work, LoginKind::Resident, whom, LoginOutcome::Passed)?;
    source::remember(work, SessionKind::Resident, person.value())?;
    let actor = Actor::Resident(person);
    session::open(work, SessionKind::Resident, person.value(), actor, device).map(Attempt::Passed)
}
