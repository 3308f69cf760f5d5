use xianban_kernel::{DossierId, Problem, QueryCode};

use crate::appeals::nouns::{Appeal, NoticeKind};
use crate::appeals::rows::store;
use crate::dossier::Dossier;
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

/// The code that the message of a notice gives away, when the appeal has just got its number.
pub fn code_in_notice(
    work: &mut Work<'_, '_>,
    about: &Dossier,
    kind: &str,
) -> Result<Option<String>, Problem> {
    if !NoticeKind::from_code(kind).is_some_and(NoticeKind::gives_code) {
        return Ok(None);
    }
    let appeal = store::load(work.tx, about.district, about.id)?.ok_or(Problem::NotFound)?;
    Ok(own_query_code(work, &appeal).map(|code| code.to_string()))
}

pub(crate) fn code_of(keys: &Keys, district: i64, id: DossierId) -> QueryCode {
    QueryCode::of_print(keys.fingerprint("query.code", format!("{district}:{id}").as_bytes()))
}

/// What the database knows of a code.
pub(crate) fn print_of(keys: &Keys, code: &QueryCode) -> String {
    hex::encode(keys.fingerprint("query", code.to_string().as_bytes()))
}
