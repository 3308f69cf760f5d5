use xianban_domain::folded::Held;
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_domain::supervision::{Meeting, Step, by_no, offered};
use xianban_kernel::Problem;

use crate::console::act::Subject;
use crate::console::control::Field;
use crate::console::parts::long;

/// Where a meeting's page is.
pub(super) fn href(no: &str) -> String {
    format!("/c/supervisions/{no}")
}

/// A meeting, as the forms of its moves show it.
pub(super) fn subject(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
    let held = by_no(work, no)?;
    let whose = unit(work.tx, held.unit.unit)?.name;
    Ok(Subject::new(held.title(), href(no), held.version).tells("哪个单位", whose))
}

/// The meeting, when this step is the actor's to take now.
pub(super) fn for_step(
    work: &mut Work<'_, '_>,
    no: &str,
    step: Step,
) -> Result<Held<Meeting>, Problem> {
    let held = by_no(work, no)?;
    if offered(work, &held)?.contains(&step) {
        return Ok(held);
    }
    let said = format!("{}现在不用办这一步，或者不由您办。", held.title());
    Err(Problem::refused("not_now", said))
}

/// Words of the length of a note.
pub(super) fn words(work: &Work<'_, '_>, label: &str, value: &str) -> Field {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    long("words", label, value, most)
}

/// The number of the decision that was chosen.
pub(super) fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::fault("n", "请选一项议定。"))
}
