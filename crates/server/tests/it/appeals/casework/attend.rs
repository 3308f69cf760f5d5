use xianban_domain::appeals;
use xianban_kernel::Actor;

use super::super::in_town;

#[test]
fn what_stays_overdue_comes_before_one_superior_after_the_other() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let swept = |minutes| {
            let cx = xianban_testkit::office::doing(&Actor::System, minutes);
            town.waits(xianban_domain::rooms::sweep(&town.office, &cx)).unwrap();
        };
        let told = |minutes: i64| -> Vec<i64> {
            let found =
                town.moves(&town.clerk, minutes, &no, |work, no, _| appeals::by_no(work, no));
            let of = |key: &str| key.starts_with("acknowledge.");
            let escalations = found.unwrap().casework.escalations;
            escalations.iter().filter(|one| of(&one.duty)).map(|one| one.to.unit.value()).collect()
        };
        swept(3 * 24 * 60);
        assert_eq!(told(3 * 24 * 60), [town.unit("zhonghan").value()]);
        swept(6 * 24 * 60);
        let both = [town.unit("zhonghan").value(), town.unit("platform").value()];
        assert_eq!(told(6 * 24 * 60), both);
        swept(30 * 24 * 60);
        assert_eq!(told(30 * 24 * 60), both, "each hears of it once");
        let street = town.person("zhonghan", "head");
        let attended = town.moves(&street, 30 * 24 * 60, &no, |work, no, _| {
            appeals::attend(work, no, "明天上午到现场。")
        });
        assert!(attended.unwrap().casework.escalations.iter().any(|one| one.attended));
        assert!(town.verifies());
    });
}
