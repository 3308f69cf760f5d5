use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, StaffId, TimeLimit, UnitId};
use xianban_store::params;

use crate::appeals::desk::{Bound, permitted, record, within, write};
use crate::appeals::nouns::event::Specialised;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::identity::posts_of;
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Earlier appeals of the same applicant that went to a second round, were refused, or were followed as
/// hard matters: what points at a petition before. A person decides whether it is one.
pub fn had_petition(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<String>, Problem> {
    let Some(applicant) = &appeal.applicant else { return Ok(Vec::new()) };
    let rows = work.tx.rows(
        "select no from appeal
         where district = $1 and applicant = $2 and id <> $3
           and (round > 1 or standing = 'declined' or lane = 'special')
         order by id desc limit 10",
        params![appeal.district, applicant, appeal.id],
    )?;
    rows.iter().map(|row| Ok(row.get("no")?)).collect()
}

/// Takes the special channel (专事转办): a named person follows the matter and looks at it again and
/// again.
pub fn specialise(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    (at, person): (UnitId, StaffId),
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Specialise)?;
    if appeal.casework.special.is_some() {
        return Err(Problem::refused("special_already", "这件事已经在专事转办通道里。"));
    }
    let at = unit(work.tx, at)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let may = posts_of(work, person)?
        .iter()
        .any(|post| post.unit == at.id && rules.role_may(&post.role, Action::FollowSpecial));
    if !may {
        return Err(Problem::fault("person", "请选能跟踪办理的人。"));
    }
    let review_on = within(work, &appeal, rules.casework.special_review)?.at;
    let not_before = within(work, &appeal, TimeLimit::WorkingHours(4))?.at;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let at = AtUnit::of(&at);
    let event = Event::Specialised(Specialised { person, at, review_on, not_before, words });
    record(work, appeal, Some(seen), &event)
}
