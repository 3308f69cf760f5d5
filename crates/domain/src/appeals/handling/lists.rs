use xianban_kernel::{Due, Moment, Problem, UnitId};
use xianban_store::params;

use super::super::appeal::Appeal;
use super::super::casework::{Listed, Measure, Met, Shared, Unlisted, Why};
use super::super::duties::{duties, handling_due, next};
use super::super::event::{AtUnit, Event};
use super::super::policy::permitted;
use super::super::record::record;
use super::super::state::Seen;
use super::super::store;
use super::super::write::{Bound, write};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::Action;

/// How many matters the public board shows.
const ON_BOARD: i64 = 100;

/// A visit on site, a hearing or a joint meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Which.
    pub what: Measure,
    /// When it took place.
    pub held_at: Moment,
    /// Who came.
    pub who: String,
    /// What was found or agreed.
    pub words: String,
}

/// Puts an appeal on a list: the public board (挂牌), the hard matters, the supervised ones.
pub fn list(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    why: Why,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    if appeal.is_listed(why) {
        return Err(Problem::fault("why", "已经在这个清单上。"));
    }
    if why == Why::Board && !appeal.public {
        let said = "诉求人没有同意公开，不能挂到公开的牌上。";
        return Err(Problem::fault("why", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Listed(Listed { why, words }))
}

/// Takes an appeal off a list.
pub fn unlist(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    why: Why,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    if !appeal.is_listed(why) {
        return Err(Problem::fault("why", "不在这个清单上。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Unlisted(Unlisted { why, words }))
}

/// A matter on the public board.
#[derive(Clone, Debug)]
pub struct OnBoard {
    /// The appeal.
    pub appeal: Appeal,
    /// Where, as far as the estate; empty when nothing is known.
    pub estate: String,
    /// Who owes the next step, by name; empty once it is done.
    pub unit: String,
    /// By when it is promised to be settled: what the plan in force says, else the limit of handling.
    pub promise: Option<Due>,
}

/// The public board: what a level has taken on before everybody's eyes, newest first, with since when.
pub fn board(work: &mut Work<'_, '_>) -> Result<Vec<(OnBoard, Moment)>, Problem> {
    let rows = work.tx.rows(
        "select appeal.*, estate.name as estate_name from appeal
         left join place on place.id = appeal.place
         left join place estate on estate.id = coalesce(place.estate, place.id)
         where appeal.district = $1 and board_since is not null and public <> 0
         order by board_since desc, appeal.id desc limit $2",
        params![work.office.district, ON_BOARD],
    )?;
    let mut board = Vec::with_capacity(rows.len());
    for row in &rows {
        let since: Moment = row.get("board_since")?;
        let estate: Option<String> = row.get("estate_name")?;
        let appeal = store::with_orders(work.tx, row)?;
        let set = work.office.rules_of(appeal.rules)?;
        let owing = next(duties(&appeal, &set)).map(|duty| unit(work.tx, duty.unit)).transpose()?;
        let unit = owing.map(|unit| unit.name).unwrap_or_default();
        let plan = appeal.plan().map(|plan| plan.limit);
        let promise = plan
            .map(Due::agreed)
            .or_else(|| handling_due(&appeal, &set))
            .filter(|_| appeal.state.is_open());
        let estate = estate.unwrap_or_default();
        board.push((OnBoard { appeal, estate, unit, promise }, since));
    }
    Ok(board)
}

/// Writes down a visit on site, a hearing or a joint meeting of several parties.
pub fn meet(work: &mut Work<'_, '_>, no: &str, form: &Meeting) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Meet)?;
    if form.held_at > work.cx.at {
        return Err(Problem::fault("at", "还没有到这个时间，请在开完以后登记。"));
    }
    let who = write(work, &appeal, "who", &form.who, Bound::Note)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let (what, held_at) = (form.what, form.held_at);
    record(work, appeal, None, &Event::Met(Met { what, held_at, who, words }))
}

/// Lets another unit read an appeal without a part in it.
pub fn share(
    work: &mut Work<'_, '_>,
    no: &str,
    with: UnitId,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Share)?;
    let with = unit(work.tx, with)?;
    let accused = appeal.casework.assessment.against.is_some_and(|unit| unit.unit == with.id);
    if with.district != appeal.district || with.closed_at.is_some() || accused {
        return Err(Problem::fault("unit", "不能给这个单位看，请另选一个。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Shared(Shared { unit: AtUnit::of(&with), words }))
}

/// Numbers of the appeal this one was split from and of those split from it.
pub fn related(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<String>, Problem> {
    let mut numbers = Vec::new();
    let casework = &appeal.casework;
    for id in casework.parent.iter().chain(&casework.children) {
        let row = work.tx.row(
            "select no from appeal where district = $1 and id = $2",
            params![appeal.district, id],
        )?;
        if let Some(row) = row {
            numbers.push(row.get("no")?);
        }
    }
    Ok(numbers)
}
