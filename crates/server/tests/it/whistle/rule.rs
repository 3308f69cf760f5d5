use xianban_domain::appeals;
use xianban_domain::whistle::{self, Refusal, Ruling, Stage, Standing};

use super::on_the_street;

fn refusal(n: i64) -> Refusal {
    let words = "绿地归物业养护，应当由物业先清。".to_owned();
    Refusal { n, reason: "not_listed".to_owned(), words, suggested: None }
}

#[test]
fn a_ruling_is_final_and_kept_on_the_appeal() {
    on_the_street(|town, people| {
        let (held, filed) = town.blows(people);
        let reason =
            town.office.rules_at(held.begun_at).rules.casework.return_reasons[0].code.clone();
        let form = Refusal { reason, ..refusal(1) };
        let again = form.clone();
        let refused = town.on_whistle(&people.city, 70, &held.no, move |work, no, seen| {
            whistle::refuse(work, no, seen, &form)
        });
        assert_eq!(refused.unwrap().receivers[0].stage, Stage::Refused);
        let ruled = town.on_whistle(&people.street, 80, &held.no, |work, no, seen| {
            let words = "清理占绿是城管的职责。".to_owned();
            whistle::rule(work, no, seen, &Ruling { n: 1, comes: true, words })
        });
        assert_eq!(ruled.unwrap().receivers[0].stage, Stage::Called);
        let twice = town.on_whistle(&people.city, 90, &held.no, move |work, no, seen| {
            whistle::refuse(work, no, seen, &again)
        });
        assert!(twice.is_err());
        let no = filed[0].no.clone();
        let appeal = town.does(&people.city, 91, move |work| appeals::by_no(work, &no)).unwrap();
        assert!(!appeal.may_return(town.unit("zh_city")), "what was ruled on is not returned");
        assert!(town.verifies());
    });
}

#[test]
fn who_need_not_come_is_left_out_and_the_appeals_wait_no_longer_for_him() {
    on_the_street(|town, people| {
        let (held, filed) = town.blows(people);
        let reason =
            town.office.rules_at(held.begun_at).rules.casework.return_reasons[0].code.clone();
        for (n, who) in [(1, &people.city), (2, &people.company)] {
            let form = Refusal { reason: reason.clone(), ..refusal(n) };
            town.on_whistle(who, 70, &held.no, move |work, no, seen| {
                whistle::refuse(work, no, seen, &form)
            })
            .unwrap();
            town.on_whistle(&people.street, 80, &held.no, move |work, no, seen| {
                let words = "由社区先劝导。".to_owned();
                whistle::rule(work, no, seen, &Ruling { n, comes: false, words })
            })
            .unwrap();
        }
        let closed = town.on_whistle(&town.clerk, 90, &held.no, |work, no, seen| {
            whistle::close(work, no, seen, (&[], "街道裁定都不用来，社区自己办。"))
        });
        assert_eq!(closed.unwrap().standing, Standing::Settled);
        let no = filed[0].no.clone();
        let appeal = town.does(&town.clerk, 91, move |work| appeals::by_no(work, &no)).unwrap();
        assert!(!appeal.awaits_whistle());
        assert!(town.verifies());
    });
}
