use xianban_kernel::{AppealId, QueryCode};

use crate::appeals::nouns::Appeal;
use crate::keys::Keys;
use crate::office::Work;

/// The query code of an appeal the actor has open; `None` for one filed while codes were drawn by
/// chance and shown once.
///
/// A code follows from the key outside the database and the appeal's row: whoever has the database
/// learns nothing, its applicant can be told again, and no copy of it has to be kept or erased.
pub fn own_query_code(work: &Work<'_, '_>, appeal: &Appeal) -> Option<QueryCode> {
    let keys = &work.office.keys;
    let code = code_of(keys, appeal.district, appeal.id);
    (print_of(keys, &code) == appeal.query).then_some(code)
}

pub(crate) fn code_of(keys: &Keys, district: i64, id: AppealId) -> QueryCode {
    QueryCode::of_print(keys.fingerprint("query.code", format!("{district}:{id}").as_bytes()))
}

/// What the database knows of a code.
pub(crate) fn print_of(keys: &Keys, code: &QueryCode) -> String {
    hex::encode(keys.fingerprint("query", code.to_string().as_bytes()))
}
