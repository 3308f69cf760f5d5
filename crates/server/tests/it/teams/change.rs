use xianban_domain::folded;
use xianban_domain::teams::{self, Describe};
use xianban_kernel::Actor;

use super::{in_formed_town, zhang};
use xianban_domain::organisation::{GridRole, grid};

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

#[test]
fn everybody_the_demo_was_laid_with_can_be_saved_as_he_is() {
    in_formed_town(|town| {
        let saved = town.does(&Actor::System, 5, |work| {
            let mut saved = 0;
            for no in teams::undescribed(work)? {
                let mut team = teams::by_no(work, &no)?;
                let of = grid(work.tx, team.grid)?;
                let known = teams::members_of(work, &of)?;
                let members: Vec<_> = team.members.iter().map(|one| (one.n, one.shown)).collect();
                for ((n, shown), member) in members.into_iter().zip(known) {
                    let form = teams::Name {
                        role: member.role,
                        name: member.name,
                        phone: member.phone,
                        times: "每天".to_owned(),
                        shown,
                        staff: None,
                    };
                    team = teams::change(work, &no, team.version, (n, &form))?;
                    saved += 1;
                }
            }
            Ok(saved)
        });
        assert!(saved.unwrap() >= 20, "each of twenty grids has somebody");
        assert!(town.verifies());
    });
}
