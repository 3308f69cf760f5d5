use xianban_kernel::{Actor, PhoneNumber, Problem};

use super::attempt::Attempt;
use super::code::{no_such_code, phone_print, use_code};
use super::person;
use super::session::{self, NewSession, SessionKind};
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
    if !use_code(work, &print, code)? {
        return Ok(Attempt::Failed(no_such_code()));
    }
    let person = person::verify(work, phone)?;
    let actor = Actor::Resident(person);
    session::open(work, SessionKind::Resident, person.value(), actor, device).map(Attempt::Passed)
}
