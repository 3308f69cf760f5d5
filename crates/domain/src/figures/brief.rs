use xianban_kernel::{Actor, Context, Moment, Post, Problem, StaffId};
use xianban_store::params;

use super::due::due_now;
use super::permit::{oversees, reached};
use super::read::numbers_of;
use super::scope::{Facet, Span};
use super::{Count, named};
use crate::appeals::Action;
use crate::coded::coded;
use crate::identity::acting;
use crate::notice;
use crate::office::Work;
use crate::rules::Rules;

coded! {
    /// What whoever oversees something is told of his figures.
    NoticeKind {
        /// 早上的简报.
        Brief = "morning_brief",
    }
}

/// From this hour on.
const HOUR: i8 = 8;

/// Tells everybody who oversees something how it stands: on working days from eight o'clock on, once a day,
/// whichever node comes first. Answers how many were told.
pub fn tell_briefs(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    let (at, set) = (work.cx.at, work.office.rules_at(work.cx.at));
    let today = at.day();
    if at.civil().hour() < HOUR || !set.calendar.is_workday(today) {
        return Ok(0);
    }
    let (district, day) = (work.office.district, super::fact::number(today));
    let first = work.tx.execute(
        "insert into brief_day (district, day) values ($1, $2) on conflict do nothing",
        params![district, day],
    )?;
    if first == 0 {
        return Ok(0);
    }
    let mut told = 0;
    for staff in overseeing(work, &set.rules)? {
        told += usize::from(tell(work, staff)?);
    }
    Ok(told)
}

/// Who sits anywhere from where he oversees something.
fn overseeing(work: &mut Work<'_, '_>, rules: &Rules) -> Result<Vec<StaffId>, Problem> {
    let rows = work.tx.rows(
        "select distinct p.staff, p.unit, p.role from post p
         join staff s on s.district = p.district and s.id = p.staff
         where p.district = $1 and s.disabled_at is null and p.from_at <= $2
           and (p.until_at is null or p.until_at > $2)
         order by p.staff",
        params![work.office.district, work.cx.at],
    )?;
    let mut found: Vec<StaffId> = Vec::new();
    for row in &rows {
        let id: StaffId = row.get("staff")?;
        let post = Post { unit: row.get("unit")?, role: row.get("role")? };
        if found.last() != Some(&id) && sees(rules, id, post) {
            found.push(id);
        }
    }
    Ok(found)
}

fn sees(rules: &Rules, id: StaffId, post: Post) -> bool {
    let staff = xianban_kernel::Staff::new(id, "", [post].into());
    oversees(rules, &Actor::Staff(staff), Action::ReadCase)
}

/// Tells one of them how the widest that he oversees stands.
fn tell(work: &mut Work<'_, '_>, id: StaffId) -> Result<bool, Problem> {
    let Some((actor, _)) = acting(work, id)? else { return Ok(false) };
    let cx = Context::new(actor, work.cx.at, work.cx.seed);
    let said = said(&mut Work::new(work.tx, &cx, work.office))?;
    let Some((name, said)) = said else { return Ok(false) };
    let fields = [("unit", name), ("told", said)];
    notice::leave_alone(work, &format!("staff:{id}"), NoticeKind::Brief.code(), &fields)?;
    Ok(true)
}

fn said(work: &mut Work<'_, '_>) -> Result<Option<(String, String)>, Problem> {
    let Some(scope) = reached(work, Action::ReadCase)?.widest() else { return Ok(None) };
    let day = work.cx.at.day().yesterday().unwrap_or_else(|_| work.cx.at.day());
    let counts = [Count::Accepted, Count::Closed, Count::Open];
    let numbers = numbers_of(work, scope, Span { from: day, to: day }, Facet::All, &counts)?;
    let due = due_now(work, scope, end_of_today(work.cx.at), Facet::All)?;
    let due = due.get("").copied().unwrap_or_default();
    let said = format!(
        "昨天受理 {} 件，办结 {} 件；现在在办 {} 件，超期 {} 件，今天到期 {} 件。",
        numbers.of(Count::Accepted),
        numbers.of(Count::Closed),
        numbers.of(Count::Open),
        due.overdue,
        due.soon,
    );
    let name = named(work, &[scope])?.remove(&scope).map(|one| one.name).unwrap_or_default();
    Ok(Some((name, said)))
}

fn end_of_today(at: Moment) -> Moment {
    let tomorrow = at.day().tomorrow().unwrap_or_else(|_| at.day());
    Moment::at_civil(tomorrow.at(0, 0, 0, 0))
}
