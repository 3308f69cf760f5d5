//! What every verb of the room stands on.

use xianban_kernel::words::length;
use xianban_kernel::{ContactPhone, Fault, Problem};

use super::member::Member;
use super::naming::Name;
use super::noun::{MOVES, Step, Team};
use super::rules::TeamRules;
use super::shown::PhoneShown;
use crate::dossier::Kept;
use crate::folded::{self, Held};
use crate::identity::{NAME_MOST, posts_of, require};
use crate::office::Work;

/// The team with this number, for whoever may do `step` to it now.
pub(super) fn held(work: &mut Work<'_, '_>, no: &str, step: Step) -> Result<Held<Team>, Problem> {
    let line = MOVES.iter().find(|line| line.step == step).ok_or(Problem::NotFound)?;
    let held = folded::by_no::<Team>(work, no, line.action)?;
    require(work, line.action)?;
    if !held.is_open() {
        let said = "这个网格已经停用，服务队撤销了，不能再改。请到接过来的网格去改。";
        return Err(Problem::refused("team_ended", said));
    }
    if !held.moves().any(|line| line.step == step) {
        let said = match step {
            Step::EndStandIn => "现在没有人代岗，不用结束。",
            _ => "这支服务队还没有队员，请先添人。",
        };
        return Err(Problem::refused("nobody", said));
    }
    Ok(held)
}

/// One of a team, by the number a form named.
pub(super) fn member(held: &Held<Team>, n: i64) -> Result<Member, Problem> {
    let gone = || Problem::fault("member", "这个人已经不在队里了，请重新选一位。");
    held.member(n).cloned().ok_or_else(gone)
}

/// What is wrong with a name.
pub(super) fn name_fault(name: &str) -> Option<Fault> {
    let name = name.trim();
    let said = if name.is_empty() {
        "请填姓名。".to_owned()
    } else if length(name) > NAME_MOST || name.chars().any(char::is_control) {
        format!("姓名太长，最多 {NAME_MOST} 个字，不能换行。")
    } else {
        return None;
    };
    Some(Fault { field: "name", said })
}

/// A number as it is shown; none when nothing was written.
pub(super) fn phone(text: &str, faults: &mut Vec<Fault>) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match ContactPhone::parse(text) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(fault) => {
            faults.push(Fault { field: "phone", said: fault.said().to_owned() });
            String::new()
        }
    }
}

/// The form with its number as it is shown.
pub(super) fn checked(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    form: &Name,
) -> Result<Name, Problem> {
    let most = TeamRules::of(&work.office.rules_at(work.cx.at).rules).text_max;
    let mut faults: Vec<_> = name_fault(&form.name).into_iter().collect();
    let phone = phone(&form.phone, &mut faults);
    if phone.is_empty() && form.shown.phone == PhoneShown::Own && form.phone.trim().is_empty() {
        let said = "要给居民看他的电话，请填电话；或者改成“看社区电话”。";
        faults.push(Fault { field: "phone", said: said.to_owned() });
    }
    if length(form.times.trim()) > most {
        faults.push(Fault { field: "times", said: format!("最多 {most} 个字。") });
    }
    if let Some(staff) = form.staff {
        let posts = posts_of(work, staff)?;
        let here = [held.unit, held.at.community.unit];
        if !posts.iter().any(|post| here.contains(&post.unit)) {
            let said = "这个账号不在这个网格，也不在社区，请换一个或者不选。";
            faults.push(Fault { field: "staff", said: said.to_owned() });
        }
    }
    if faults.is_empty() {
        Ok(Name { phone, ..form.clone() })
    } else {
        Err(Problem::Faults(faults))
    }
}

/// Words that are not empty, in the vault.
pub(super) fn kept(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    words: &str,
) -> Result<Kept, Problem> {
    let none = || Problem::broken("an empty name was to be kept");
    folded::keep(work, held, words)?.ok_or_else(none)
}
