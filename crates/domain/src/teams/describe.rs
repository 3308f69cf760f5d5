use xianban_kernel::Problem;
use xianban_kernel::words::length;

use super::event::{Described, Event};
use super::noun::{Step, Team};
use super::rules::TeamRules;
use super::verb::held;
use crate::folded::{Held, forget, keep, record};
use crate::office::Work;
use crate::organisation::GridRole;

/// What a role does in a grid.
#[derive(Clone, Debug)]
pub struct Describe {
    /// Which role.
    pub role: GridRole,
    /// What it does, as residents read it; nothing takes away what was written.
    pub words: String,
}

/// Writes what a role does in a grid.
pub fn describe(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Describe,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Describe)?;
    let most = TeamRules::of(&work.office.rules_at(work.cx.at).rules).text_max;
    if length(form.words.trim()) > most {
        return Err(Problem::fault("words", format!("最多 {most} 个字。")));
    }
    let gone: Vec<_> = held.duties.get(&form.role).copied().into_iter().collect();
    let words = keep(work, &held, &form.words)?;
    forget(work, &held, &gone)?;
    let described = Described { role: form.role, words, gone };
    record(work, &held, Some(seen), &Event::Described(described))
}
