use std::collections::BTreeMap;

use jiff::ToSpan;
use xianban_domain::appeals::{self, Action};
use xianban_domain::figures::{
    self, CasesAsked, Count, Counted, DueNow, Facet, Named, Numbers, Of, Reached, Scope, Span,
    due_now, named, numbers, reached, scopes_below, trend,
};
use xianban_domain::folded::{self, Held};
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, Meeting};
use xianban_kernel::{Day, PageSize, Problem, UnitId};

use crate::console::figures::overview::soon;

/// Months that the trend shows, this one included.
const MONTHS: i64 = 12;
/// Matters that are named beside their number.
const NAMED: u16 = 4;
/// Steps from a grid up to the district.
const LEVELS: usize = 4;
/// Meetings begun so many days back may be today's; no more of them are looked through.
const PLANNED_BEFORE: i64 = 4;
const MOST_MEETINGS: i64 = 60;

/// What is named beside its number.
pub(super) const LISTED: [Of; 5] = [
    Of::Overdue,
    Of::Count(Count::Hard),
    Of::Count(Count::Supervised),
    Of::Count(Count::OnHold),
    Of::Count(Count::Whistle),
];

/// Everything that the dashboard shows, in a fixed number of statements.
pub(super) struct Read {
    pub(super) scope: Scope,
    pub(super) today: Day,
    pub(super) reached: Reached,
    pub(super) year: Numbers,
    pub(super) by: BTreeMap<&'static str, Numbers>,
    pub(super) months: BTreeMap<i64, Numbers>,
    pub(super) due: DueNow,
    pub(super) due_below: BTreeMap<String, DueNow>,
    pub(super) below: Vec<Scope>,
    pub(super) names: BTreeMap<Scope, Named>,
    /// From the widest that the reader oversees down to what contains the scope.
    pub(super) above: Vec<Scope>,
    pub(super) cases: Vec<Vec<Counted>>,
    pub(super) meetings: Vec<Held<Meeting>>,
}

/// The scope that was asked for, or the widest there is, when the actor oversees it; others find nothing.
pub(super) fn permitted(
    work: &mut Work<'_, '_>,
    asked: Option<Scope>,
) -> Result<(Scope, Reached), Problem> {
    let reached = reached(work, Action::ReadCase)?;
    let widest = reached.widest().ok_or(Problem::NotFound)?;
    let scope = asked.unwrap_or(widest);
    reached.permits(work, scope)?;
    Ok((scope, reached))
}

pub(super) fn read(work: &mut Work<'_, '_>, asked: Option<Scope>) -> Result<Read, Problem> {
    let (scope, reached) = permitted(work, asked)?;
    let today = work.cx.at.day();
    let span = Span::year_to(today);
    let soon = soon(work.cx.at);
    let year = numbers(work, scope, span, Facet::All)?;
    let mut by = BTreeMap::from([("list", numbers(work, scope, span, Facet::List)?)]);
    let mut below = scopes_below(work, scope)?;
    let (due, mut due_below) = (due_now(work, scope, soon, Facet::All)?, BTreeMap::new());
    if !matches!(scope, Scope::Unit(_)) {
        by.insert("below", numbers(work, scope, span, Facet::Below)?);
        by.insert("unit", numbers(work, scope, span, Facet::Unit)?);
        due_below = due_now(work, scope, soon, Facet::Below)?;
    }
    let counted = by.get("below").map(Numbers::values).unwrap_or_default();
    let counted = counted.into_iter().filter_map(Scope::from_code).collect::<Vec<_>>();
    let known: Vec<Scope> = below.clone();
    below.extend(counted.into_iter().filter(|one| !known.contains(one)));
    let mut wanted = below.clone();
    wanted.extend(
        by.get("unit").map(Numbers::values).unwrap_or_default().into_iter().filter_map(unit),
    );
    wanted.extend(reached.units.iter().map(|unit| Scope::Unit(*unit)));
    let mut names = named(work, &wanted)?;
    let above = above(work, scope, &reached, &mut names)?;
    let months = trend(work, scope, Span { from: months_of(today).0, to: today }, true)?;
    let mut cases = Vec::new();
    for of in LISTED {
        cases.push(newest(work, scope, of)?);
    }
    let due = due.get("").copied().unwrap_or_default();
    let meetings = meetings(work, today)?;
    Ok(Read {
        scope,
        today,
        reached,
        year,
        by,
        months,
        due,
        due_below,
        below,
        names,
        above,
        cases,
        meetings,
    })
}

pub(super) fn unit(value: &str) -> Option<Scope> {
    value.parse().ok().map(UnitId::new).map(Scope::Unit)
}

/// The first day of the months that the trend shows, and how many they are.
pub(super) fn months_of(today: Day) -> (Day, i64) {
    let first = today.first_of_month();
    (first.checked_sub((MONTHS - 1).months()).unwrap_or(first), MONTHS)
}

/// Names a scope and what it lies in, as far up as the actor oversees.
fn above(
    work: &mut Work<'_, '_>,
    scope: Scope,
    reached: &Reached,
    names: &mut BTreeMap<Scope, Named>,
) -> Result<Vec<Scope>, Problem> {
    let (mut chain, mut at) = (Vec::new(), scope);
    for _ in 0..=LEVELS {
        names.extend(named(work, &[at])?);
        let up = names.get(&at).and_then(|one| one.above);
        let Some(up) = up.filter(|up| reached.permits(work, *up).is_ok()) else { break };
        chain.insert(0, up);
        at = up;
    }
    Ok(chain)
}

/// The newest few of a number, as far as the actor may know them.
pub(super) fn newest(
    work: &mut Work<'_, '_>,
    scope: Scope,
    of: Of,
) -> Result<Vec<Counted>, Problem> {
    let span = Span::year_to(work.cx.at.day());
    let asked = CasesAsked { of, scope, span, unit: None, list: None, matter: None };
    let sight = appeals::sight(work)?;
    Ok(figures::cases(work, &asked, &sight, None, PageSize::new(NAMED))?.rows)
}

/// Today's meetings that the actor may read; none for whom meetings are not shown to.
fn meetings(work: &mut Work<'_, '_>, today: Day) -> Result<Vec<Held<Meeting>>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    if !rules.may(&work.cx.actor, supervision::Action::Read) {
        return Ok(Vec::new());
    }
    let from = Some(work.cx.at.plus_hours(-24 * PLANNED_BEFORE));
    let page = folded::Page {
        open: false,
        from,
        until: None,
        with: None,
        after: None,
        most: MOST_MEETINGS,
    };
    let mut found = supervision::list(work, &page)?;
    found.retain(|one| one.on == today);
    found.sort_by_key(|one| one.from);
    Ok(found)
}
