use xianban_kernel::{Actor, Problem};
use xianban_store::purge_text;

use crate::appeals::desk::{by_no, record};
use crate::appeals::nouns::event::{Erased, ErasureGround};
use crate::appeals::nouns::{Appeal, Event};
use crate::appeals::reply::likeness;
use crate::dossier::Vault;
use crate::files;
use crate::office::Work;

/// Destroys the words and personal data of an appeal on its applicant's request: every value of its
/// vault with salt and key, its files, and its entry in the full-text index. The appeal itself, its codes and
/// its trail stay, and the trail still verifies. Asked again when nothing is left, it does nothing.
///
/// Only the applicant may ask, and the program for a retention period that has run out; no role can
/// be given this. An open appeal may be erased too and is still owed its duties.
///
/// When this is answered no query and no dump gives the values back. On the embedded engine the bytes are
/// overwritten in the database file, and in its write-ahead log when that starts anew or is closed.
/// On the server engine the old row versions ("dead tuples") stay in the table files, readable to whoever
/// reads these files, until `vacuum` or autovacuum has passed; what they hold of the vault is
/// sealed under a key whose own row is just as dead and which the key outside the database wraps.
/// Backups made before keep what they have until they are thrown away.
pub fn erase(work: &mut Work<'_, '_>, no: &str, ground: ErasureGround) -> Result<Appeal, Problem> {
    let appeal = by_no(work, no)?;
    if !is_own(&work.cx.actor, &appeal) {
        let said = "只有诉求人本人可以要求删除。请诉求人登录后在“我的诉求”里提出。";
        return Err(Problem::refused("erase", said));
    }
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let values = vault.erase(work.tx)?;
    let files = files::erase(work.tx, appeal.district, appeal.id)?;
    if values.is_empty() && files.is_empty() {
        return Ok(appeal);
    }
    purge_text(work.tx, appeal.id.value())?;
    likeness::forget(work.tx, appeal.district, appeal.id)?;
    record(work, appeal, None, &Event::Erased(Erased { ground, values, files }))
}

fn is_own(actor: &Actor, appeal: &Appeal) -> bool {
    *actor == Actor::System || appeal.applicant.as_deref() == Some(&actor.mark())
}
