use xianban_kernel::Problem;

use crate::appeals::nouns::{Appeal, NoticeKind};
use crate::notice;
use crate::office::Work;

/// Tells the applicant, in his inbox and by message, where there is one.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let Some(reader) = &appeal.applicant else { return Ok(()) };
    notice::tell(work, reader, appeal.id, kind.code(), fields)
}

/// Leaves it in the applicant's inbox alone.
pub(crate) fn leave_in_inbox(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let Some(reader) = &appeal.applicant else { return Ok(()) };
    notice::leave(work, reader, appeal.id, kind.code(), fields).map(drop)
}
