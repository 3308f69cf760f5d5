use xianban_domain::whistle::{self, Stage};

use super::on_the_street;

#[test]
fn the_whistler_says_who_is_there_and_who_came_late_is_late() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        let no = &held.no;
        town.on_whistle(&people.city, 70, no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        })
        .unwrap();
        let arrives = |minutes| {
            town.on_whistle(&people.city, minutes, no, |work, no, seen| {
                whistle::arrive(work, no, seen, (1, ""))
            })
            .unwrap()
        };
        let confirms = |minutes, there| {
            town.on_whistle(&town.clerk, minutes, no, move |work, no, seen| {
                whistle::confirm(work, no, seen, (1, there, "门口看过。"))
            })
            .unwrap()
        };
        arrives(80);
        assert_eq!(confirms(81, false).receivers[0].stage, Stage::Coming);
        arrives(90);
        let there = confirms(91, true);
        assert_eq!(there.receivers[0].stage, Stage::Working);
        assert_eq!(there.receivers[0].in_time, Some(false), "he was not there when he said so");
        assert!(town.verifies());
    });
}
