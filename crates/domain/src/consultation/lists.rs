use xianban_kernel::{DossierId, Problem};

use super::noun::Consultation;
use super::words::Action;
use crate::folded::{self, Held, Page};
use crate::identity::require;
use crate::office::Work;

/// Consultations the actor may read, newest first.
pub fn register(work: &mut Work<'_, '_>, page: &Page) -> Result<Vec<Held<Consultation>>, Problem> {
    require(work, Action::Read)?;
    folded::list(work, Action::Read, page)
}

/// Those about an appeal that the caller has open, newest first, whoever may read them.
pub fn held_over(
    work: &mut Work<'_, '_>,
    appeal: DossierId,
    most: i64,
) -> Result<Vec<Held<Consultation>>, Problem> {
    folded::about(work, appeal, most)
}
