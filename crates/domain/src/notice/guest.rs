use xianban_kernel::{DossierId, QueryCode};

use crate::keys::Keys;

/// The field of a notice that holds its reader's number among those who take part in the dossier: its
/// message then opens his own page without a login.
pub(crate) const GUEST: &str = "guest";

/// The code by which somebody without an account takes part in a dossier. It follows from the key outside
/// the database and his number there: no copy is kept, and a new message can say it again.
pub(crate) fn guest_code(keys: &Keys, district: i64, about: DossierId, n: i64) -> QueryCode {
    let print = keys.fingerprint("guest.code", format!("{district}:{about}:{n}").as_bytes());
    QueryCode::of_print(print)
}
