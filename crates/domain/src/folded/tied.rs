use xianban_kernel::{DossierId, Problem};
use xianban_store::params;

use super::own::{Reads, reads};
use crate::dossier::{self, Dossier, Vault};
use crate::office::Work;
use crate::rules::ActionWord;

/// Dossiers of a kind that are about another one and that the actor may read, newest first, at most twenty,
/// each with its title.
pub fn tied(
    work: &mut Work<'_, '_>,
    about: DossierId,
    kind: &str,
    action: impl ActionWord,
) -> Result<Vec<(Dossier, String)>, Problem> {
    let rows = work.tx.rows(
        "select t.dossier from tie t join dossier d on d.district = t.district and d.id = t.dossier
         where t.district = $1 and t.about = $2 and d.kind = $3
         order by t.dossier desc limit 20",
        params![work.tx.district(), about, kind],
    )?;
    let mut found = Vec::new();
    for row in &rows {
        let Some(dossier) = dossier::find(work.tx, row.get("dossier")?)? else { continue };
        if reads(work, &dossier, action)? == Reads::Not {
            continue;
        }
        let vault = Vault::open(work.tx, &work.office.keys, dossier.district, dossier.id)?;
        let title = dossier.title.map(|n| vault.read(work.tx, n)).transpose()?.flatten();
        let title = title.or_else(|| dossier.words.clone()).unwrap_or_default();
        found.push((dossier, title));
    }
    Ok(found)
}
