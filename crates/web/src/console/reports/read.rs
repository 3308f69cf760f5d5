use std::collections::BTreeMap;

use xianban_domain::appeals::Action;
use xianban_domain::figures::{
    DueNow, Every, Facet, Named, Numbers, Period, Scope, Span, due_now, named, numbers,
    numbers_listed, reached, trend_listed,
};
use xianban_domain::office::Work;
use xianban_kernel::{Problem, UnitId};

use crate::console::figures::overview::soon;

/// Everything that one report reads, in one snapshot.
pub(super) struct Read {
    pub(super) scope: Scope,
    /// In this period, the one before it, and the same a year earlier.
    pub(super) now: Numbers,
    pub(super) before: Numbers,
    pub(super) year_ago: Option<Numbers>,
    /// By the values of a facet.
    pub(super) by: BTreeMap<Facet, Numbers>,
    /// By month in a year, else by day.
    pub(super) trend: BTreeMap<i64, Numbers>,
    /// What stands now and is due; only when the period is not over.
    pub(super) due: Option<DueNow>,
    pub(super) names: BTreeMap<Scope, Named>,
    /// One level up, where the reader oversees that too.
    pub(super) above: Option<Scope>,
}

/// What is broken up in every report.
const FACETS: [Facet; 4] = [Facet::Below, Facet::Unit, Facet::List, Facet::Matter];

pub(super) fn read(
    work: &mut Work<'_, '_>,
    scope: Option<Scope>,
    period: Period,
    list: Option<&str>,
) -> Result<Read, Problem> {
    let reached = reached(work, Action::ReadCase)?;
    let scope = scope.or_else(|| reached.widest()).ok_or(Problem::NotFound)?;
    reached.permits(work, scope)?;
    let span = period.span();
    let mut by = BTreeMap::new();
    for facet in FACETS {
        let own = matches!(scope, Scope::Unit(_)) && [Facet::Below, Facet::Unit].contains(&facet);
        let known = own || facet == Facet::List && list.is_some();
        if !known {
            by.insert(facet, broken_up(work, scope, span, facet, list)?);
        }
    }
    let year_ago = period.year_ago().map(|ago| together(work, scope, ago.span(), list));
    let today = work.cx.at.day();
    let due = if (span.from..=span.to).contains(&today) && list.is_none() {
        let due = due_now(work, scope, soon(work.cx.at), Facet::All)?;
        Some(due.get("").copied().unwrap_or_default())
    } else {
        None
    };
    let (names, above) =
        names(work, scope, &by, |work, above| Ok(reached.permits(work, above).is_ok()))?;
    Ok(Read {
        scope,
        now: together(work, scope, span, list)?,
        before: together(work, scope, period.before().span(), list)?,
        year_ago: year_ago.transpose()?,
        trend: trend_listed(work, scope, span, period.every == Every::Year, list)?,
        by,
        due,
        names,
        above,
    })
}

fn together(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    list: Option<&str>,
) -> Result<Numbers, Problem> {
    match list {
        Some(list) => Ok(numbers(work, scope, span, Facet::List)?.only(list)),
        None => numbers(work, scope, span, Facet::All),
    }
}

fn broken_up(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    facet: Facet,
    list: Option<&str>,
) -> Result<Numbers, Problem> {
    match list {
        Some(list) => numbers_listed(work, scope, span, facet, list),
        None => numbers(work, scope, span, facet),
    }
}

type Names = (BTreeMap<Scope, Named>, Option<Scope>);

/// What everything in it is called, and what lies above it.
fn names(
    work: &mut Work<'_, '_>,
    scope: Scope,
    by: &BTreeMap<Facet, Numbers>,
    may: impl Fn(&mut Work<'_, '_>, Scope) -> Result<bool, Problem>,
) -> Result<Names, Problem> {
    let mut wanted = vec![scope];
    let values = |facet: Facet| by.get(&facet).map(Numbers::values).unwrap_or_default();
    wanted.extend(values(Facet::Below).into_iter().filter_map(Scope::from_code));
    wanted.extend(values(Facet::Unit).into_iter().filter_map(unit));
    let mut names = named(work, &wanted)?;
    // What whoever oversees everything may have, but is not there.
    let above = names.get(&scope).ok_or(Problem::NotFound)?.above;
    let Some(above) = above else { return Ok((names, None)) };
    if !may(work, above)? {
        return Ok((names, None));
    }
    names.extend(named(work, &[above])?);
    Ok((names, Some(above)))
}

/// A unit that a number was counted of.
pub(super) fn unit(value: &str) -> Option<Scope> {
    value.parse().ok().map(UnitId::new).map(Scope::Unit)
}
