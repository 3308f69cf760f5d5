use xianban_domain::office::Work;
use xianban_domain::teams::{Person, by_no, people};
use xianban_kernel::Problem;

use crate::console::act::Subject;
use crate::console::control::Field;
use crate::console::parts::one;
use crate::frame::Choice;

/// Where a team's page is.
pub(super) fn href(no: &str) -> String {
    format!("/c/teams/{no}")
}

/// A team, as the forms of its moves show it.
pub(super) fn subject(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
    let held = by_no(work, no)?;
    Ok(Subject::new(held.at.name.clone(), href(no), held.version))
}

/// One of a team, as he is called: 网格员 王敏.
pub(super) fn called(person: &Person) -> String {
    format!("{} {}", person.role.name(), person.name)
}

/// Which of a team a move is about: of those who fit.
pub(super) fn member(
    work: &mut Work<'_, '_>,
    no: &str,
    chosen: &str,
    fits: fn(&Person) -> bool,
) -> Result<Field, Problem> {
    let held = by_no(work, no)?;
    let people = people(work, &held)?;
    let choice = |one: &Person| Choice::new(one.n.to_string(), called(one)).chosen_if(chosen);
    let choices: Vec<_> = people.iter().filter(|one| fits(one)).map(choice).collect();
    if choices.is_empty() {
        return Err(Problem::refused("nobody", "队里现在没有可选的人，这一步不用办。"));
    }
    Ok(one("member", "哪一位", choices))
}

/// The number of the one that was chosen.
pub(super) fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::fault("member", "请选一位。"))
}
