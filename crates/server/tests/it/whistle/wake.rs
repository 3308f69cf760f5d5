use xianban_domain::rooms;
use xianban_domain::whistle::{self, Ruling, Stage, Standing};
use xianban_kernel::Actor;
use xianban_testkit::office::doing;

use super::on_the_street;

const DAY: i64 = 24 * 60;

#[test]
fn who_stays_silent_has_not_responded_and_the_level_above_sees_to_it() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        town.on_whistle(&people.city, 70, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        })
        .unwrap();
        let swept = |minutes| {
            let cx = doing(&Actor::System, minutes);
            town.waits(rooms::sweep(&town.office, &cx)).unwrap();
            town.on_whistle(&people.street, minutes, &held.no, |work, no, _| {
                whistle::by_no(work, no)
            })
            .unwrap()
        };
        assert_eq!(swept(100).receivers[1].stage, Stage::Called, "the limit has not passed");
        let late = swept(2 * DAY);
        assert_eq!(late.receivers[1].stage, Stage::Silent);
        assert_eq!(late.receivers[0].stage, Stage::Coming, "who answered is left alone");
        town.on_whistle(&people.street, 2 * DAY + 5, &held.no, |work, no, seen| {
            let words = "必须来。".to_owned();
            whistle::rule(work, no, seen, &Ruling { n: 2, comes: true, words })
        })
        .unwrap();
        let came = town.on_whistle(&people.company, 2 * DAY + 9, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (2, ""))
        });
        let came = came.unwrap();
        assert!(came.receivers[1].was_silent, "coming late does not undo that");
        assert!(town.verifies());
    });
}

#[test]
fn what_the_whistler_does_not_close_the_level_above_closes() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        town.reports(people, &held.no);
        let cx = doing(&Actor::System, 9 * DAY);
        town.waits(rooms::sweep(&town.office, &cx)).unwrap();
        let closes = |who| {
            town.on_whistle(who, 9 * DAY + 1, &held.no, |work, no, seen| {
                whistle::close(work, no, seen, (&[1, 2], "现场看过，恢复了。"))
            })
        };
        assert!(closes(&town.clerk).is_err());
        assert_eq!(closes(&people.street).unwrap().standing, Standing::Settled);
        assert!(town.verifies());
    });
}
