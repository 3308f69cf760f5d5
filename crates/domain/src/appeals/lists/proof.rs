use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, PhoneNumber, Problem};

use crate::appeals::clock::urged_until;
use crate::appeals::desk::moves_now;
use crate::appeals::nouns::Appeal;
use crate::identity::phone_of;
use crate::office::Work;

/// What stands open behind an appeal that was looked up by number and query code, to whoever shows
/// that he holds the phone it was filed with.
#[derive(Clone, Debug)]
pub struct Beyond {
    /// That phone; `None` when none is known here: then nothing stands open.
    pub phone: Option<PhoneNumber>,
    /// What its applicant may do now.
    pub moves: Vec<Action>,
}

/// What its applicant could do with an appeal, and by which phone he is known. The appeal must have
/// been opened by its query code or by the applicant.
pub fn beyond(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Beyond, Problem> {
    let nothing = Beyond { phone: None, moves: Vec::new() };
    let Some(person) = appeal.person() else { return Ok(nothing) };
    let Some(phone) = phone_of(work, person)? else { return Ok(nothing) };
    let cx = work.cx.acting_as(Actor::Resident(person));
    let moves = open_moves(&mut Work::new(&mut *work.tx, &cx, work.office), appeal)?;
    Ok(Beyond { phone: Some(phone), moves })
}

/// What the applicant of this work may do now: urging again has to wait for its time.
pub fn open_moves(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Action>, Problem> {
    let mut moves = moves_now(work, appeal)?;
    if urged_until(work, appeal)?.is_some() {
        moves.retain(|action| *action != Action::Urge);
    }
    Ok(moves)
}
