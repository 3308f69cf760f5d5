use xianban_kernel::{AppealId, Problem};
use xianban_store::{Tx, index_text, params};

use crate::appeals::rows::{district_path, found_by, store};
use crate::keys::Keys;
use crate::organisation::place;
use crate::trail::Vault;

/// Makes the full-text index of up to `most` appeals anew, whatever their district, behind `after`;
/// answers the last one's district and row, or `None` when none was left. For a database whose index
/// is gone: one that was restored.
pub fn index_anew(
    tx: &mut Tx<'_>,
    keys: &Keys,
    after: Option<(i64, AppealId)>,
    most: i64,
) -> Result<Option<(i64, AppealId)>, Problem> {
    let (district, id) = after.map_or((i64::MIN, i64::MIN), |(d, id)| (d, id.value()));
    let rows = tx.rows(
        "select * from appeal where (district, id) > ($1, $2) order by district, id limit $3",
        params![district, id, most],
    )?;
    let mut last = None;
    for row in &rows {
        let appeal = store::with_orders(tx, row)?;
        last = Some((appeal.district, appeal.id));
        let vault = Vault::open(tx, keys, appeal.district, appeal.id)?;
        let title = vault.read(tx, appeal.words.title)?;
        let Some(text) = vault.read(tx, appeal.words.text)? else { continue };
        let scope = match appeal.place {
            Some(at) => place(tx, at)?.path.to_string(),
            None => district_path(appeal.district),
        };
        let words = found_by(&appeal, &title.unwrap_or_default(), &text);
        index_text(tx, appeal.id.value(), &scope, appeal.filed_at, &words)?;
    }
    Ok(last)
}
