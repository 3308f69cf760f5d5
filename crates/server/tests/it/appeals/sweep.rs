use xianban_domain::appeals::{Appeal, Colour};
use xianban_domain::dossier::seal_waiting;
use xianban_domain::duty::Swept;
use xianban_domain::rooms::sweep;
use xianban_kernel::Actor;
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, doing, nine_o_clock};

use super::{Town, filed, in_town, trail::broken_place};

/// An acceptance is owed within a day; its yellow moment is at three quarters of it.
const YELLOW: i64 = 18 * 60;
const DUE: i64 = 24 * 60;

fn swept_at(town: &Town, minutes: i64) -> Swept {
    town.waits(sweep(&town.office, &doing(&Actor::System, minutes))).unwrap()
}

fn cards_of(town: &Town, appeal: &Appeal) -> Vec<Colour> {
    let id = appeal.id;
    let found = town.does(&Actor::System, 0, move |work| {
        Ok(xianban_domain::appeals::load(work.tx, LAOSHAN, id)?)
    });
    found.unwrap().unwrap().cards.iter().map(|card| card.colour).collect()
}

#[test]
fn each_card_comes_once_and_only_once() {
    in_town(|town| {
        let appeal = filed(town);
        let given = |minutes| swept_at(town, minutes).cards;
        assert_eq!([given(YELLOW - 1), given(YELLOW), given(YELLOW), given(DUE - 1)], [0, 1, 0, 0]);
        assert_eq!(cards_of(town, &appeal), [Colour::Yellow]);
        assert_eq!([given(DUE), given(DUE)], [1, 0]);
        assert_eq!(cards_of(town, &appeal), [Colour::Yellow, Colour::Red]);
        // The superior who was told has a limit of his own, and cards for it.
        assert_eq!(given(DUE * 9), 2);
        assert_eq!(broken_place(town, &[]), "nowhere");
    });
}

#[test]
fn a_sweep_that_comes_late_gives_both_cards_in_their_order() {
    in_town(|town| {
        let appeal = filed(town);
        assert_eq!(swept_at(town, DUE).cards, 2);
        assert_eq!(cards_of(town, &appeal), [Colour::Yellow, Colour::Red]);
    });
}

#[test]
fn a_duty_done_in_time_earns_nothing_and_the_next_one_its_own() {
    in_town(|town| {
        let appeal = filed(town);
        town.accepts(&appeal.no, appeal.version).unwrap();
        assert_eq!(swept_at(town, YELLOW).cards, 0);
        assert_eq!(swept_at(town, 60 * 24 * 30).cards, 2);
    });
}

#[test]
fn a_card_makes_nobodys_form_stale() {
    in_town(|town| {
        let appeal = filed(town);
        swept_at(town, DUE);
        assert!(town.accepts(&appeal.no, appeal.version).is_ok());
    });
}

#[test]
fn two_sweeps_at_once_give_each_card_once() {
    in_town(|town| {
        let appeals: Vec<_> = (0..12).map(|_| filed(town)).collect();
        std::thread::scope(|scope| {
            (0..3).for_each(|_| drop(scope.spawn(|| swept_at(town, DUE))));
        });
        swept_at(town, DUE);
        for appeal in &appeals {
            assert_eq!(cards_of(town, appeal), [Colour::Yellow, Colour::Red]);
        }
        assert_eq!(broken_place(town, &[]), "nowhere");
    });
}

#[test]
fn an_appeal_that_cannot_be_read_does_not_keep_the_others_waiting() {
    in_town(|town| {
        let (broken, sound) = (filed(town), filed(town));
        let id = broken.id;
        let spoilt = town.does(&Actor::System, 0, move |work| {
            Ok(work.tx.execute("update appeal set state = '?' where id = $1", params![id])?)
        });
        assert_eq!(spoilt.unwrap(), 1);
        assert_eq!(swept_at(town, YELLOW), Swept { cards: 1, failed: 1 });
        assert_eq!(cards_of(town, &sound), [Colour::Yellow]);
    });
}

#[test]
fn sealing_leaves_nothing_unsealed() {
    in_town(|town| {
        (0..5).for_each(|_| drop(filed(town)));
        swept_at(town, DUE);
        let seal = || {
            town.waits(seal_waiting(&town.office.db, &town.office.keys, LAOSHAN, nine_o_clock()))
                .unwrap()
        };
        // Filed, yellow, red, and brought before the superior.
        assert_eq!(seal().unwrap().leaves.len(), 20);
        assert_eq!(seal(), None);
        let left = town.does(&Actor::System, 0, |work| {
            Ok(work.tx.rows("select seq from unsealed limit 1", params![])?.len())
        });
        assert_eq!(left, Ok(0));
        assert_eq!(broken_place(town, &[]), "nowhere");
    });
}
