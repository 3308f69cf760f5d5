use xianban_kernel::{Actor, FileId, Problem};
use xianban_store::{ToParam, Tx, params};

use super::sealing::Sealed;
use crate::keys::Keys;
use crate::office::Work;
use crate::rules::Forms;

/// Who put a file here, as rows name people and browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stager {
    mark: String,
    /// The fingerprint of the network address a guest came from.
    from: Option<Vec<u8>>,
}

impl Stager {
    /// Somebody logged in; `None` for a guest, who is known by his browser only.
    pub fn person(actor: &Actor) -> Option<Self> {
        (*actor != Actor::Guest).then(|| Self { mark: actor.mark(), from: None })
    }

    /// The browser that keeps this secret.
    pub fn browser(keys: &Keys, secret: &str) -> Self {
        let print = hex::encode(keys.fingerprint("file.browser", secret.as_bytes()));
        Self { mark: format!("browser:{print}"), from: None }
    }

    /// The same, who comes from this network address: a browser that keeps no secret is another one
    /// each time, its address is not.
    #[must_use]
    pub fn coming_from(self, keys: &Keys, address: &str) -> Self {
        let print = keys.fingerprint("file.address", address.as_bytes());
        Self { from: Some(print.to_vec()), ..self }
    }

    /// As the row names him.
    pub fn mark(&self) -> &str {
        &self.mark
    }
}

/// Keeps a file for whoever staged it. Its objects are already there; when this is refused or the
/// program falls before it, they are swept.
pub fn stage(
    work: &mut Work<'_, '_>,
    stager: &Stager,
    sealed: &Sealed,
    full_object: &str,
    thumb_object: Option<&str>,
) -> Result<FileId, Problem> {
    let district = work.office.district;
    let forms = &work.office.rules_at(work.cx.at).rules.forms;
    within_shares(work.tx, district, forms, stager)?;
    let at = work.cx.at;
    let id = FileId::new(work.tx.free_row("file", |draw| FileId::draw(draw, at).value())?);
    let touched = work.tx.execute(
        "insert into file (district, id, stager, staged_at, what, bytes, width, height, salt,
           wrapped, full_object, thumb_object, sm3, thumb_sm3, name, came_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         on conflict do nothing",
        params![
            district,
            id,
            stager.mark(),
            work.cx.at,
            sealed.what.code(),
            sealed.bytes,
            i64::from(sealed.width),
            i64::from(sealed.height),
            sealed.salt,
            sealed.wrapped,
            full_object,
            thumb_object,
            sealed.sm3,
            sealed.thumb_sm3,
            sealed.name,
            stager.from,
        ],
    )?;
    if touched == 1 { Ok(id) } else { Err(work.tx.raced().into()) }
}

/// Refuses one more file than is one's own share, the share of one's address, or that of all guests.
fn within_shares(
    tx: &mut Tx<'_>,
    district: i64,
    forms: &Forms,
    stager: &Stager,
) -> Result<(), Problem> {
    let refused = |said: &str| Err(Problem::refused("staged_too_many", said));
    if staged(tx, district, "stager = $2", &stager.mark)? >= forms.staged_max {
        return refused("您已经传了很多照片和文件还没有提交。请先把表单提交了，再传新的。");
    }
    if !stager.mark.starts_with("browser:") {
        return Ok(());
    }
    let from = stager.from.as_ref().map(|from| staged(tx, district, "came_from = $2", from));
    if from.transpose()?.is_some_and(|waiting| waiting >= forms.staged_of_address_max) {
        return refused(
            "您所在的网络有很多照片和文件还没有提交，这一份没有收下。可以先提交文字，登录后再补充。",
        );
    }
    if staged(tx, district, "stager like $2", &"browser:%")? >= forms.staged_by_guests_max {
        return refused("现在上传的人太多，这一份没有收下。可以先提交文字，登录后再补充。");
    }
    Ok(())
}

/// How many files wait that fit `which`, a condition on `$2`.
fn staged(
    tx: &mut Tx<'_>,
    district: i64,
    which: &'static str,
    whose: &dyn ToParam,
) -> Result<i64, Problem> {
    let sql = format!(
        "select count(*) as n from file where district = $1 and {which} and dossier is null"
    );
    let row = tx.row(&sql, params![district, whose])?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}
