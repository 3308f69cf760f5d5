use xianban_domain::duty;
use xianban_domain::teams::{self, DutyKind};
use xianban_kernel::Actor;

use super::{in_formed_town, worker, zhang};
use xianban_domain::organisation::GridRole;

#[test]
fn a_grid_without_a_grid_worker_is_owed_one() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let (no, seen, who, id) = (team.no.clone(), team.version, worker(&team).n, team.id);
        town.does(&town.secretary(), 5, move |work| teams::leave(work, &no, seen, who)).unwrap();
        let owed = || {
            let owed = town.does(&Actor::System, 6, move |work| duty::of::<DutyKind>(work.tx, id));
            owed.unwrap().into_iter().map(|(duty, _)| duty.kind).collect::<Vec<_>>()
        };
        assert_eq!(owed(), [DutyKind::Check, DutyKind::Worker]);
        town.named(teams::Name { role: GridRole::GridWorker, ..zhang() }, 7).unwrap();
        assert_eq!(owed(), [DutyKind::Check]);
        assert!(town.verifies());
    });
}
