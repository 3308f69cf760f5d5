use xianban_kernel::{Problem, StaffId};

use super::event::{Asked, Dropped, Event};
use super::lists::{by_no, is_own};
use super::noun::{Extract, State};
use super::rules::ExtractRules;
use crate::appeals::Action;
use crate::figures::{Count, Facet, Scope, Span, numbers_of, reached};
use crate::files;
use crate::folded::{self, Held};
use crate::ledger::exported;
use crate::office::Work;

/// Of what every matter is wanted.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Where, or of whose work.
    pub scope: Scope,
    /// Accepted on these days.
    pub span: Span,
    /// Only what is on this list of five.
    pub list: Option<String>,
    /// What it is to be called.
    pub name: String,
}

/// Asks for every matter accepted in a span, of what one oversees; the program makes it.
pub fn ask(work: &mut Work<'_, '_>, form: &Ask) -> Result<Held<Extract>, Problem> {
    let reached = reached(work, Action::ReadCase)?;
    reached.permits(work, form.scope)?;
    let (by, unit) = {
        let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?;
        (staff.id, staff.posts.first().ok_or(Problem::NotFound)?.unit)
    };
    let rules = ExtractRules::of(&work.office.rules_at(work.cx.at).rules);
    let waiting = waiting(work, by, rules.waiting_max)?;
    if let Some(same) = waiting.iter().find(|one| one.name == form.name) {
        return Ok(same.clone());
    }
    if waiting.len() >= rules.waiting_max {
        let said = "您要的几份明细还在做，做好一份再要下一份。";
        return Err(Problem::refused("extracts_wait", said));
    }
    let counts = [Count::Accepted];
    let all = match &form.list {
        None => numbers_of(work, form.scope, form.span, Facet::All, &counts)?.of(Count::Accepted),
        Some(list) => {
            numbers_of(work, form.scope, form.span, Facet::List, &counts)?.at(Count::Accepted, list)
        }
    };
    if all > rules.rows_max {
        let said = format!(
            "一共有 {all} 件，一份明细最多放 {} 件。请选短一点的时间，或者一条街道、一个社区、一类清单。",
            rules.rows_max
        );
        return Err(Problem::refused("extract_too_long", said));
    }
    let asked = Asked {
        scope: form.scope.code(),
        name: form.name.clone(),
        from: form.span.from,
        to: form.span.to,
        list: form.list.clone(),
        by,
        unit,
    };
    exported(work, &format!("明细：{}", form.name), usize::try_from(all).unwrap_or(0))?;
    folded::open::<Extract>(work, &rules.letters, &mut |_, _| Ok(Event::Asked(asked.clone())))
}

/// What somebody asked for that is not there yet.
fn waiting(
    work: &mut Work<'_, '_>,
    by: StaffId,
    most: usize,
) -> Result<Vec<Held<Extract>>, Problem> {
    // What was made stays among the open ones until it is destroyed.
    let most = i64::try_from(most).unwrap_or(i64::MAX).saturating_mul(16);
    let mut own = folded::marked::<Extract>(work, &format!("staff:{by}"), true, most)?;
    own.retain(|one| one.state == State::Asked);
    Ok(own)
}

/// Whoever asked for it has no more need of it: its workbook is destroyed.
pub fn throw_away(work: &mut Work<'_, '_>, no: &str, seen: i64) -> Result<Held<Extract>, Problem> {
    let held = by_no(work, no)?;
    if !is_own(work, &held) {
        return Err(Problem::NotFound);
    }
    if held.state != State::Made {
        let said = "这份明细现在没有文件可以删。";
        return Err(Problem::refused("no_file", said));
    }
    destroy(work, &held, Some(seen))
}

/// Destroys the workbook of an extract.
pub(super) fn destroy(
    work: &mut Work<'_, '_>,
    held: &Held<Extract>,
    seen: Option<i64>,
) -> Result<Held<Extract>, Problem> {
    let files = files::erase(work.tx, held.district, held.id)?;
    let values: Vec<i64> = held.file_name.into_iter().collect();
    folded::forget(work, held, &values)?;
    folded::record(work, held, seen, &Event::Dropped(Dropped { values, files }))
}
