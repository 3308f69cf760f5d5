use xianban_domain::folded;
use xianban_domain::teams::{self, Describe};
use xianban_kernel::Actor;

use super::{in_formed_town, zhang};
use xianban_domain::organisation::GridRole;

#[test]
fn what_was_known_before_is_destroyed() {
    in_formed_town(|town| {
        let team = town.named(zhang(), 5).unwrap();
        let old = team.members.iter().find(|one| one.n == 9).unwrap().clone();
        let (no, seen) = (team.no.clone(), team.version);
        let form = teams::Name { name: "王海".to_owned(), ..zhang() };
        let team = town
            .does(&town.secretary(), 6, move |work| teams::change(work, &no, seen, (9, &form)))
            .unwrap();
        let wanted = [old.name, team.member(9).unwrap().name];
        let read =
            town.does(&Actor::System, 7, move |work| folded::words(work, &team, &wanted)).unwrap();
        assert_eq!(read.into_values().collect::<Vec<_>>(), ["王海"]);
        assert!(town.cards(8).iter().any(|card| card.name == "王师傅"));
        assert!(town.verifies());
    });
}

#[test]
fn what_a_role_does_is_read_by_residents_until_it_is_taken_away() {
    in_formed_town(|town| {
        let writes = |words: &str, minutes| {
            let team = town.team_seven();
            let form = Describe { role: GridRole::GridWorker, words: words.to_owned() };
            town.does(&town.secretary(), minutes, move |work| {
                teams::describe(work, &team.no, team.version, &form)
            })
        };
        let does = |minutes| {
            let cards = town.cards(minutes);
            cards.into_iter().find(|card| card.role == GridRole::GridWorker).unwrap().does
        };
        writes("每天走一遍楼道。", 5).unwrap();
        assert_eq!(does(6), "每天走一遍楼道。");
        assert!(writes(&"长".repeat(201), 7).is_err());
        writes("", 8).unwrap();
        assert_eq!(does(9), "");
        assert!(town.verifies());
    });
}
