use xianban_domain::appeals::{self, Seen};
use xianban_domain::whistle::{self, Stage, Standing};

use super::on_the_street;

#[test]
fn no_appeal_is_completed_before_its_whistle_has_its_result() {
    on_the_street(|town, people| {
        let (held, filed) = town.blows(people);
        let handler = xianban_testkit::office::staff(&town.office.db, "cgss", "handler");
        let completes = |minutes| {
            let no = filed[0].no.clone();
            town.does(&handler, minutes, move |work| {
                let seen = Seen(appeals::by_no(work, &no)?.version);
                appeals::complete(work, &no, seen, "绿地已经恢复，补种冬青。")
            })
        };
        town.plans_at_home(&handler, &people.secretary, &filed[0].no);
        let no = filed[0].no.clone();
        town.does(&handler, 65, move |work| {
            let seen = Seen(appeals::by_no(work, &no)?.version);
            appeals::acknowledge(work, &no, seen)
        })
        .unwrap();
        let no = filed[0].no.clone();
        town.does(&handler, 66, move |work| appeals::contact(work, &no, "已说明安排。")).unwrap();
        assert!(completes(69).unwrap_err().said().contains("吹哨"));
        town.reports(people, &held.no);
        assert!(completes(201).unwrap_err().said().contains("吹哨"), "the whistler has not closed");
        let closed = town.on_whistle(&town.clerk, 210, &held.no, |work, no, seen| {
            whistle::close(work, no, seen, (&[1], "城管清完了，物业补种还差一角。"))
        });
        let closed = closed.unwrap();
        assert_eq!(closed.standing, Standing::Settled);
        assert_eq!(closed.receivers[0].solved, Some(true));
        assert_eq!(closed.receivers[1].solved, Some(false));
        completes(220).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn not_enough_is_said_once() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        town.reports(people, &held.no);
        let complains = |minutes| {
            town.on_whistle(&town.clerk, minutes, &held.no, |work, no, seen| {
                whistle::complain(work, no, seen, "东边一角没有补种。")
            })
        };
        let again = complains(210).unwrap();
        assert!(again.receivers.iter().all(|one| one.stage == Stage::Working));
        for (n, who) in [(1, &people.city), (2, &people.company)] {
            town.on_whistle(who, 220, &held.no, move |work, no, seen| {
                let claim = xianban_domain::files::Claim { ids: Vec::new(), by: Vec::new() };
                whistle::report(work, no, seen, (n, "补齐了。", &claim))
            })
            .unwrap();
        }
        assert!(complains(230).is_err());
        assert!(town.verifies());
    });
}
