use xianban_kernel::Problem;
use xianban_store::purge_text;

use super::event::{Erased, Event, Withdrawn};
use super::noun::Praise;
use super::record::record;
use super::withdraw::own;
use crate::dossier::Vault;
use crate::files;
use crate::office::Work;

/// Destroys words and photos of one's own praise: every value of its vault with salt and key, its files
/// and its entry in the index. It is taken back first, if somebody still sees it; the trail stays and
/// still verifies. Asked again when nothing is left, it does nothing.
pub fn erase(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    let mut praise = own(work, no)?;
    if praise.is_live() {
        praise = record(work, &praise, None, &Event::Withdrawn(Withdrawn {}))?;
    }
    let vault = Vault::open(work.tx, &work.office.keys, praise.district, praise.id)?;
    let values = vault.erase(work.tx)?;
    let files = files::erase(work.tx, praise.district, praise.id)?;
    if values.is_empty() && files.is_empty() {
        return Ok(praise);
    }
    purge_text(work.tx, praise.id.value())?;
    record(work, &praise, None, &Event::Erased(Erased { values, files }))
}
