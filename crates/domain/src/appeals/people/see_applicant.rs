use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::Problem;
use xianban_kernel::words::length;

use crate::appeals::desk::{
    Bound, KeptContact, leave_in_inbox, permitted, record, seat_for, write,
};
use crate::appeals::nouns::event::IdentitySeen;
use crate::appeals::nouns::{Appeal, Event, LookRight};
use crate::dossier::Vault;
use crate::identity::{Identity, unmask};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// An applicant in clear, and from where he was looked at.
#[derive(Clone, Debug)]
pub struct Looked {
    /// His name and phone.
    pub identity: Identity,
    /// The unit of whoever looked.
    pub unit: String,
}

/// The applicant's name and phone in clear, for whoever has a part in the appeal and gives a reason.
/// The look goes into the trail, and the applicant reads unit, role and reason.
pub fn see_applicant(work: &mut Work<'_, '_>, no: &str, reason: &str) -> Result<Looked, Problem> {
    let appeal = permitted(work, no, None, Action::ReadIdentity)?;
    let post = seat_for(work, &appeal, Action::ReadIdentity)?.ok_or(Problem::NotFound)?;
    let by = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    if !matches!(appeal.look_right(by), LookRight::Free | LookRight::Granted) {
        let said = "诉求人未满 18 岁，查看联系方式要先由另一个人审批。";
        return Err(Problem::refused("minor", said));
    }
    if length(reason.trim()) > 200 {
        return Err(Problem::fault("reason", "查看原因最多写 200 个字，诉求人看得到。"));
    }
    let identity = identity(work, &appeal, reason)?;
    let reason = write(work, &appeal, "reason", reason, Bound::Note)?;
    let at = unit(work.tx, post.unit)?;
    let fields = [("unit", at.name.clone()), ("words", reason.vault.to_string())];
    let (unit, role) = (AtUnit::of(&at), post.role);
    let event = Event::IdentitySeen(IdentitySeen { unit, role, reason });
    let appeal = record(work, appeal, None, &event)?;
    leave_in_inbox(work, &appeal, NoticeKind::IdentityRead, &fields)?;
    Ok(Looked { identity, unit: at.name })
}

/// The phone as the account has it today, the name as it was typed with this very appeal: one phone
/// may file for several people, each by his own name.
fn identity(work: &mut Work<'_, '_>, appeal: &Appeal, reason: &str) -> Result<Identity, Problem> {
    let typed = contact(work, appeal)?;
    let Some(known) = account(work, appeal, reason)? else { return left(typed) };
    let name = typed.and_then(|kept| kept.name).or(known.name);
    Ok(Identity { phone: known.phone, name })
}

/// Of an applicant with an account, as he is there.
fn account(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    reason: &str,
) -> Result<Option<Identity>, Problem> {
    let Some(person) = appeal.person() else { return Ok(None) };
    match unmask(work, person, reason, Some(appeal.id)) {
        Err(Problem::NotFound) => Ok(None),
        seen => seen.map(Some),
    }
}

/// What was typed with the appeal; `None` when nothing was, or it was erased.
fn contact(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<KeptContact>, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let kept = appeal.words.contact.map(|n| vault.read(work.tx, n)).transpose()?.flatten();
    let kept = kept.map(|kept| serde_json::from_str(&kept)).transpose();
    kept.map_err(|_| Problem::broken("a contact is not readable"))
}

/// Of an applicant without an account, as it was left with the appeal.
fn left(typed: Option<KeptContact>) -> Result<Identity, Problem> {
    let Some(kept) = typed else {
        let said = "这件诉求没有留下联系方式，或者已经按本人要求删除。";
        return Err(Problem::refused("no_contact", said));
    };
    Ok(Identity { phone: kept.phone.unwrap_or_default(), name: kept.name })
}
