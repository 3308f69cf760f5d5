//! What staff enter: a call, a visit, a letter, and what a grid worker found on his round.

use xianban_kernel::Problem;

use super::state::Origin;
use super::submit::{Filed, Submit, Way, file_as};
use crate::coded::coded;
use crate::identity::{PersonName, record_person};
use crate::office::Work;
use crate::rules::AppealKind;

coded! {
    /// How a matter reached the staff member who enters it.
    Came {
        /// By telephone.
        Phone = "phone",
        /// Somebody came in.
        Visit = "visit",
        /// On paper.
        Letter = "letter",
        /// A grid worker saw it on his round; nobody asked.
        Patrol = "patrol",
    }
}

impl Came {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Visit => "来访",
            Self::Letter => "来信",
            Self::Patrol => "网格巡查",
        }
    }

    /// From whom a matter comes that came this way.
    pub(super) const fn origin(self, kind: AppealKind) -> Origin {
        match (self, kind) {
            (Self::Patrol, _) => Origin::GridPatrol,
            (_, AppealKind::Enforcement) => Origin::Community,
            (Self::Phone, _) => Origin::Phone,
            (Self::Visit, _) => Origin::Visit,
            (Self::Letter, _) => Origin::Letter,
        }
    }
}

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
