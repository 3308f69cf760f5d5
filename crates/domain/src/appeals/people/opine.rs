use xianban_kernel::Problem;

use super::consult::word;
use super::experts::{Expert, experts};
use crate::appeals::desk::{Bound, record, write};
use crate::appeals::nouns::event::Opined;
use crate::appeals::nouns::{Appeal, Consult, Event};
use crate::appeals::rows::store;
use crate::dossier::Vault;
use crate::office::Work;

/// What an expert reads: the facts that were written for him, no identity.
#[derive(Clone, Debug)]
pub struct Session {
    /// The appeal's number.
    pub no: String,
    /// The consultation.
    pub consult: Consult,
    /// The expert.
    pub expert: Expert,
    /// The facts and the question.
    pub question: String,
    /// Whether he has answered.
    pub answered: bool,
}

/// What the link of an expert opens; a wrong link opens nothing, and staff open none.
pub fn session(
    work: &mut Work<'_, '_>,
    no: &str,
    (consult, expert): (i64, i64),
    link: &str,
) -> Result<(Appeal, Session), Problem> {
    // The link is the expert's: whoever is logged in as staff writes his own words under his own name.
    if work.cx.actor.staff().is_some() {
        return Err(Problem::NotFound);
    }
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    let right = word(work, &appeal, consult, expert);
    let same: bool = subtle::ConstantTimeEq::ct_eq(right.as_bytes(), link.as_bytes()).into();
    let asked = |one: &&Consult| one.n == consult && !one.ended && one.experts.contains(&expert);
    let open =
        appeal.casework.consults.iter().find(asked).filter(|_| same && appeal.state.is_open());
    let open = open.ok_or(Problem::NotFound)?.clone();
    let found = experts(work)?.into_iter().find(|one| one.id == expert);
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let question = vault.read(work.tx, open.question)?.unwrap_or_default();
    let answered = open.opinions.contains(&expert);
    let (no, expert) = (appeal.no.clone(), found.ok_or(Problem::NotFound)?);
    Ok((appeal, Session { no, consult: open, expert, question, answered }))
}

/// An expert's opinion; it goes into the case.
pub fn opine(
    work: &mut Work<'_, '_>,
    no: &str,
    (consult, expert): (i64, i64),
    link: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let (appeal, session) = session(work, no, (consult, expert), link)?;
    if session.answered {
        return Err(Problem::refused("opined_already", "您的意见已经收到，谢谢。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let mut vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let name = Some(vault.keep(work.tx, &session.expert.name)?);
    record(work, appeal, None, &Event::Opined(Opined { consult, expert, name, words }))
}
