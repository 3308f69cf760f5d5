use std::collections::BTreeSet;

use xianban_kernel::words::length;
use xianban_kernel::{Fault, Problem, UnitId};

use super::event::{Because, Drafted, Event, Named};
use super::noun::Step;
use super::open::{Held, note, permitted};
use super::rules::WhistleRules;
use super::words::Action;
use crate::appeals::{self, Appeal};
use crate::consultation;
use crate::dossier::Kept;
use crate::folded;
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, UnitKind, platform_office, superior, unit, units_of};
use crate::rules::Rules;

/// A unit to be called.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// The unit.
    pub unit: Option<UnitId>,
    /// What is asked of it; empty when the whole text says it.
    pub asked: String,
    /// Why it is called although its duty list does not have the matter; may be empty.
    pub reason: String,
}

/// What is filled in to draft a whistle.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What it is about, in a line.
    pub title: String,
    /// Why it is beyond the community, and what is asked.
    pub text: String,
    /// Numbers of appeals.
    pub appeals: Vec<String>,
    /// Who is called.
    pub called: Vec<Called>,
    /// Within how many minutes they are to be on site.
    pub minutes: i64,
}

/// Kinds of unit that can be called, the nearest above first.
const KINDS: [UnitKind; 4] = [
    UnitKind::StreetOffice,
    UnitKind::StreetDepartment,
    UnitKind::DistrictDepartment,
    UnitKind::PropertyCompany,
];

/// Characters of a title.
pub(super) const TITLE_MOST: usize = 60;

/// Units that can be called.
pub fn receivers(work: &mut Work<'_, '_>) -> Result<Vec<Unit>, Problem> {
    let district = work.office.district;
    let mut units = Vec::new();
    for kind in KINDS {
        let of = units_of(work.tx, district, kind)?.into_iter();
        units.extend(of.filter(|unit| unit.closed_at.is_none()));
    }
    Ok(units)
}

/// Drafts a whistle: its secretary owes a look at it. A draft is seen by its community and
/// who answers for it, not by whom it would call.
pub fn draft(work: &mut Work<'_, '_>, form: &Draft) -> Result<Held, Problem> {
    require(work, Action::Draft)?;
    let own = folded::units_with(work, Action::Draft)?;
    let community = own.into_iter().find(|unit| unit.kind == UnitKind::Community);
    let community = community.ok_or(Problem::NotFound)?;
    let checked = checked(work, &community, form)?;
    let letters = WhistleRules::of(&work.office.rules_at(work.cx.at).rules).letters;
    let held = folded::open(work, &letters, &mut |work, begun| {
        drafted(work, &community, &checked, form, &mut |work, words| begun.keep(work, words))
            .map(Event::Drafted)
    })?;
    for appeal in &checked.appeals {
        consultation::whistled(work, appeal.id, held.id)?;
    }
    Ok(held)
}

/// Says anew what a draft says.
pub fn change(work: &mut Work<'_, '_>, no: &str, seen: i64, form: &Draft) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Change, 0), seen)?;
    let community = unit(work.tx, held.unit.unit)?;
    let checked = checked(work, &community, form)?;
    let keep = &mut |work: &mut Work<'_, '_>, words: &str| {
        let kept = folded::keep(work, &held, words)?;
        kept.ok_or_else(|| Problem::fault("text", "请写几句话说明。"))
    };
    let event = drafted(work, &community, &checked, form, keep)?;
    folded::record(work, &held, Some(seen), &Event::Changed(event))
}

/// Gives a draft up.
pub fn drop_draft(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Drop, 0), seen)?;
    note(work, "words", words)?;
    let Some(words) = folded::keep(work, &held, words)? else { return Ok(held) };
    folded::record(work, &held, Some(seen), &Event::Dropped(Because { words }))
}

/// What a draft names, found and checked.
struct Checked {
    appeals: Vec<Appeal>,
    units: Vec<Unit>,
}

fn checked(work: &mut Work<'_, '_>, community: &Unit, form: &Draft) -> Result<Checked, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let ruled = WhistleRules::of(&rules);
    let mut faults = words(&rules, form);
    let numbers: BTreeSet<&str> =
        form.appeals.iter().map(|no| no.trim()).filter(|no| !no.is_empty()).collect();
    let mut fault = |field, said: String| faults.push(Fault { field, said });
    if numbers.is_empty() {
        fault("appeals", "请写要放进来的诉求编号。".to_owned());
    } else if numbers.len() > ruled.appeals_max {
        fault("appeals", format!("一份吹哨单最多放 {} 件诉求。", ruled.appeals_max));
    }
    let ids: Vec<UnitId> = form.called.iter().filter_map(|one| one.unit).collect();
    if ids.is_empty() {
        fault("unit", "请选要叫的单位。".to_owned());
    } else if ids.len() > ruled.units_max {
        fault("unit", format!("一次最多叫 {} 个单位。", ruled.units_max));
    } else if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
        fault("unit", "同一个单位选了两次，留一个就好。".to_owned());
    }
    if !ruled.arrive.contains(&form.minutes) {
        fault("minutes", "请选多久到场。".to_owned());
    }
    Problem::unless_faultless(faults)?;
    let able = receivers(work)?;
    let mut units = Vec::new();
    for id in ids {
        let unit = able.iter().find(|unit| unit.id == id).cloned();
        units.push(unit.ok_or_else(|| Problem::fault("unit", "请从名单里选单位。"))?);
    }
    let mut appeals = Vec::new();
    for no in numbers {
        appeals.push(bundled(work, community, no)?);
    }
    for appeal in &appeals {
        for (unit, called) in units.iter().zip(form.called.iter().filter(|one| one.unit.is_some()))
        {
            appeals::callable(work, appeal, unit, &called.reason).map_err(at_unit)?;
        }
    }
    Ok(Checked { appeals, units })
}

fn bundled(work: &mut Work<'_, '_>, community: &Unit, no: &str) -> Result<Appeal, Problem> {
    appeals::whistleable(work, no, community.id).map_err(|problem| match problem {
        Problem::NotFound => Problem::fault("appeals", format!("没有找到编号 {no} 的诉求。")),
        Problem::Refused { said, .. } => Problem::fault("appeals", said),
        other => other,
    })
}

/// What the guard of duty lists says stands at the units.
pub(super) fn at_unit(problem: Problem) -> Problem {
    match problem {
        Problem::Refused { said, .. } => Problem::fault("unit", said),
        other => other,
    }
}

fn words(rules: &Rules, form: &Draft) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |field, said: String| faults.push(Fault { field, said });
    let (title, text) = (length(form.title.trim()), length(form.text.trim()));
    if title == 0 {
        fault("title", "请写一个题目，例如“三个小区绿地被占种菜”。".to_owned());
    } else if title > TITLE_MOST {
        fault("title", format!("题目写了 {title} 个字，最多 {TITLE_MOST} 个字。"));
    }
    if text == 0 {
        fault("text", "请写清楚为什么社区办不了、请他们来做什么。".to_owned());
    } else if text > rules.forms.note_max {
        fault("text", format!("写了 {text} 个字，最多 {} 个字。", rules.forms.note_max));
    }
    for called in &form.called {
        if length(&called.asked).max(length(&called.reason)) > rules.forms.note_max {
            fault("asked", format!("最多写 {} 个字。", rules.forms.note_max));
        }
    }
    faults
}

type Keep<'k> = &'k mut dyn FnMut(&mut Work<'_, '_>, &str) -> Result<Kept, Problem>;

fn drafted(
    work: &mut Work<'_, '_>,
    community: &Unit,
    checked: &Checked,
    form: &Draft,
    keep: Keep<'_>,
) -> Result<Drafted, Problem> {
    let above = above(work, community)?;
    let (title, text) = (keep(work, &form.title)?, keep(work, &form.text)?);
    let mut called = Vec::new();
    for (unit, one) in checked.units.iter().zip(form.called.iter().filter(|one| one.unit.is_some()))
    {
        let asked = if one.asked.trim().is_empty() { &form.text } else { &one.asked };
        let asked = keep(work, asked)?;
        let reason = one.reason.trim();
        let overridden = if reason.is_empty() { None } else { Some(keep(work, reason)?) };
        called.push(Named { unit: AtUnit::of(unit), asked, overridden });
    }
    Ok(Drafted {
        unit: AtUnit::of(community),
        above: AtUnit::of(&above),
        title,
        text,
        appeals: checked.appeals.iter().map(|appeal| appeal.id).collect(),
        called,
        minutes: form.minutes,
    })
}

/// The level above: the street; where there is none with a desk, the platform office.
fn above(work: &mut Work<'_, '_>, community: &Unit) -> Result<Unit, Problem> {
    match superior(work.tx, community)? {
        Some(unit) if unit.kind != UnitKind::District => Ok(unit),
        _ => platform_office(work.tx, work.office.district),
    }
}
