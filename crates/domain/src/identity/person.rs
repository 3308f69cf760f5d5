//! Residents: a phone and perhaps a name, sealed; found by the phone's fingerprint.

use std::fmt;
use std::str::FromStr;

use xianban_kernel::words::length;
use xianban_kernel::{Actor, PersonId, PhoneNumber, Problem};
use xianban_store::{Row, params};

use super::code::forget_codes;
use super::login_event::forget_logins;
use super::phone_print::phone_print;
use super::session_kind::SessionKind;
use super::source;
use crate::keys::Keys;
use crate::office::Work;

/// How long a name may be, in characters: as much as the fields for it take.
const NAME_MOST: usize = 50;

/// A name to address somebody by: one line of 1 to 50 characters. Prints masked.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// The name, at the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let name = text.trim();
        if name.is_empty() || length(name) > NAME_MOST || name.chars().any(char::is_control) {
            return Err(Problem::fault("name", "请填写称呼，50 个字以内，不换行。"));
        }
        Ok(Self(name.to_owned()))
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", mask_name(&self.0))
    }
}

/// Who somebody is, in clear or masked. Prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The phone, or `138****6621`.
    pub phone: String,
    /// The name, or `王**`; `None` when never given.
    pub name: Option<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// The first character and a star for each other one, three at most.
pub fn mask_name(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.next().into_iter().collect();
    first + &"*".repeat(characters.count().clamp(1, 3))
}

/// The person with this phone, if known and not erased.
pub fn find_person(
    work: &mut Work<'_, '_>,
    phone: &PhoneNumber,
) -> Result<Option<PersonId>, Problem> {
    let print = phone_print(&work.office.keys, phone);
    let row = work.tx.row(
        "select id from person where district = $1 and phone_print = $2",
        params![work.tx.district(), print],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

/// The person for whom staff or another system files, known from then on but not verified. A name
/// already given by the person is never overwritten from here.
pub fn record_person(
    work: &mut Work<'_, '_>,
    phone: &PhoneNumber,
    name: Option<&PersonName>,
) -> Result<PersonId, Problem> {
    if let Some(person) = find_person(work, phone)? {
        return Ok(person);
    }
    let at = work.cx.at;
    let person =
        PersonId::new(work.tx.free_row("person", |draw| PersonId::draw(draw, at).value())?);
    let (print, keys) = (phone_print(&work.office.keys, phone), &work.office.keys);
    let sealed = keys.seal(&purpose("phone", person), phone.reveal().as_bytes(), work.tx.draw());
    let new = work.tx.execute(
        "insert into person (district, id, phone_print, phone_sealed, created_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        params![work.tx.district(), person, print, sealed, work.cx.at],
    )?;
    if new == 0 {
        return Err(work.tx.raced().into());
    }
    if let Some(name) = name {
        keep_name(work, person, name)?;
    }
    Ok(person)
}

/// The person whose phone has just proved itself.
pub(super) fn verify(work: &mut Work<'_, '_>, phone: &PhoneNumber) -> Result<PersonId, Problem> {
    let person = record_person(work, phone, None)?;
    work.tx.execute(
        "update person set verified_at = $1 where district = $2 and id = $3",
        params![work.cx.at, work.tx.district(), person],
    )?;
    Ok(person)
}

/// A resident says how to be addressed.
pub fn name_oneself(work: &mut Work<'_, '_>, name: &PersonName) -> Result<(), Problem> {
    let person = resident(work)?;
    keep_name(work, person, name)
}

/// What a resident sees of himself, in clear.
pub fn own_identity(work: &mut Work<'_, '_>) -> Result<Identity, Problem> {
    let person = resident(work)?;
    clear(work, person)
}

/// What staff see of a person until they ask for more: masked, nothing recorded.
pub fn masked_identity(work: &mut Work<'_, '_>, person: PersonId) -> Result<Identity, Problem> {
    let clear = clear(work, person)?;
    let phone = clear.phone.parse::<PhoneNumber>().map_or_else(|_| String::new(), |p| p.masked());
    Ok(Identity { phone, name: clear.name.as_deref().map(mask_name) })
}

/// Forgets a person for good: phone, name, codes, sessions and letters still waiting go; the row
/// stays with the time of it, and so does the record of who looked, without its words. The person
/// asks for it, or the program on his written request. Appeals keep their own vaults: erase those
/// with the appeals.
pub fn erase_person(work: &mut Work<'_, '_>, person: PersonId) -> Result<(), Problem> {
    if !matches!(work.cx.actor, Actor::System) && resident(work)? != person {
        return Err(Problem::NotFound);
    }
    let row = work.tx.row(
        "select phone_print from person where district = $1 and id = $2 and erased_at is null",
        params![work.tx.district(), person],
    )?;
    let print: [u8; 32] = row.ok_or(Problem::NotFound)?.get("phone_print")?;
    work.tx.execute(
        "update person set phone_print = null, phone_sealed = null, name_sealed = null,
           verified_at = null, erased_at = $1 where district = $2 and id = $3",
        params![work.cx.at, work.tx.district(), person],
    )?;
    forget_codes(work, &print)?;
    source::forget(work, SessionKind::Resident, person.value())?;
    forget_logins(work, person, &print)?;
    work.tx.execute(
        "delete from session where district = $1 and kind = 'resident' and owner = $2",
        params![work.tx.district(), person],
    )?;
    work.tx.execute(
        "update identity_view set reason = null where district = $1 and person = $2",
        params![work.tx.district(), person],
    )?;
    Ok(())
}

/// Phone and name in clear; [`Problem::NotFound`] when erased or never there.
pub(super) fn clear(work: &mut Work<'_, '_>, person: PersonId) -> Result<Identity, Problem> {
    let row = work.tx.row(
        "select phone_sealed, name_sealed from person \
         where district = $1 and id = $2 and erased_at is null",
        params![work.tx.district(), person],
    )?;
    let row = row.ok_or(Problem::NotFound)?;
    let keys = &work.office.keys;
    let phone = opened(keys, &row, "phone_sealed", &purpose("phone", person))?.unwrap_or_default();
    let name = opened(keys, &row, "name_sealed", &purpose("name", person))?;
    Ok(Identity { phone, name })
}

/// Where short messages reach somebody; `None` when erased or never there.
pub(crate) fn phone_of(
    work: &mut Work<'_, '_>,
    person: PersonId,
) -> Result<Option<PhoneNumber>, Problem> {
    match clear(work, person) {
        Ok(identity) => Ok(identity.phone.parse().ok()),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Whether a message can reach a person.
pub(crate) fn has_phone(work: &mut Work<'_, '_>, person: PersonId) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select 1 as n from person where district = $1 and id = $2 and phone_sealed is not null",
        params![work.tx.district(), person],
    )?;
    Ok(row.is_some())
}

/// The phone in a person's row.
pub(super) fn phone_in(
    keys: &Keys,
    row: &Row,
    person: PersonId,
) -> Result<Option<PhoneNumber>, Problem> {
    let phone = opened(keys, row, "phone_sealed", &purpose("phone", person))?;
    Ok(phone.and_then(|phone| phone.parse().ok()))
}

/// The resident who acts.
pub(super) fn resident(work: &Work<'_, '_>) -> Result<PersonId, Problem> {
    match work.cx.actor {
        Actor::Resident(person) => Ok(person),
        Actor::Guest => Err(Problem::LoginNeeded),
        _ => Err(Problem::NotFound),
    }
}

fn keep_name(work: &mut Work<'_, '_>, person: PersonId, name: &PersonName) -> Result<(), Problem> {
    let keys = &work.office.keys;
    let sealed = keys.seal(&purpose("name", person), name.reveal().as_bytes(), work.tx.draw());
    let touched = work.tx.execute(
        "update person set name_sealed = $1 where district = $2 and id = $3 and erased_at is null",
        params![sealed, work.tx.district(), person],
    )?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

fn opened(
    keys: &Keys,
    row: &Row,
    column: &'static str,
    purpose: &str,
) -> Result<Option<String>, Problem> {
    let sealed: Option<Vec<u8>> = row.get(column)?;
    let opened = sealed.map(|sealed| keys.open(purpose, &sealed)).transpose()?;
    let broken = |_| Problem::broken(format!("{purpose} is no text"));
    opened.map(|plain| String::from_utf8(plain).map_err(broken)).transpose()
}

/// A value is sealed for one person's row: copied to another row it does not open.
fn purpose(part: &str, person: PersonId) -> String {
    format!("person.{part}:{person}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_masked_behind_its_first_character() {
        let masked = ["王", "王明", "王小明", "欧阳小小明"].map(mask_name);
        assert_eq!(masked, ["王*", "王*", "王**", "欧***"]);
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(" 王女士 ".parse::<PersonName>().unwrap().reveal(), "王女士");
        for bad in ["", "  ", "王\n明", &"王".repeat(51)] {
            assert!(bad.parse::<PersonName>().is_err(), "{bad:?}");
        }
        assert_eq!(format!("{:?}", "王女士".parse::<PersonName>().unwrap()), "PersonName(王**)");
    }
}
