use xianban_domain::teams;

use super::{in_formed_town, worker, zhang};
use xianban_domain::organisation::GridRole;

#[test]
fn a_grid_without_a_grid_worker_is_owed_one() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let (no, seen, who, id) = (team.no.clone(), team.version, worker(&team).n, team.id);
        town.does(&town.secretary(), 5, move |work| teams::leave(work, &no, seen, who)).unwrap();
        let owed = || town.owed(id).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(owed(), ["check_team", "name_grid_worker"]);
        town.named(teams::Name { role: GridRole::GridWorker, ..zhang() }, 7).unwrap();
        assert_eq!(owed(), ["check_team"]);
        assert!(town.verifies());
    });
}
