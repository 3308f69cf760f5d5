use xianban_kernel::{Moment, Seed};
use xianban_store::{Db, give_lease_back, give_sign, hold_lease};

const NOW: Moment = Moment::from_millis(1_795_000_000_000);

fn holds(db: &Db, owner: &'static str, seconds: i64) -> bool {
    let at = NOW.plus_millis(seconds * 1000);
    let held = db.write_blocking(Seed::fixed(1), move |tx| {
        hold_lease(tx, "sweep", owner, at, at.plus_millis(30_000))
    });
    held.unwrap()
}

#[test]
fn one_node_leads_until_it_falls_silent() {
    crate::on_each_engine(|db| {
        assert!(holds(db, "a", 0));
        assert!(!holds(db, "b", 29));
        assert!(holds(db, "a", 29), "the holder renews");
        assert!(!holds(db, "b", 58));
        assert!(holds(db, "b", 59), "thirty seconds of silence");
        assert!(!holds(db, "a", 60));
    });
}

#[test]
fn a_leader_without_a_sign_of_life_is_replaced_before_its_lease_ends() {
    crate::on_each_engine(|db| {
        let gives_sign = |name: &'static str, seconds: i64| {
            let at = NOW.plus_millis(seconds * 1000);
            db.write_blocking(Seed::fixed(1), move |tx| give_sign(tx, name, at, NOW)).unwrap()
        };
        assert_eq!(gives_sign("a", 0).nodes, 1);
        assert!(holds(db, "a", 0));
        assert_eq!(gives_sign("b", 9).nodes, 2);
        assert!(!holds(db, "b", 9), "it may live");
        assert_eq!(gives_sign("b", 11).nodes, 1);
        assert!(holds(db, "b", 11), "it was killed");
        assert!(!holds(db, "a", 12), "should it come back, it is too late");
    });
}

#[test]
fn a_lease_far_ahead_was_taken_by_a_wrong_clock() {
    crate::on_each_engine(|db| {
        assert!(holds(db, "a", 10 * 24 * 3600));
        assert!(holds(db, "b", 0));
        assert!(!holds(db, "a", 1));
    });
}

#[test]
fn a_lease_given_back_is_free_at_once() {
    crate::on_each_engine(|db| {
        assert!(holds(db, "a", 0));
        let give_back = |owner: &'static str| {
            db.write_blocking(Seed::fixed(1), move |tx| give_lease_back(tx, "sweep", owner))
        };
        give_back("b").unwrap();
        assert!(!holds(db, "b", 1), "only the holder gives it back");
        give_back("a").unwrap();
        assert!(holds(db, "b", 1));
    });
}

#[test]
fn of_many_nodes_at_once_one_leads() {
    crate::on_each_engine(|db| {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let leading = std::thread::scope(|scope| {
            let nodes = names.map(|name| scope.spawn(move || holds(db, name, 0)));
            nodes.into_iter().map(|node| node.join().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(leading.into_iter().filter(|leads| *leads).count(), 1);
    });
}
