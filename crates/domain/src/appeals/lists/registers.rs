use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, Moment, Problem};
use xianban_store::{Param, params};

use crate::appeals::desk::{may_open, said, sight, words_of};
use crate::appeals::nouns::{Appeal, Register, review_on, since};
use crate::appeals::rows::store;
use crate::office::Work;
use crate::organisation::unit;
use crate::search::Sight;

/// How many matters of a register are shown. Only open appeals are in one: what is walked through for those
/// that the actor may open does not grow with what was closed.
const SHOWN: i64 = 500;

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

/// The matters of a register that the actor may open, those first that are looked at soonest, then
/// those that are there longest.
pub fn register(work: &mut Work<'_, '_>, register: Register) -> Result<Vec<Registered>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    if !matches!(work.cx.actor, Actor::Staff(_)) || !rules.may(&work.cx.actor, Action::ReadCase) {
        return Err(Problem::NotFound);
    }
    let sight = sight(work)?;
    let sql = format!(
        "select a.* from appeal a where a.district = $1 and a.registers <> ''
           and a.registers like $2 and {} order by a.id desc limit ${}",
        sight.sql("a", 3),
        3 + Sight::VALUES
    );
    let code = format!("%,{},%", register.code());
    let mut values = params![work.office.district, code].to_vec();
    values.extend(sight.values());
    values.push(Param::Int(SHOWN));
    let rows = work.tx.rows(&sql, &values)?;
    let mut found = Vec::new();
    for row in &rows {
        let appeal = store::with_orders(work.tx, row)?;
        let Some((since, words)) = since(&appeal, register) else { continue };
        if !may_open(work, &appeal)? {
            continue;
        }
        let set = work.office.rules_of(appeal.rules)?;
        let title = said(work, &appeal)?.title.unwrap_or_default();
        let has = appeal.holder().unit;
        let unit = unit(work.tx, has)?.name;
        let wanted: Vec<i64> = words.into_iter().collect();
        let words = words_of(work, &appeal, &wanted)?.pop().map(|(_, words)| words);
        let (review_on, words) = (review_on(&appeal, register, &set), words.unwrap_or_default());
        found.push(Registered { appeal, title, unit, since, review_on, words });
    }
    found.sort_by_key(|one| (one.review_on.is_none(), one.review_on, one.since));
    Ok(found)
}
