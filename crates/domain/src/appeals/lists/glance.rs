use xianban_kernel::Problem;

use crate::appeals::desk;
use crate::appeals::desk::by_no;
use crate::appeals::nouns::{Appeal, Duty, duties, next};
use crate::appeals::rows::store;
use crate::office::Work;
use crate::organisation::unit;

/// An appeal as a card or the head of a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The appeal.
    pub appeal: Appeal,
    /// Its first words; `None` when erased.
    pub title: Option<String>,
    /// Its place, in words; empty when nothing is known.
    pub place: String,
    /// What is owed next, and by whom.
    pub next: Option<(Duty, String)>,
}

/// An appeal the actor may open, at a glance.
pub fn glance(work: &mut Work<'_, '_>, no: &str) -> Result<Glance, Problem> {
    let appeal = by_no(work, no)?;
    glance_at(work, appeal)
}

/// The appeal that number and query code open together, for somebody without a login.
pub fn by_query(work: &mut Work<'_, '_>, no: &str, code: &str) -> Result<Glance, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    let given = hex::encode(work.office.keys.fingerprint("query", code.as_bytes()));
    let same: bool =
        subtle::ConstantTimeEq::ct_eq(given.as_bytes(), appeal.query.as_bytes()).into();
    if same { glance_at(work, appeal) } else { Err(Problem::NotFound) }
}

/// An appeal the actor has open, at a glance.
pub(crate) fn glance_at(work: &mut Work<'_, '_>, appeal: Appeal) -> Result<Glance, Problem> {
    let said = desk::said(work, &appeal)?;
    let place = desk::place(work, &appeal)?;
    let owed = duties(&appeal, &work.office.rules_of(appeal.rules)?);
    let next = match next(owed) {
        Some(duty) => {
            let name = unit(work.tx, duty.unit)?.name;
            Some((duty, name))
        }
        None => None,
    };
    Ok(Glance { appeal, title: said.title, place, next })
}
