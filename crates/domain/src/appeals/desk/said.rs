use xianban_kernel::Problem;

use crate::appeals::nouns::Appeal;
use crate::dossier::Vault;
use crate::office::Work;
use crate::organisation::find_place;

/// The words of an appeal that may be opened; what was erased reads as `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// First words.
    pub title: Option<String>,
    /// All words.
    pub text: Option<String>,
    /// Where, in the applicant's words.
    pub where_said: Option<String>,
}

/// The words of an appeal the actor has open.
pub fn said(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Said, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let where_said = appeal.words.where_said.map(|n| vault.read(work.tx, n)).transpose()?;
    Ok(Said {
        title: vault.read(work.tx, appeal.words.title)?,
        text: vault.read(work.tx, appeal.words.text)?,
        where_said: where_said.flatten(),
    })
}

/// The words under these numbers of the appeal's vault, erased ones left out.
pub fn words_of(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    wanted: &[i64],
) -> Result<Vec<(i64, String)>, Problem> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let mut found = Vec::with_capacity(wanted.len());
    for n in wanted {
        found.extend(vault.read(work.tx, *n)?.map(|words| (*n, words)));
    }
    Ok(found)
}

/// Its place in words: the address, what the applicant said, or `address（what he said）`.
pub(crate) fn place(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<String, Problem> {
    let known = appeal.place.map(|id| find_place(work.tx, id)).transpose()?.flatten();
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let said = appeal.words.where_said.map(|n| vault.read(work.tx, n)).transpose()?;
    Ok(in_words(known.map(|place| place.address), said.flatten()))
}

/// An address and what the applicant said of the place, as one.
pub(crate) fn in_words(address: Option<String>, said: Option<String>) -> String {
    match (address, said) {
        (Some(address), Some(said)) => format!("{address}（{said}）"),
        (Some(address), None) => address,
        (None, said) => said.unwrap_or_default(),
    }
}
