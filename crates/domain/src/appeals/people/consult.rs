use crate::appeals::nouns::Action;
use xianban_kernel::Problem;
use xianban_store::params;

use super::experts::{Expert, experts};
use crate::appeals::desk::{Bound, permitted, record, seat_for, within, write};
use crate::appeals::nouns::event::{ConsultEnded, ConsultOpened, Happening as _};
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Whether there is a consultation to sum up, or anybody who could be asked.
pub(crate) fn may_consult(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<(), Problem> {
    if appeal.casework.consults.iter().any(|consult| !consult.ended) {
        return Ok(());
    }
    let anybody = work.tx.row(
        "select id from expert where district = $1 and left_at is null limit 1",
        params![work.office.district],
    )?;
    let none = "专家库里还没有专家，先到“专家库”里添加，再请专家会诊。";
    anybody.map(|_| ()).ok_or_else(|| Problem::refused("no_experts", none))
}

/// Asks experts (专家会诊). Each gets a link of his own to what is written here, and nothing else.
pub fn open_consult(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    asked: &[i64],
    question: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Consult)?;
    if appeal.casework.consults.iter().any(|consult| !consult.ended) {
        return Err(Problem::refused("consult_waits", "已经有一次会诊在进行，先汇总再开新的。"));
    }
    let known = experts(work)?;
    let mut chosen: Vec<i64> = asked.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() || !chosen.iter().all(|id| known.iter().any(|one| one.id == *id)) {
        return Err(Problem::fault("experts", "请从专家库里选至少一位。"));
    }
    let limit = work.office.rules_of(appeal.rules)?.rules.casework.consult;
    let until = within(work, &appeal, limit)?.at;
    let post = seat_for(work, &appeal, Action::Consult)?.ok_or(Problem::NotFound)?;
    let by = AtUnit::of(&unit(work.tx, post.unit)?);
    let question = write(work, &appeal, "words", question, Bound::Note)?;
    let event = Event::ConsultOpened(ConsultOpened { by, question, until, experts: chosen });
    record(work, appeal, Some(seen), &event)
}

/// The word in an expert's link: it opens this consultation for this expert alone.
pub(crate) fn word(work: &Work<'_, '_>, appeal: &Appeal, consult: i64, expert: i64) -> String {
    let text = format!("{}.{}.{consult}.{expert}", appeal.district, appeal.no);
    hex::encode(&work.office.keys.fingerprint("consult", text.as_bytes())[..16])
}

/// The links of a consultation, for whoever asked and nobody else: expert and the path of his page.
pub fn links(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<(Expert, String)>, Problem> {
    let open = appeal.casework.consults.iter().find(|consult| !consult.ended);
    let Some(consult) = open.filter(|_| work.cx.actor.staff().is_some()) else {
        return Ok(Vec::new());
    };
    // Another is opened only when the one before was summed up: the last one opened is this one.
    let asked = work.tx.row(
        "select actor from event where district = $1 and dossier = $2 and kind = $3 \
         order by seq desc limit 1",
        params![appeal.district, appeal.id, ConsultOpened::SORT.kind],
    )?;
    let by = asked.map(|row| row.get::<String>("actor")).transpose()?;
    if by.as_deref() != Some(&work.cx.actor.mark()) {
        return Ok(Vec::new());
    }
    let known = experts(work)?;
    let asked = known.into_iter().filter(|one| consult.experts.contains(&one.id));
    let link = |one: Expert| {
        let word = word(work, appeal, consult.n, one.id);
        let path = format!("/consult/{}/{}/{}/{word}", appeal.no, consult.n, one.id);
        (one, path)
    };
    Ok(asked.map(link).collect())
}

/// Sums up what experts said; the conclusion goes into the case.
pub fn end_consult(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Consult)?;
    let open = appeal.casework.consults.iter().find(|consult| !consult.ended);
    let none = || Problem::refused("no_consult", "现在没有进行中的会诊。");
    let consult = open.ok_or_else(none)?.n;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::ConsultEnded(ConsultEnded { consult, words }))
}
