use xianban_kernel::{Actor, FileId, Problem};
use xianban_store::{Tx, params};

use super::sealing::Sealed;
use crate::keys::Keys;
use crate::office::Work;

/// Who put a file here, as rows name people and browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stager(String);

impl Stager {
    /// Somebody logged in; `None` for a guest, who is known by his browser only.
    pub fn person(actor: &Actor) -> Option<Self> {
        (*actor != Actor::Guest).then(|| Self(actor.mark()))
    }

    /// The browser that keeps this secret.
    pub fn browser(keys: &Keys, secret: &str) -> Self {
        Self(format!(
            "browser:{}",
            hex::encode(keys.fingerprint("file.browser", secret.as_bytes()))
        ))
    }

    /// As the row names him.
    pub fn mark(&self) -> &str {
        &self.0
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
    let his = "stager = $2";
    if staged(work.tx, district, his, stager.mark())? >= forms.staged_max {
        let said = "您已经传了很多照片和文件还没有提交。请先把表单提交了，再传新的。";
        return Err(Problem::refused("staged_too_many", said));
    }
    let unknown = stager.mark().starts_with("browser:");
    let guests = "stager like $2";
    if unknown && staged(work.tx, district, guests, "browser:%")? >= forms.staged_by_guests_max {
        let said = "现在上传的人太多，这一份没有收下。可以先提交文字，登录后再补充。";
        return Err(Problem::refused("staged_too_many", said));
    }
    let id = FileId::draw(work.tx.draw(), work.cx.at);
    let touched = work.tx.execute(
        "insert into file (district, id, stager, staged_at, what, bytes, width, height, salt,
           wrapped, full_object, thumb_object, sm3, thumb_sm3, name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
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
        ],
    )?;
    if touched == 1 { Ok(id) } else { Err(work.tx.raced().into()) }
}

/// How many files wait whose stager fits `which`, a condition on `$2`.
fn staged(
    tx: &mut Tx<'_>,
    district: i64,
    which: &'static str,
    stager: &str,
) -> Result<i64, Problem> {
    let sql = format!(
        "select count(*) as n from file where district = $1 and {which} and dossier is null"
    );
    let row = tx.row(&sql, params![district, stager])?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}
