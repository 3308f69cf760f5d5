use xianban_kernel::{Actor, Moment, Problem};
use xianban_store::params;

use super::super::appeal::Appeal;
use super::super::casework::{StopFor, Why};
use super::super::lists::{said, words_of};
use super::super::readers::may_open;
use super::super::store;
use crate::coded::coded;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::Action;

/// How many matters of a register are shown.
const SHOWN: i64 = 500;

coded! {
    /// A register of open matters that are looked at together.
    Register {
        /// 挂账: cannot be solved yet; each is looked at again at least every quarter.
        Hold = "hold",
        /// 重难点.
        Hard = "hard",
        /// 挂牌督办.
        Supervised = "supervised",
        /// 挂牌: before everybody's eyes.
        Board = "board",
    }
}

impl Register {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hold => "挂账",
            Self::Hard => Why::Hard.name(),
            Self::Supervised => Why::Supervised.name(),
            Self::Board => Why::Board.name(),
        }
    }

    const fn why(self) -> Option<Why> {
        match self {
            Self::Hold => None,
            Self::Hard => Some(Why::Hard),
            Self::Supervised => Some(Why::Supervised),
            Self::Board => Some(Why::Board),
        }
    }
}

/// A matter in a register.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The appeal.
    pub appeal: Appeal,
    /// Its first words.
    pub title: String,
    /// The unit that has it now, by name.
    pub unit: String,
    /// Since when it is there.
    pub since: Moment,
    /// When it is looked at again, where somebody has to.
    pub review_on: Option<Moment>,
    /// Why it is there; empty when the machine put it there.
    pub words: String,
}

/// The registers an appeal is in, as stored: empty, or codes with commas around each.
pub(in super::super) fn registers(appeal: &Appeal) -> String {
    let into = |register: &&Register| since(appeal, **register).is_some();
    let codes: Vec<_> = Register::ALL.iter().filter(into).map(|one| one.code()).collect();
    if codes.is_empty() || !appeal.state.is_open() {
        return String::new();
    }
    format!(",{},", codes.join(","))
}

/// Since when an appeal is in a register, and where the reason lies in the vault.
fn since(appeal: &Appeal, register: Register) -> Option<(Moment, Option<i64>)> {
    let Some(why) = register.why() else {
        let stop = appeal.stopped().filter(|stop| stop.what == StopFor::Hold)?;
        return Some((stop.from, Some(stop.words)));
    };
    let mut listings = appeal.casework.listings.iter();
    listings.find(|one| one.why == why).map(|one| (one.since, one.words))
}

fn review_on(appeal: &Appeal, register: Register) -> Option<Moment> {
    match register {
        Register::Hold => appeal.stopped().map(|stop| stop.until),
        Register::Hard => appeal.casework.special.as_ref().map(|special| special.review_on),
        Register::Supervised | Register::Board => None,
    }
}

/// The matters of a register that the actor may open, those first that are looked at soonest, then
/// those that are there longest.
pub fn register(work: &mut Work<'_, '_>, register: Register) -> Result<Vec<Registered>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    if !matches!(work.cx.actor, Actor::Staff(_)) || !rules.may(&work.cx.actor, Action::ReadCase) {
        return Err(Problem::NotFound);
    }
    let rows = work.tx.rows(
        "select * from appeal where district = $1 and registers <> '' and registers like $2
         order by id desc limit $3",
        params![work.office.district, format!("%,{},%", register.code()), SHOWN],
    )?;
    let mut found = Vec::new();
    for row in &rows {
        let appeal = store::with_orders(work.tx, row)?;
        let Some((since, words)) = since(&appeal, register) else { continue };
        if !may_open(work, &appeal)? {
            continue;
        }
        let title = said(work, &appeal)?.title.unwrap_or_default();
        let has = appeal.lead().map_or(appeal.assessor, |order| order.unit).unit;
        let unit = unit(work.tx, has)?.name;
        let wanted: Vec<i64> = words.into_iter().collect();
        let words = words_of(work, &appeal, &wanted)?.pop().map(|(_, words)| words);
        let (review_on, words) = (review_on(&appeal, register), words.unwrap_or_default());
        found.push(Registered { appeal, title, unit, since, review_on, words });
    }
    found.sort_by_key(|one| (one.review_on.is_none(), one.review_on, one.since));
    Ok(found)
}
