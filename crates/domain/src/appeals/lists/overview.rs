//! What a leader sees of the units below: how much is open, due, overdue, returned and rated low, by
//! unit and by list. Units only, never persons. Every figure is counted from the cases that it opens.

use crate::appeals::nouns::Action;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use xianban_kernel::{Actor, DossierId, Moment, Page, PageSize, Problem, Role, UnitId};
use xianban_store::params;

use super::case::{Case, Figure, Period, read};
use super::closed::closed;
use super::glance::{Glance, glance_at};
use crate::appeals::desk::may_open;
use crate::appeals::rows::store;
use crate::office::Work;
use crate::organisation::units_below;
use crate::rules::{Reach, Rules};

/// What is near due is due within so many days.
const SOON_DAYS: i64 = 3;

/// Which cases are wanted.
#[derive(Clone, Debug)]
pub struct CasesWanted {
    /// Counted in this figure.
    pub figure: Figure,
    /// About this unit.
    pub unit: Option<UnitId>,
    /// On this list of five; an empty code for those on none yet.
    pub list: Option<String>,
}

/// How many cases each figure counts.
pub type Counts = BTreeMap<Figure, usize>;

/// The figures of the units below a leader.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Of all of them; a case that several units have counts once.
    pub total: Counts,
    /// Of each unit that has any, in the order of the district.
    pub units: Vec<(UnitId, String, Counts)>,
    /// Of each of the five lists, by its code; an empty code for cases that are on none yet.
    pub lists: BTreeMap<String, Counts>,
}

/// The figures, of what the actor oversees.
pub fn overview(work: &mut Work<'_, '_>, period: Period) -> Result<Overview, Problem> {
    let cases = cases_of(work, period)?;
    let sql = "select id, name from unit where district = $1 order by id";
    let named = work.tx.rows(sql, params![work.office.district])?;
    let of = |wanted: &dyn Fn(&Case) -> bool| {
        let mut seen: BTreeMap<Figure, BTreeSet<DossierId>> = BTreeMap::new();
        for case in cases.iter().filter(|case| wanted(case)) {
            seen.entry(case.figure).or_default().insert(case.appeal);
        }
        seen.into_iter().map(|(figure, appeals)| (figure, appeals.len())).collect::<Counts>()
    };
    let mut units = Vec::new();
    for row in &named {
        let (id, name): (UnitId, String) = (row.get("id")?, row.get("name")?);
        let counts = of(&|case| case.unit == id);
        if !counts.is_empty() {
            units.push((id, name, counts));
        }
    }
    let codes: BTreeSet<&String> = cases.iter().map(|case| &case.list).collect();
    let lists = codes.iter().map(|code| ((*code).clone(), of(&|case| case.list == **code)));
    Ok(Overview { total: of(&|_| true), units, lists: lists.collect() })
}

/// The cases of one figure, most urgent or oldest first, after a position.
pub fn cases(
    work: &mut Work<'_, '_>,
    period: Period,
    wanted: &CasesWanted,
    after: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    let mut first: BTreeMap<DossierId, Moment> = BTreeMap::new();
    for case in cases_of(work, period)? {
        let fits = case.figure == wanted.figure
            && wanted.unit.is_none_or(|unit| unit == case.unit)
            && wanted.list.as_ref().is_none_or(|list| *list == case.list);
        if fits {
            let at = first.entry(case.appeal).or_insert(case.at);
            *at = case.at.min(*at);
        }
    }
    let mut found: Vec<_> = first.into_iter().map(|(id, at)| (at.millis(), id)).collect();
    found.sort_unstable();
    found.retain(|(at, id)| after.is_none_or(|after| (*at, id.value()) > after));
    let mut rows = Vec::new();
    for (at, id) in found {
        let Some(appeal) = store::load(work.tx, work.office.district, id)? else { continue };
        if may_open(work, &appeal)? {
            rows.push((at, glance_at(work, appeal)?));
        }
        if rows.len() > size.rows() {
            break;
        }
    }
    let page = Page::cut(rows, size, |(at, glance)| format!("{at}.{}", glance.appeal.id));
    Ok(page.map(|(_, glance)| glance))
}

fn cases_of(work: &mut Work<'_, '_>, period: Period) -> Result<Vec<Case>, Problem> {
    let below = overseen(work)?;
    let (district, now) = (work.office.district, work.cx.at);
    let end = now.day().saturating_add(jiff::Span::new().days(SOON_DAYS));
    let soon = Moment::at_civil(end.at(0, 0, 0, 0));
    let owed = work.tx.rows(
        "select d.unit, d.dossier as appeal, a.list, min(d.due) as at,
           min(case when d.due >= $1 then d.due end) as next_due from duty d
           join appeal a on a.district = d.district and a.id = d.dossier
         where d.district = $2 and d.kind <> 'call' group by d.unit, d.dossier, a.list",
        params![now, district],
    )?;
    let mut found = closed(work, period)?;
    for row in &owed {
        let case = read(row, Figure::Open)?;
        if case.at < now {
            found.push(read(row, Figure::Overdue)?);
        }
        if row.get::<Option<Moment>>("next_due")?.is_some_and(|due| due < soon) {
            found.push(read(row, Figure::Soon)?);
        }
        found.push(case);
    }
    let returned = work.tx.rows(
        "select r.unit, r.appeal, a.list, r.at from returned_order r
           join appeal a on a.district = r.district and a.id = r.appeal
         where r.district = $1 and r.at >= $2 and r.at < $3",
        params![district, period.from, period.to],
    )?;
    let low = work.tx.rows(
        "select r.unit, r.appeal, a.list, r.at from low_rating r
           join appeal a on a.district = r.district and a.id = r.appeal
         where r.district = $1 and r.at >= $2 and r.at < $3",
        params![district, period.from, period.to],
    )?;
    for (rows, figure) in [(returned, Figure::Returned), (low, Figure::Low)] {
        for row in &rows {
            found.push(read(row, figure)?);
        }
    }
    if let Some(below) = below {
        found.retain(|case| below.contains(&case.unit));
    }
    Ok(found)
}

/// The units the actor oversees; `None` for the whole district. To everybody else there is no
/// overview.
fn overseen(work: &mut Work<'_, '_>) -> Result<Option<HashSet<UnitId>>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let Actor::Staff(staff) = work.cx.actor.clone() else { return Err(Problem::NotFound) };
    let mut units = HashSet::new();
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, Action::ReadCase)) {
        match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::District => return Ok(None),
            Reach::Below => units.extend(units_below(work.tx, post.unit)?),
            Reach::Nothing | Reach::Unit => {}
        }
    }
    if units.is_empty() { Err(Problem::NotFound) } else { Ok(Some(units)) }
}

/// Whether somebody oversees anything: then there is an overview for him.
pub fn oversees(rules: &Rules, actor: &Actor) -> bool {
    let wide = |role: &Role| {
        let reach = rules.role(role).map_or(Reach::Nothing, |role| role.reach);
        rules.role_may(role, Action::ReadCase) && matches!(reach, Reach::Below | Reach::District)
    };
    actor.staff().is_some_and(|staff| staff.posts.iter().any(|post| wide(&post.role)))
}
