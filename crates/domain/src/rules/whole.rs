use xianban_kernel::Problem;
use xianban_store::params;

use super::{Rules, Seat};
use crate::identity::unmet;
use crate::office::Work;
use crate::organisation::{UnitKind, unit_by_code};

/// How rules fit the district as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// What has to be mended before the rules can count.
    pub faults: Vec<String>,
    /// What somebody should know.
    pub warnings: Vec<String>,
}

/// Whether the units and posts of the district can carry these rules: a superior for every unit, so
/// that whatever is overdue finds one; somebody in every post that is kept apart; somebody answerable
/// for every matter. A district that has no units yet carries any.
pub(super) fn fits(work: &mut Work<'_, '_>, rules: &Rules) -> Result<Fit, Problem> {
    let mut fit = Fit { faults: rules.check(work.office.words), warnings: Vec::new() };
    let sql = "select u.name, u.kind, s.id as above from unit u left join unit s \
               on s.district = u.district and s.id = u.superior and s.closed_at is null \
               where u.district = $1 and u.closed_at is null order by u.id";
    let rows = work.tx.rows(sql, params![work.office.district])?;
    if rows.is_empty() {
        return Ok(fit);
    }
    for row in &rows {
        let (name, kind): (String, String) = (row.get("name")?, row.get("kind")?);
        let above: Option<i64> = row.get("above")?;
        if above.is_none() && kind != UnitKind::District.code() {
            fit.faults.push(format!("{name}没有上级单位，逾期时找不到上级"));
        }
    }
    backstop(work, rules, &mut fit)?;
    pools(work, rules, &mut fit)?;
    matters(work, rules, &mut fit)?;
    fit.faults.extend(unmet(work, rules)?);
    Ok(fit)
}

/// The unit that takes what nobody else has is there, with somebody who handles.
fn backstop(work: &mut Work<'_, '_>, rules: &Rules, fit: &mut Fit) -> Result<(), Problem> {
    let code = rules.casework.backstop.as_str();
    if code.is_empty() {
        fit.warnings.push("没有定兜底单位，没人管的事要派单员写理由派".to_owned());
        return Ok(());
    }
    let unit = unit_by_code(work.tx, work.office.district, code)?;
    let handles = |kind| rules.owing_role("handle", 1, kind).is_some();
    if !unit.is_some_and(|unit| unit.closed_at.is_none() && handles(unit.kind)) {
        fit.faults.push(format!("兜底单位 {code} 不存在、已撤销，或者没有承办人"));
    }
    Ok(())
}

/// Whoever reviews, verifies and asks must not have handled: those posts cannot be empty.
fn pools(work: &mut Work<'_, '_>, rules: &Rules, fit: &mut Fit) -> Result<(), Problem> {
    let sql = "select count(distinct p.staff) as n from post p \
    join unit u on u.district = p.district and u.id = p.unit \
               where u.district = $1 and u.kind = $2 and p.role = $3 and p.from_at <= $4 \
               and (p.until_at is null or p.until_at > $4)";
    let office = UnitKind::PlatformOffice;
    let mut looked_at = Vec::new();
    for duty in rules.duties.iter().filter(|duty| duty.seat == Seat::PlatformOffice) {
        let Some(role) = rules.owing_role(&*duty.duty, 1, office) else { continue };
        if looked_at.contains(&role) {
            continue;
        }
        looked_at.push(role);
        let row =
            work.tx.row(sql, params![work.office.district, office.code(), role, work.cx.at])?;
        let n: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
        let name = rules.role(role).map_or_else(|| role.to_string(), |role| role.name.clone());
        match n {
            0 => fit.faults.push(format!("平台办公室没有人担任{name}")),
            1 => fit
                .warnings
                .push(format!("平台办公室只有一个人担任{name}，他经手过的事没有别人可以接")),
            _ => {}
        }
    }
    Ok(())
}

/// Matters that are on nobody's duty list.
fn matters(work: &mut Work<'_, '_>, rules: &Rules, fit: &mut Fit) -> Result<(), Problem> {
    let sql = "select distinct d.category from unit_duty d \
    join unit u on u.district = d.district and u.id = d.unit \
               where u.district = $1 and u.closed_at is null";
    let rows = work.tx.rows(sql, params![work.office.district])?;
    let listed = rows.iter().map(|row| row.get("category"));
    let listed: Vec<String> = listed.collect::<Result<_, _>>()?;
    let has = |code: &str| listed.iter().any(|known| known == code);
    let nobody = rules.matters().filter(|one| !one.on_lists().0.iter().any(|code| has(code)));
    let nobody: Vec<_> = nobody.map(super::MatterCode::name).collect();
    if let Some(first) = nobody.first() {
        let others = match nobody.len() {
            1 => String::new(),
            n => format!("等 {n} 个事项"),
        };
        fit.warnings.push(format!("“{first}”{others}不在任何单位的职责清单里，派单时要写理由"));
    }
    Ok(())
}
