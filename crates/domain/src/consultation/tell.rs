use xianban_kernel::{Moment, Problem};

use super::agenda::Participant;
use super::noun::Consultation;
use super::words::NoticeKind;
use crate::folded::{Folded, Held};
use crate::notice::{self, GUEST};
use crate::office::Work;
use crate::organisation;

/// Tells those who were invited, as far as they are reached here and `whom` wants them. The message of
/// somebody without an account opens his own page: it holds his code.
pub(super) fn tell(
    work: &mut Work<'_, '_>,
    held: &Held<Consultation>,
    kind: NoticeKind,
    whom: impl Fn(&Participant) -> bool,
) -> Result<(), Problem> {
    let unit = organisation::unit(work.tx, held.unit.unit)?.name;
    let due = until(work, held).unwrap_or_else(|| held.meeting.time.said());
    for one in held.participants.iter().filter(|one| whom(one)) {
        let Some(mark) = &one.mark else { continue };
        let mut fields = vec![("unit", unit.clone()), ("due", due.clone())];
        fields.extend(held.why.map(|why| ("words", why.to_string())));
        if kind.gives_code() {
            fields.push((GUEST, one.n.to_string()));
        }
        notice::tell(work, mark, held.id, kind.code(), &fields)?;
    }
    Ok(())
}

/// Until when the minutes may be answered, while they wait for that.
fn until(work: &Work<'_, '_>, held: &Held<Consultation>) -> Option<String> {
    let owed = held.owed(&work.office.rules_at(held.begun_at));
    owed.iter().find_map(|one| one.wake).map(Moment::said)
}
