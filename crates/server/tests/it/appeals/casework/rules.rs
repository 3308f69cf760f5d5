use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{self, Appeal, TakenOver, duties, take_over_rules};
use xianban_domain::identity::{NewStaff, Password, Username, create_staff, grant_post};
use xianban_domain::organisation::unit_by_code;
use xianban_domain::rules::{self, Sheet};
use xianban_kernel::{Actor, Moment, Post, Problem, Role, Seed, StaffId};
use xianban_testkit::office::{LAOSHAN, doing};

use super::super::{Town, greens, in_town};

/// Posts that rules cannot do without.
const POOLS: &[&str] =
    &["reviewer", "follow_up", "dispatcher", "system_admin", "security_admin", "audit_admin"];
/// What a complex matter of residents may take.
const HANDLE: &str = "limits.general.handle.livelihood.complex";
/// The holidays of 2026.
const HOLIDAYS: &str = "calendar.years.2.holidays";

/// A new account of the platform office in this post.
pub(super) fn hire(town: &Town, account: &str, role: &'static str) -> StaffId {
    let account = account.to_owned();
    let done = town.does(&Actor::System, 0, move |work| {
        let username: Username = account.parse()?;
        let name = format!("演示-{account}");
        let (password, _) = Password::drawn(&username, &mut Seed::fixed(3).draw())?;
        let password = password.hash(&mut Seed::fixed(4).draw())?;
        let id = create_staff(work, &NewStaff { username, name, password, must_change: false })?;
        let unit = unit_by_code(work.tx, LAOSHAN, "platform")?.ok_or(Problem::NotFound)?.id;
        grant_post(work, id, &Post { unit, role: Role::new(role) }, work.cx.at, None)?;
        Ok(id)
    });
    done.unwrap()
}

/// Somebody in each post that rules cannot do without.
fn staffed(town: &Town) {
    for role in POOLS {
        hire(town, &format!("one.{role}"), role);
    }
}

/// The administrator changes some values and brings them into force, `minutes` after nine.
fn brings(town: &Town, minutes: i64, values: &'static [(&str, &str)]) -> Result<i64, Problem> {
    let version = town.does(&Actor::System, minutes, move |work| {
        let draft = rules::draft(work)?;
        let mut sheet = Sheet::parse(&draft.body).map_err(Problem::broken)?;
        for (path, text) in values {
            sheet.set(path, text).map_err(Problem::broken)?;
        }
        let draft = rules::change_draft(work, draft.n, &sheet.text())?;
        rules::publish(work, draft.n, None, "年度调整")
    })?;
    town.waits(town.office.renew())?;
    Ok(version)
}

/// What the schedule does each minute.
fn passes(town: &Town, minutes: i64) -> TakenOver {
    town.waits(take_over_rules(&town.office, &doing(&Actor::System, minutes))).unwrap()
}

fn now(town: &Town, no: &str) -> Appeal {
    let no = no.to_owned();
    town.does(&town.clerk, 400, move |work| appeals::by_no(work, &no)).unwrap()
}

fn due(town: &Town, no: &str) -> String {
    let appeal = now(town, no);
    let owed = duties(&appeal, &town.office.rules_of(appeal.rules).unwrap());
    let due: Moment = owed.iter().find(|duty| duty.kind == DutyKind::Handle).unwrap().due.at;
    due.civil().strftime("%m-%d %H:%M").to_string()
}

#[test]
fn running_matters_keep_the_rules_they_began_with() {
    in_town(|town| {
        staffed(town);
        let no = town.handled_by_gardeners().no;
        assert_eq!(due(town, &no), "12-14 17:30");
        assert_eq!(brings(town, 60, &[(HANDLE, "2wd"), ("running.adopts", "")]), Ok(2));
        assert_eq!(passes(town, 61), TakenOver::default());
        assert_eq!((due(town, &no), now(town, &no).rules.version), ("12-14 17:30".to_owned(), 1));
        let form = greens(appeals::PlaceGiven::Known(town.estate()));
        let new = town.does(&town.resident, 62, move |work| appeals::submit(work, &form)).unwrap();
        assert_eq!(new.appeal.rules.version, 2, "a new one starts under the new rules");
    });
}

#[test]
fn a_holiday_published_late_moves_running_clocks_when_the_rules_say_so() {
    in_town(|town| {
        staffed(town);
        let no = town.handled_by_gardeners().no;
        let days = "2026-01-01 至 2026-01-03\n2026-12-10";
        let days: &'static str = Box::leak(days.to_owned().into_boxed_str());
        let values = Box::leak(Box::new([(HOLIDAYS, days)]));
        brings(town, 60, values).unwrap();
        assert_eq!(passes(town, 61), TakenOver { changed: 1, failed: 0 });
        assert_eq!(due(town, &no), "12-15 17:30");
        assert_eq!(passes(town, 62), TakenOver::default(), "once is enough");
        assert!(town.verifies());
    });
}

#[test]
fn a_shorter_limit_leaves_running_matters_four_working_hours() {
    in_town(|town| {
        staffed(town);
        let no = town.handled_by_gardeners().no;
        brings(town, 60, &[(HANDLE, "1wh"), ("running.adopts", "limits")]).unwrap();
        assert_eq!(passes(town, 61).changed, 1);
        // 10:01 and four hours of open office, lunch from 12:00 to 13:30 left out.
        assert_eq!(due(town, &no), "11-23 15:31");
        let changed = now(town, &no);
        let told =
            town.does(&town.clerk, 62, move |work| appeals::history(work, &changed)).unwrap();
        assert!(told.iter().any(|one| one.event.kind() == "rules_changed.1"));
        brings(town, 70, &[(HANDLE, "20wd")]).unwrap();
        assert_eq!(passes(town, 71).changed, 1);
        assert_eq!(due(town, &no), "12-21 17:30", "longer again, from the start");
        assert!(town.verifies());
    });
}

#[test]
fn rules_without_anybody_to_review_do_not_come_into_force() {
    in_town(|town| {
        let refused = brings(town, 60, &[(HANDLE, "2wd")]).unwrap_err();
        assert_eq!(refused, Problem::fault("rules", "还不能公布：平台办公室没有人担任审核员。"));
        staffed(town);
        let broken = brings(town, 61, &[("rating.rework_at_most", "4")]).unwrap_err();
        assert_eq!(broken, Problem::fault("rules", "有一级评价既算满意、又开启再接单"));
        let same = brings(town, 62, &[("rating.rework_at_most", "2"), (HANDLE, "15wd")]);
        assert_eq!(same.unwrap_err().code(), "nothing_changed");
        assert_eq!(town.office.book().newest().version, 1);
    });
}
