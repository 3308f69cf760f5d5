//! What staff enter: a call, a visit, a letter, and what a grid worker found on his round.

use xianban_kernel::Problem;

use super::submit::{Filed, Submit, Way, file_as};
use crate::appeals::nouns::Came;
use crate::identity::{PersonName, record_person};
use crate::office::Work;

/// Enters a matter for somebody who called, came or wrote. The phone he leaves makes him its
/// applicant: he finds it among his own when he logs in with it. What the community or a grid worker
/// raises has no applicant.
pub fn enter(work: &mut Work<'_, '_>, form: &Submit, came: Came) -> Result<Filed, Problem> {
    let mut form = form.clone();
    let asked = came.origin(form.kind).is_rated();
    let name = form.contact.name.as_deref().map(str::parse::<PersonName>).transpose()?;
    form.contact.person = match (&form.contact.phone, asked) {
        (Some(phone), true) => {
            let phone = phone.clone();
            Some(record_person(work, &phone, name.as_ref())?)
        }
        _ => None,
    };
    file_as(work, &form, Way::Entered(came))
}
