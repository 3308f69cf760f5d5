use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{self, Appeal, Hold, Pause, Register, duties};
use xianban_domain::rooms;
use xianban_domain::rules::Lane;
use xianban_kernel::{Actor, Moment};

use super::super::{Town, in_town};

fn due(town: &Town, appeal: &Appeal, kind: DutyKind) -> Moment {
    let set = town.office.rules_of(appeal.rules).unwrap();
    let owed = duties(appeal, &set);
    owed.iter().find(|duty| duty.kind == kind).expect("it is owed").due.at
}

fn day(moment: Moment) -> String {
    moment.civil().strftime("%m-%d %H:%M").to_string()
}

#[test]
fn an_extension_needs_an_answer_and_is_told_to_the_applicant_and_there_are_two() {
    in_town(|town| {
        let handled = town.handled_by_gardeners();
        let no = handled.no.clone();
        assert_eq!(day(due(town, &handled, DutyKind::Handle)), "12-14 17:30");
        let ask = |minutes| {
            town.moves(&town.gardeners, minutes, &no, |work, no, seen| {
                appeals::ask_extension(work, no, seen, "等苗木到货。")
            })
        };
        let asked = ask(50).unwrap();
        assert_eq!(due(town, &asked, DutyKind::Handle), due(town, &handled, DutyKind::Handle));
        assert_eq!(ask(51).unwrap_err().code(), "extension_waits");
        let head = town.person("zh_city", "head");
        let grant = |actor, minutes, n| {
            town.moves(actor, minutes, &no, move |work, no, seen| {
                appeals::answer_ask(work, no, seen, n, "")
            })
        };
        let granted = grant(&head, 52, 2).unwrap();
        assert_eq!(day(due(town, &granted, DutyKind::Handle)), "12-23 17:30");
        assert_eq!(town.inbox(&town.resident)[0], "办理期限延长");
        ask(53).unwrap();
        assert!(grant(&head, 54, 3).is_err(), "the second needs the level above");
        let street = town.person("zhonghan", "head");
        grant(&street, 55, 3).unwrap();
        assert_eq!(ask(56).unwrap_err().code(), "no_more_extensions");
        assert!(town.verifies());
    });
}

#[test]
fn a_pause_stops_the_handling_clock_alone_and_ends_by_itself() {
    in_town(|town| {
        let handled = town.handled_by_gardeners();
        let no = handled.no.clone();
        let until = town.at(3 * 24 * 60);
        let pause = |reason: &'static str, until| {
            town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
                let (reason, words) = (reason.to_owned(), "等诉求人补照片。".to_owned());
                appeals::pause(work, no, seen, &Pause { reason, until, words })
            })
        };
        assert_eq!(pause("no_mood", until).unwrap_err().code(), "faults");
        assert_eq!(pause("applicant", town.at(90 * 24 * 60)).unwrap_err().code(), "faults");
        let paused = pause("applicant", until).unwrap();
        assert!(town.kinds(&paused).contains(&"resume"));
        let contact = DutyKind::Contact;
        assert_eq!(due(town, &paused, contact), due(town, &handled, contact));
        // From Monday ten o'clock to Thursday nine: three working days less an hour are won back, to close.
        assert_eq!(day(due(town, &paused, DutyKind::Handle)), "12-17 17:30");
        let resumed = town
            .moves(&town.gardeners, 24 * 60, &no, |work, no, seen| {
                appeals::resume(work, no, seen, "")
            })
            .unwrap();
        assert_eq!(day(due(town, &resumed, DutyKind::Handle)), "12-15 17:30");
        assert_eq!(town.inbox(&town.resident)[..2], ["继续办理", "办理暂停"]);
        assert!(town.verifies());
    });
}

#[test]
fn a_matter_on_hold_has_a_condition_a_date_and_somebody_above_who_agreed() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let review_on = town.at(60 * 24 * 60);
        let hold = |review_on| {
            town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
                let condition = "开发商移交绿地以后".to_owned();
                appeals::ask_hold(work, no, seen, &Hold { condition, review_on })
            })
        };
        assert_eq!(hold(town.at(200 * 24 * 60)).unwrap_err().code(), "faults");
        hold(review_on).unwrap();
        let street = town.person("zhonghan", "head");
        let held = town
            .moves(&street, 61, &no, |work, no, seen| appeals::answer_ask(work, no, seen, 2, ""))
            .unwrap();
        assert_eq!(due(town, &held, DutyKind::ReviewHold), review_on);
        assert!(due(town, &held, DutyKind::Handle) > review_on);
        assert_eq!(town.inbox(&town.resident)[0], "暂时办不了，已挂账");
        let on_hold = |who: &Actor, minutes| {
            town.does(who, minutes, |work| appeals::register(work, Register::Hold)).unwrap()
        };
        let listed = on_hold(&street, 62);
        assert_eq!((listed.len(), listed[0].words.as_str()), (1, "开发商移交绿地以后"));
        assert_eq!(listed[0].review_on, Some(review_on));
        assert!(on_hold(&town.person("zh_party", "handler"), 62).is_empty(), "not their matter");
        let later = town.at(100 * 24 * 60);
        town.moves(&town.gardeners, 59 * 24 * 60, &no, move |work, no, seen| {
            appeals::keep_hold(work, no, seen, later, "还没有移交。")
        })
        .unwrap();
        let cleared = town
            .moves(&town.gardeners, 90 * 24 * 60, &no, |work, no, seen| {
                appeals::clear_hold(work, no, seen, "已经移交。")
            })
            .unwrap();
        assert!(on_hold(&street, 91 * 24 * 60).is_empty());
        assert!(cleared.stopped().is_none() && !town.kinds(&cleared).contains(&"review_hold"));
        assert!(town.verifies());
    });
}

#[test]
fn a_faster_lane_counts_from_the_start_but_never_surprises() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let urgent = town
            .moves(&secretary, 7 * 24 * 60, &no, |work, no, seen| {
                appeals::relane(work, no, seen, Lane::Urgent, "有人受伤了。")
            })
            .unwrap();
        // Three working days from last Monday are long over: four working hours from Monday at nine.
        assert_eq!(day(due(town, &urgent, DutyKind::Handle)), "11-30 14:30");
        assert!(town.verifies());
    });
}

#[test]
fn what_stays_overdue_comes_before_one_superior_after_the_other() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let swept = |minutes| {
            let cx = xianban_testkit::office::doing(&Actor::System, minutes);
            town.waits(rooms::sweep(&town.office, &cx)).unwrap();
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
