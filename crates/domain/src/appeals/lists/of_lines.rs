use std::collections::HashMap;

use xianban_kernel::{DossierId, Problem};

use crate::appeals::nouns::Appeal;
use crate::appeals::rows::{KIND, store};
use crate::duty::Line;
use crate::office::Work;

/// The appeals among the lines of a queue: what their lines show beside what every dossier shows.
pub fn of_lines(
    work: &mut Work<'_, '_>,
    lines: &[Line],
) -> Result<HashMap<DossierId, Appeal>, Problem> {
    let own = lines.iter().filter(|line| line.dossier.kind == KIND);
    many(work, &own.map(|line| line.dossier.id).collect::<Vec<_>>())
}

/// Those of some dossiers that are appeals, whoever may read them.
pub(crate) fn many(
    work: &mut Work<'_, '_>,
    ids: &[DossierId],
) -> Result<HashMap<DossierId, Appeal>, Problem> {
    let appeals = store::load_many(work.tx, work.office.district, ids)?;
    Ok(appeals.into_iter().map(|appeal| (appeal.id, appeal)).collect())
}
