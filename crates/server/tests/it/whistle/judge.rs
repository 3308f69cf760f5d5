use xianban_domain::whistle::{self, Standing};

use super::on_the_street;

#[test]
fn the_level_above_judges_and_then_nothing_is_owed() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        town.reports(people, &held.no);
        town.on_whistle(&town.clerk, 210, &held.no, |work, no, seen| {
            whistle::close(work, no, seen, (&[1, 2], "绿地恢复了。"))
        })
        .unwrap();
        let judges = |who| {
            town.on_whistle(who, 220, &held.no, |work, no, seen| {
                whistle::judge(work, no, seen, (true, "确实超出社区能力。"))
            })
        };
        assert!(judges(&town.clerk).is_err(), "nobody judges his own whistle");
        let judged = judges(&people.street).unwrap();
        assert_eq!((judged.standing, judged.rightly), (Standing::Closed, Some(true)));
        assert!(town.verifies());
    });
}
