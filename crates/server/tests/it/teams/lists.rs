use xianban_domain::organisation::GridRole;
use xianban_domain::teams::{self, Sought, communities, phone_tree};
use xianban_kernel::Problem;
use xianban_testkit::office::staff;

use super::in_formed_town;

#[test]
fn the_phone_tree_of_a_community_is_its_staffs_by_the_number_of_the_grid() {
    in_formed_town(|town| {
        let community = town.unit("cgss");
        let tree = |actor, role, words: &str| {
            let sought = Sought { role, words: words.to_owned() };
            town.does(actor, 5, move |work| phone_tree(work, community, &sought))
        };
        let all = tree(&town.clerk, None, "").unwrap();
        let numbers: Vec<_> = all.iter().map(|line| line.held.at.number.clone()).collect();
        assert_eq!(numbers.len(), 20);
        assert!(numbers.is_sorted());
        assert!(all.iter().all(|line| line.members.len() == 8));
        let workers = tree(&town.clerk, Some(GridRole::GridWorker), "").unwrap();
        let seventh = workers[6].members[0].clone();
        assert_eq!(seventh.name, "演示-网格员07");
        let found = |words: &str| tree(&town.clerk, None, words).unwrap();
        assert_eq!(found("网格员07").len(), 1);
        assert!(!found(&seventh.phone).is_empty());
        assert!(found("查无此人").is_empty());
        assert_eq!(tree(&town.resident, None, "").err(), Some(Problem::NotFound));
    });
}

#[test]
fn a_grid_worker_reads_his_own_team_in_the_phone_tree() {
    in_formed_town(|town| {
        let community = town.unit("cgss");
        let worker = staff(&town.office.db, "cgss-g07", "grid_worker");
        let own = town.does(&worker, 5, move |work| {
            let all = communities(work)?;
            let ids = all.iter().map(|unit| unit.id).collect::<Vec<_>>();
            Ok((ids, phone_tree(work, community, &Sought::default())?))
        });
        let (ids, tree) = own.unwrap();
        assert_eq!(ids, [community]);
        assert_eq!(tree.len(), 1);
        assert_eq!(tree[0].held.at.number, "07");
        let none = town
            .does(&town.gardeners, 5, move |work| phone_tree(work, community, &Sought::default()));
        assert_eq!(none.err(), Some(Problem::NotFound));
    });
}

#[test]
fn a_team_is_opened_by_its_own_and_those_above_only() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let opens = |actor: &_| {
            let no = team.no.clone();
            town.does(actor, 5, move |work| teams::by_no(work, &no)).is_ok()
        };
        assert!(opens(&town.secretary()) && opens(&town.clerk));
        assert!(opens(&staff(&town.office.db, "cgss-g07", "grid_worker")));
        assert!(!opens(&staff(&town.office.db, "cgss-g08", "grid_worker")));
        assert!(!opens(&town.resident) && !opens(&town.gardeners));
    });
}
