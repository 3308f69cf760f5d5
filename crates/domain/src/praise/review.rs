use xianban_kernel::words::length;
use xianban_kernel::{Problem, StaffId};

use super::event::{Event, Published, Refused};
use super::noun::{Praise, Standing};
use super::record::record;
use super::rules::PraiseRules;
use super::show::{by_no, may_review};
use super::words::NoticeKind;
use crate::dossier::Vault;
use crate::identity::colleagues;
use crate::notice;
use crate::office::Work;

/// Those who may be meant: whoever works at the thanked unit.
pub fn candidates(
    work: &mut Work<'_, '_>,
    praise: &Praise,
) -> Result<Vec<(StaffId, String)>, Problem> {
    let found = colleagues(work, &[praise.unit.unit])?;
    Ok(found.into_iter().map(|(id, name, _)| (id, name)).collect())
}

/// Passes praise on: the praised see it, and everybody if the giver agreed.
///
/// # Errors
/// A refusal when it does not wait for review, or to whoever is praised by it himself.
pub fn publish(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    person: Option<StaffId>,
) -> Result<Praise, Problem> {
    let praise = reviewed(work, no)?;
    if praise.version == seen && praise.standing != Standing::Given {
        let said = format!("这份表扬现在是“{}”，不用再审核。", praise.standing.name());
        return Err(Problem::refused("praise_reviewed", said));
    }
    if let Some(person) = person {
        if !candidates(work, &praise)?.iter().any(|(id, _)| *id == person) {
            return Err(Problem::fault("person", "请从这个单位的人里选。"));
        }
        if work.cx.actor.staff().is_some_and(|staff| staff.id == person) {
            let said = "不能审核对自己的表扬，请另一位审核员来办。";
            return Err(Problem::refused("praise_of_oneself", said));
        }
    }
    let event = Event::Published(Published { person });
    let praise = record(work, &praise, Some(seen), &event)?;
    tell(work, &praise, NoticeKind::Published, &[])?;
    Ok(praise)
}

/// Why praise is refused, or taken down again.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// A reason of the rules.
    pub reason: String,
    /// More words for the giver; may be empty.
    pub words: String,
}

/// Refuses praise with a reason, or takes it down from where it is seen.
pub fn refuse(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Refusal,
) -> Result<Praise, Problem> {
    let praise = reviewed(work, no)?;
    let rules = work.office.rules_at(work.cx.at).rules;
    let reason = PraiseRules::of(&rules).reason(&form.reason).map(str::to_owned);
    let reason = reason.ok_or_else(|| Problem::fault("reason", "请选一条理由。"))?;
    if praise.version == seen && !praise.is_live() {
        let said = format!("这份表扬现在是“{}”，不用再审核。", praise.standing.name());
        return Err(Problem::refused("praise_reviewed", said));
    }
    let most = rules.forms.note_max;
    if length(&form.words) > most {
        return Err(Problem::fault("words", format!("最多写 {most} 个字。")));
    }
    let mut words = None;
    if !form.words.trim().is_empty() {
        let mut vault = Vault::open(work.tx, &work.office.keys, praise.district, praise.id)?;
        words = Some(vault.keep(work.tx, form.words.trim())?);
    }
    let event = Event::Refused(Refused { reason: form.reason.clone(), words });
    let praise = record(work, &praise, Some(seen), &event)?;
    tell(work, &praise, NoticeKind::Refused, &[("reason", reason)])?;
    Ok(praise)
}

fn reviewed(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    if !may_review(work) {
        return Err(Problem::NotFound);
    }
    by_no(work, no)
}

fn tell(
    work: &mut Work<'_, '_>,
    praise: &Praise,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let mut fields = fields.to_vec();
    let unit = crate::organisation::unit(work.tx, praise.unit.unit)?.name;
    fields.push(("unit", unit));
    notice::tell(work, &praise.giver, praise.id, kind.code(), &fields)
}
