use xianban_domain::appeals;
use xianban_domain::whistle::{self, Standing};

use super::on_the_street;

#[test]
fn a_whistle_is_taken_back_before_anybody_answered_and_not_after() {
    on_the_street(|town, people| {
        let recalls = |no: &str| {
            town.on_whistle(&people.secretary, 75, no, |work, no, seen| {
                whistle::recall(work, no, seen, "住户自己清理了。")
            })
        };
        let (held, filed) = town.blows(people);
        assert_eq!(recalls(&held.no).unwrap().standing, Standing::Recalled);
        let no = filed[0].no.clone();
        let appeal = town.does(&town.clerk, 76, move |work| appeals::by_no(work, &no)).unwrap();
        assert!(!appeal.awaits_whistle(), "its orders ended");
        let (held, _) = town.blows(people);
        town.on_whistle(&people.city, 70, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        })
        .unwrap();
        assert!(recalls(&held.no).is_err());
        assert!(town.verifies());
    });
}
