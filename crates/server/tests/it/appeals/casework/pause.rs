use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{self, Pause};

use super::super::in_town;
use super::{day, due};

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
