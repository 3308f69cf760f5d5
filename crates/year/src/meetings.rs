//! The meetings of supervision, held on the day of the monthly ones.

use xianban_domain::folded::{Held, Page};
use xianban_domain::office::{Office, Work};
use xianban_domain::supervision::{
    self, Cadence, Decide, DecisionKind, Meeting, Standing, falls_on,
};
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};

use crate::cast::Cast;

const MINUTE: i64 = 60_000;

/// Whether the monthly meetings are held on this day and it is morning.
pub(crate) fn is_day(office: &Office, at: Moment) -> bool {
    let calendar = office.rules_at(at).calendar;
    at.civil().hour() < 12 && falls_on(Cadence::Monthly, at.day(), &calendar)
}

/// Holds all meetings of the day; that of the community each month decides something.
pub(crate) fn hold(
    work: &mut Work<'_, '_>,
    cast: &Cast,
    (at, seed): (Moment, Seed),
) -> Result<(), Problem> {
    for (n, (unit, roles)) in (0..).zip(LEAD) {
        let leader = cast.at(cast.unit(unit)?, roles, 0)?.clone();
        let cx = Context::new(leader.clone(), at, seed.part(n));
        let mut own = Work::new(&mut *work.tx, &cx, work.office);
        let page = Page { open: true, from: None, until: None, with: None, after: None, most: 20 };
        let mut found = supervision::list(&mut own, &page)?;
        let here = cast.unit(unit)?;
        found.retain(|one| {
            one.unit.unit == here && one.on == at.day() && one.standing == Standing::Planned
        });
        found.sort_by_key(|one| one.from);
        for (k, one) in (1..).zip(found) {
            let seed = seed.part(n * 16 + k);
            meets(work, (cast, &leader), &one, (*unit == "cgss", seed))?;
        }
    }
    Ok(())
}

/// Whose meetings they are, and who leads them.
const LEAD: &[(&str, &[&str])] =
    &[("cgss", &["secretary"]), ("zhonghan", &["head"]), ("platform", &["dispatcher"])];

fn meets(
    work: &mut Work<'_, '_>,
    (cast, leader): (&Cast, &Actor),
    meeting: &Held<Meeting>,
    (decides, seed): (bool, Seed),
) -> Result<(), Problem> {
    let at = |minutes: i64| meeting.from.plus_millis(minutes * MINUTE);
    let cx = |n: u64, minutes| Context::new(leader.clone(), at(minutes), seed.part(n));
    let no = meeting.no.as_str();
    let begun = cx(0, 1);
    let mut own = Work::new(&mut *work.tx, &begun, work.office);
    let mut held = supervision::begin(&mut own, no, meeting.version)?;
    let first = held.items.first().map(|item| item.no.clone());
    let monthly = meeting.cadence == Cadence::Monthly;
    if let Some(about) = first.filter(|_| decides && monthly) {
        let form = Decide {
            no: about,
            kind: DecisionKind::Urge,
            words: "请说明卡在哪里、什么时候办好，下次会上看结果。".to_owned(),
            to: None,
            person: None,
            due: None,
            done: false,
        };
        let deciding = cx(1, 20);
        let mut own = Work::new(&mut *work.tx, &deciding, work.office);
        held = supervision::decide(&mut own, no, held.version, &form)?;
    }
    let closing = cx(2, 45);
    let mut own = Work::new(&mut *work.tx, &closing, work.office);
    let words = "各单位报了进度，困难都记下了。";
    let held = supervision::close(&mut own, no, held.version, words)?;
    let charges: Vec<_> =
        held.open_decisions().filter_map(|one| Some((one.n, one.charge.clone()?))).collect();
    for (n, charge) in charges {
        let who = cast.at(charge.at.unit, &[charge.role.code()], 0)?.clone();
        let cx = Context::new(who, at(6 * 60), seed.part(3));
        let mut own = Work::new(&mut *work.tx, &cx, work.office);
        let seen = supervision::by_no(&mut own, no)?.version;
        let words = "已到现场，材料到齐，三天内办好并回电话。";
        supervision::carry_out(&mut own, no, seen, (n, words))?;
    }
    Ok(())
}
