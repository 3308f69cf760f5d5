use xianban_domain::dossier;
use xianban_domain::organisation::{GridRole, close_unit};
use xianban_domain::teams::{self, form, members_of};
use xianban_kernel::Actor;
use xianban_store::params;
use xianban_testkit::office::staff;

use super::{in_formed_town, in_town};

#[test]
fn every_grid_gets_its_team_once_and_nothing_of_it_stays_in_clear() {
    in_town(|town| {
        let grid = town.grid_seven();
        let laid = grid.clone();
        let before = town.does(&Actor::System, 0, move |work| members_of(work, &laid)).unwrap();
        assert_eq!((before.len(), before[2].name.as_str()), (8, "演示-网格员07"));
        assert_eq!(town.does(&Actor::System, 1, form).unwrap(), 20);
        assert_eq!(town.does(&Actor::System, 2, form).unwrap(), 0);
        let after = town.does(&Actor::System, 3, move |work| members_of(work, &grid)).unwrap();
        assert_eq!(after, before);
        let left = town.does(&Actor::System, 4, |work| {
            let sql = "select grid from grid_member where district = $1";
            let clear = "select id from folded where district = $1 and noun like '%演示-网格员%'";
            let district = work.tx.district();
            let rows = work.tx.rows(sql, params![district])?.len();
            Ok((rows, work.tx.rows(clear, params![district])?.len()))
        });
        assert_eq!(left.unwrap(), (0, 0));
        assert!(town.team_seven().no.starts_with("WG"));
        assert!(town.verifies());
    });
}

#[test]
fn its_community_owes_a_check_of_it_half_a_year_on() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let owed = town.owed(team.id);
        assert_eq!(owed.len(), 1);
        assert_eq!((owed[0].0.as_str(), owed[0].1.as_str()), ("check_team", "secretary"));
        let (no, seen, days) = (team.no.clone(), team.version, 30 * 24 * 60);
        town.does(&town.secretary(), days, move |work| teams::confirm(work, &no, seen)).unwrap();
        assert!(town.owed(team.id)[0].2 > owed[0].2);
        assert!(town.verifies());
    });
}

#[test]
fn with_its_grid_it_ends_and_its_names_are_destroyed() {
    in_formed_town(|town| {
        let team = town.team_seven();
        let admin = staff(&town.office.db, "platform", "system_admin");
        town.does(&admin, 10, |work| close_unit(work, "cgss-g07", "cgss-g08")).unwrap();
        let (grid, id) = (town.grid_seven(), team.id);
        assert_ne!(grid.id, team.grid);
        let ended = town
            .does(&Actor::System, 11, move |work| {
                let held = xianban_domain::folded::load::<teams::Team>(work.tx, id)?;
                let dossier = dossier::find(work.tx, id)?;
                let sql = "select n from vault where district = $1 and dossier = $2
                           and sealed is not null";
                let left = work.tx.rows(sql, params![work.tx.district(), id])?.len();
                Ok((held, dossier.is_some(), left))
            })
            .unwrap();
        assert!(!ended.0.is_open());
        assert_eq!((ended.1, ended.2, town.owed(id).len()), (true, 0, 0));
        let (no, seen) = (team.no.clone(), ended.0.version);
        let refused = town.does(&town.secretary(), 12, move |work| teams::confirm(work, &no, seen));
        assert!(refused.unwrap_err().said().contains("网格已经停用"));
        assert!(town.cards(13).iter().any(|card| card.role == GridRole::GridWorker));
        assert!(town.verifies());
    });
}
