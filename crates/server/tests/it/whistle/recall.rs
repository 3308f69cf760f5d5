use xianban_domain::appeals;
use xianban_domain::whistle::{self, Refusal, Ruling, Standing};

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

#[test]
fn what_the_level_above_ruled_is_not_undone_by_a_recall() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        let rules = town.office.rules_at(held.begun_at).rules;
        let reason = rules.casework.return_reasons[0].code.clone();
        town.on_whistle(&people.city, 70, &held.no, move |work, no, seen| {
            let words = "绿地归物业养护。".to_owned();
            let form = Refusal { n: 1, reason: reason.clone(), words, suggested: None };
            whistle::refuse(work, no, seen, &form)
        })
        .unwrap();
        town.on_whistle(&people.street, 71, &held.no, |work, no, seen| {
            let words = "清理占绿是城管的职责。".to_owned();
            whistle::rule(work, no, seen, &Ruling { n: 1, comes: true, words })
        })
        .unwrap();
        let recalled = town.on_whistle(&people.secretary, 72, &held.no, |work, no, seen| {
            whistle::recall(work, no, seen, "不叫了。")
        });
        assert_eq!(recalled.unwrap_err().code(), "not_now");
        town.on_whistle(&people.city, 73, &held.no, |work, no, seen| {
            whistle::respond(work, no, seen, (1, ""))
        })
        .unwrap();
        assert!(town.verifies());
    });
}
