use xianban_kernel::Problem;

use super::call::{Guest, invited_fault, invitees, marks};
use super::event::{Begun, Event, Invited, TooFew};
use super::noun::Consultation;
use super::permitted::{keep, run};
use super::rules::ConsultationRules;
use super::sign_in::unless_early;
use super::standing::{Standing, Step};
use super::tell::tell;
use super::words::NoticeKind;
use crate::folded::{Held, record};
use crate::office::Work;

/// Invites more people, also those who came without being asked.
pub fn invite(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    guests: &[Guest],
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Invite)?;
    let ruled = ConsultationRules::of(&work.office.rules_at(work.cx.at).rules);
    let most = ruled.invited_max.saturating_sub(held.participants.len());
    Problem::unless_faultless(invited_fault(guests, most).into_iter().collect())?;
    let marks = marks(work, guests)?;
    let names = guests.iter().map(|guest| keep(work, &held, &guest.name));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let event = Event::Invited(Invited { invited: invitees(guests, names, &marks) });
    let known = held.participants.iter().map(|one| one.n).max().unwrap_or(0);
    let held = record(work, &held, Some(seen), &event)?;
    // Who came along needs no letter.
    if held.standing == Standing::Called {
        tell(work, &held, NoticeKind::Invited, |one| one.n > known)?;
    }
    Ok(held)
}

/// Begins the record.
pub fn begin(work: &mut Work<'_, '_>, no: &str, seen: i64) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Begin)?;
    unless_early(work, &held)?;
    record(work, &held, Some(seen), &Event::Begun(Begun {}))
}

/// Says that too few came: it is called again or cancelled.
pub fn too_few(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::TooFew)?;
    let quorum = ConsultationRules::of(&work.office.rules_at(work.cx.at).rules).quorum;
    let came = held.came();
    if held.version == seen && work.cx.at < held.meeting.time {
        let said = format!("还没到开会时间（{}），请到时再登记。", held.meeting.time.said());
        return Err(Problem::refused("consultation_early", said));
    }
    if held.version == seen && came >= quorum {
        let said = format!("已经签到 {came} 人，够 {quorum} 人了，请接着开会、写纪要。");
        return Err(Problem::refused("consultation_quorum", said));
    }
    record(work, &held, Some(seen), &Event::TooFew(TooFew { came, quorum }))
}
