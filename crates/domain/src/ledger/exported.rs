use xianban_kernel::Problem;

use super::keep::keep;
use super::note::{Field, Note, What};
use super::subject::{Sort, Subject};
use crate::office::Work;

/// Notes that a member of staff took so many lines out as a table, in the ledger of what he took out.
pub fn exported(work: &mut Work<'_, '_>, what: &str, lines: usize) -> Result<(), Problem> {
    let (id, name) = {
        let own = work.cx.actor.staff().ok_or(Problem::NotFound)?;
        (own.id, own.name.to_string())
    };
    let subject = Subject::of(Sort::Export, &id.to_string());
    let fields = vec![Field::new("内容", "", what), Field::new("行数", "", lines.to_string())];
    keep(work, &Note { subject, what: What::Seen, name, fields })
}
