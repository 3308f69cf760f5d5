use xianban_kernel::{Due, Moment, Problem};
use xianban_store::params;

use super::appeal::Appeal;
use super::glance::glance_at;
use super::lists::said;
use super::state::{Standing, State};
use super::store;
use crate::office::Work;
use crate::organisation::unit;
use crate::trail::Vault;

/// Matters found together at most, over all pages.
pub const MOST_OUTSIDE: i64 = 1000;

/// What another system, or anybody, asks of the list of matters.
#[derive(Clone, Debug)]
pub struct OutsideAsked {
    /// The tile of the form.
    pub tile: Option<String>,
    /// Filed at this moment or later.
    pub from: Moment,
    /// Filed before this moment.
    pub until: Moment,
    /// Only those that are still being handled, or only those that are answered.
    pub open: Option<bool>,
    /// Lines to pass over.
    pub skip: i64,
    /// Lines of this page.
    pub size: i64,
}

/// A matter as the outside sees it.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The appeal.
    pub appeal: Appeal,
    /// Whether the asking system filed it itself, and so reads its words as they are.
    pub own: bool,
    /// First words; long numbers are covered unless it is its own.
    pub title: String,
    /// All words, for whoever filed it only.
    pub text: Option<String>,
    /// The reply that went out; long numbers are covered unless it is its own.
    pub reply: Option<String>,
    /// Where, in words; of a matter of others only the place of the tree.
    pub place: String,
    /// Who answers for it now.
    pub unit: String,
    /// Until when the next thing is owed.
    pub expected: Option<Due>,
}

/// Whether a reply has gone out or nothing more will.
pub const fn is_answered(appeal: &Appeal) -> bool {
    matches!(appeal.state, State::FollowingUp(_)) || !appeal.state.is_open()
}

/// Rows of what somebody filed himself and of what is published, newest first.
const FOUND: &str = "select id from (
    select id from (select id from appeal where district = $1 and applicant = $2
      and filed_at >= $3 and filed_at < $4 and ($5 = '' or tile = $5)
      and ($6 = '' or $6 = case when standing in ('submitted', 'assessing', 'handling', 'reviewing')
        then 'open' else 'closed' end) order by id desc limit $7) as own
    union
    select id from (select id from appeal where district = $1 and public = 1
      and standing in ('following_up', 'closed') and $6 <> 'open'
      and filed_at >= $3 and filed_at < $4 and ($5 = '' or tile = $5)
      order by id desc limit $7) as published
  ) as found order by id desc limit $8 offset $9";

/// The matters the actor may see from outside, newest first: those it filed itself, and those that
/// are published: answered after review, with the applicant's consent.
pub fn list_outside(
    work: &mut Work<'_, '_>,
    asked: &OutsideAsked,
) -> Result<Vec<Outside>, Problem> {
    let (most, size) = (MOST_OUTSIDE, asked.size.clamp(1, MOST_OUTSIDE));
    let open = asked.open.map_or("", |open| if open { "open" } else { "closed" });
    let found = work.tx.rows(
        FOUND,
        params![
            work.office.district,
            work.cx.actor.mark(),
            asked.from,
            asked.until,
            asked.tile.as_deref().unwrap_or_default(),
            open,
            most,
            size,
            asked.skip.clamp(0, most),
        ],
    )?;
    let mut matters = Vec::with_capacity(found.len());
    for row in &found {
        let appeal = store::load(work.tx, work.office.district, row.get("id")?)?;
        let appeal = appeal.ok_or_else(|| Problem::broken("a listed appeal is gone"))?;
        matters.push(seen_outside(work, appeal)?);
    }
    Ok(matters)
}

/// The matter with this number, if the actor may see it from outside.
pub fn find_outside(work: &mut Work<'_, '_>, no: &str) -> Result<Outside, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    let published = appeal.public
        && matches!(appeal.state.standing(), Standing::FollowingUp | Standing::Closed);
    if published || is_own(work, &appeal) {
        seen_outside(work, appeal)
    } else {
        Err(Problem::NotFound)
    }
}

fn is_own(work: &Work<'_, '_>, appeal: &Appeal) -> bool {
    appeal.applicant.as_deref() == Some(&work.cx.actor.mark())
}

fn seen_outside(work: &mut Work<'_, '_>, appeal: Appeal) -> Result<Outside, Problem> {
    let own = is_own(work, &appeal);
    let shown = |text: String| if own { text } else { cover_numbers(&text) };
    let said = said(work, &appeal)?;
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let reply = match &appeal.state {
        State::FollowingUp(window) => vault.read(work.tx, window.reply)?,
        State::Closed(closing) => vault.read(work.tx, closing.reply)?,
        _ => None,
    };
    let glance = glance_at(work, appeal)?;
    let answering = glance.appeal.lead().map_or(glance.appeal.receiver, |order| order.unit);
    let unit = unit(work.tx, answering.unit)?.name;
    let place = if own || glance.appeal.place.is_some() { glance.place } else { String::new() };
    Ok(Outside {
        own,
        title: said.title.map(shown).unwrap_or_default(),
        text: if own { said.text } else { None },
        reply: reply.map(shown),
        place,
        unit,
        expected: glance.next.map(|(duty, _)| duty.due),
        appeal: glance.appeal,
    })
}

/// Covers numbers of seven digits and more, which may be telephones or identity cards.
fn cover_numbers(text: &str) -> String {
    let mut covered = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_ascii_digit() || (!run.is_empty() && matches!(c, '-' | ' ')) => {
                run.push(c);
            }
            _ => {
                let digits = run.chars().filter(char::is_ascii_digit).count();
                covered.push_str(if digits >= 7 { "*******" } else { &run });
                run.clear();
                covered.extend(c);
            }
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::cover_numbers;

    #[test]
    fn telephones_are_covered_and_house_numbers_are_not() {
        assert_eq!(
            cover_numbers("5号楼 2 单元，打 138-0013-8000 找我"),
            "5号楼 2 单元，打 *******找我"
        );
        assert_eq!(cover_numbers("2026年11月"), "2026年11月");
        assert_eq!(cover_numbers("0532 8888 9999"), "*******");
    }
}
