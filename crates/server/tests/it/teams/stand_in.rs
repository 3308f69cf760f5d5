use xianban_domain::organisation::GridRole;
use xianban_domain::rooms;
use xianban_domain::teams::{self, StandInForm};
use xianban_kernel::Actor;
use xianban_testkit::office::doing;

use super::{in_formed_town, worker};

const DAY: i64 = 24 * 60;

#[test]
fn whoever_stands_in_is_shown_until_the_day_and_gone_by_itself() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let (no, seen, member) = (team.no.clone(), team.version, worker(&team).n);
        let until = doing(&Actor::System, 3 * DAY).at;
        let form = StandInForm {
            member,
            name: "赵敏".to_owned(),
            phone: "0532-88881234".to_owned(),
            until,
        };
        town.does(&town.secretary(), 5, move |work| teams::stand_in(work, &no, seen, &form))
            .unwrap();
        let shown = |minutes| {
            let cards = town.cards(minutes);
            cards.into_iter().find(|card| card.role == GridRole::GridWorker).unwrap()
        };
        let card = shown(DAY);
        assert_eq!((card.name.as_str(), card.until), ("赵敏", Some(until)));
        assert_eq!(card.phone.as_deref(), Some("0532-88881234"));
        assert_eq!(shown(3 * DAY).name, "演示-网格员07");
        let cx = doing(&Actor::System, 3 * DAY + 1);
        town.waits(rooms::sweep(&town.office, &cx)).unwrap();
        assert!(worker(&town.team_seven()).stand_in.is_none());
        assert!(town.verifies());
    });
}

#[test]
fn it_can_be_ended_before() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let (no, member) = (team.no.clone(), worker(&team).n);
        let ends = |seen, minutes| {
            let no = no.clone();
            town.does(&town.secretary(), minutes, move |work| {
                teams::end_stand_in(work, &no, seen, member)
            })
        };
        assert!(ends(team.version, 4).unwrap_err().said().contains("没有人代岗"));
        let until = doing(&Actor::System, DAY).at;
        let name = "赵敏".to_owned();
        let form = StandInForm { member, name, phone: String::new(), until };
        let (own, seen) = (no.clone(), team.version);
        let team = town
            .does(&town.secretary(), 5, move |work| teams::stand_in(work, &own, seen, &form))
            .unwrap();
        assert!(team.stood_in().next().is_some());
        assert!(ends(team.version, 6).unwrap().stood_in().next().is_none());
        assert!(town.verifies());
    });
}
