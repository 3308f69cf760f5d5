use xianban_kernel::Problem;

use super::noun::Team;
use crate::dossier::Kept;
use crate::folded::{self, Begun, Held};
use crate::office::Work;

/// Where words go: the vault of a team that is there, or of one that is being opened.
pub(super) enum Vaulted<'a, 'o> {
    /// One that is there.
    Held(&'a Held<Team>),
    /// One that is being opened.
    Begun(&'a mut Begun<'o>),
}

impl Vaulted<'_, '_> {
    /// Keeps words, if there are any.
    pub(super) fn keep(
        &mut self,
        work: &mut Work<'_, '_>,
        words: &str,
    ) -> Result<Option<Kept>, Problem> {
        match self {
            Self::Held(held) => folded::keep(work, held, words),
            Self::Begun(begun) => begun.keep_any(work, words),
        }
    }
}
