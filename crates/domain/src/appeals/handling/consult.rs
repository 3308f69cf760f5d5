use xianban_kernel::Problem;
use xianban_kernel::words::length;
use xianban_store::params;

use super::super::appeal::Appeal;
use super::super::casework::{Consult, ConsultEnded, ConsultOpened, Opined};
use super::super::event::{AtUnit, Event};
use super::super::policy::{permitted, seat_for};
use super::super::record::record;
use super::super::state::Seen;
use super::super::store;
use super::super::write::{Bound, write};
use super::seats::within;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::Action;
use crate::trail::Vault;

/// Somebody of the expert pool; no account is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expert {
    /// The row.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What he knows about.
    pub field: String,
}

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

/// The experts that can be asked, by name.
pub fn experts(work: &mut Work<'_, '_>) -> Result<Vec<Expert>, Problem> {
    let rows = work.tx.rows(
        "select id, name, field from expert
         where district = $1 and left_at is null order by name, id limit 500",
        params![work.office.district],
    )?;
    let read = |row: &xianban_store::Row| {
        Ok(Expert { id: row.get("id")?, name: row.get("name")?, field: row.get("field")? })
    };
    rows.iter().map(read).collect()
}

/// Whether there is a consultation to sum up, or anybody who could be asked.
pub(in super::super) fn may_consult(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
) -> Result<(), Problem> {
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

/// Adds somebody to the expert pool; those who consult keep it.
pub fn add_expert(work: &mut Work<'_, '_>, name: &str, field: &str) -> Result<i64, Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    if !rules.may(&work.cx.actor, Action::Consult) {
        return Err(Problem::NotFound);
    }
    let (name, field) = (name.trim(), field.trim());
    if name.is_empty() || length(name) > 40 {
        return Err(Problem::fault("name", "请写专家的姓名，最多 40 个字。"));
    }
    if field.is_empty() || length(field) > 60 {
        return Err(Problem::fault("field", "请写专长，最多 60 个字。"));
    }
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    work.tx.execute(
        "insert into expert (id, district, name, field) values ($1, $2, $3, $4)",
        params![id, work.office.district, name, field],
    )?;
    Ok(id)
}

/// Takes somebody off the expert pool; consultations that run go on.
pub fn remove_expert(work: &mut Work<'_, '_>, id: i64) -> Result<(), Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    if !rules.may(&work.cx.actor, Action::Consult) {
        return Err(Problem::NotFound);
    }
    let gone = work.tx.execute(
        "update expert set left_at = $1 where district = $2 and id = $3 and left_at is null",
        params![work.cx.at, work.office.district, id],
    )?;
    if gone == 0 { Err(Problem::NotFound) } else { Ok(()) }
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
fn word(work: &Work<'_, '_>, appeal: &Appeal, consult: i64, expert: i64) -> String {
    let text = format!("{}.{}.{consult}.{expert}", appeal.district, appeal.no);
    hex::encode(&work.office.keys.fingerprint("consult", text.as_bytes())[..16])
}

/// The links of a consultation, for whoever asked: expert and the path of his page.
pub fn links(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<(Expert, String)>, Problem> {
    let open = appeal.casework.consults.iter().find(|consult| !consult.ended);
    let Some(consult) = open else { return Ok(Vec::new()) };
    let known = experts(work)?;
    let asked = known.into_iter().filter(|one| consult.experts.contains(&one.id));
    let link = |one: Expert| {
        let word = word(work, appeal, consult.n, one.id);
        let path = format!("/consult/{}/{}/{}/{word}", appeal.no, consult.n, one.id);
        (one, path)
    };
    Ok(asked.map(link).collect())
}

/// What the link of an expert opens; a wrong link opens nothing.
pub fn session(
    work: &mut Work<'_, '_>,
    no: &str,
    (consult, expert): (i64, i64),
    link: &str,
) -> Result<(Appeal, Session), Problem> {
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
