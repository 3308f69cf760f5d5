use xianban_domain::praise::{self, Give, Standing};
use xianban_kernel::Problem;

use super::{in_town, neighbour};

#[test]
fn what_is_passed_on_is_seen_by_the_praised_and_on_the_wall_without_the_giver() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        let praised = town.hired("cgss", "handler");
        let person = praised.staff().unwrap().id;
        let published = town.passes_on(&given, Some(person)).unwrap();
        assert_eq!(published.standing, Standing::Published);
        assert!(town.opens_praise(&town.clerk, &given.no));
        assert!(!town.opens_praise(&town.gardeners, &given.no), "of another unit");
        let wall = town.wall("");
        assert_eq!(wall.len(), 1);
        assert_eq!((wall[0].signed.as_deref(), wall[0].person.is_some()), (None, true));
        let received = town.does(&praised, 90, |work| praise::received(work, 3));
        assert_eq!(received.unwrap().len(), 1, "once, though to him and to his unit");
        assert_eq!(town.inbox(&town.resident), ["您送的表扬已经转达"]);
        assert!(town.verifies());
    });
}

#[test]
fn thanks_that_are_not_for_everybody_reach_the_praised_alone() {
    in_town(|town| {
        let form = Give { public: false, signed: "王女士".to_owned(), ..town.thanks() };
        let given = town.gives(form, 0).unwrap();
        town.passes_on(&given, None).unwrap();
        assert_eq!(town.wall("").len(), 0);
        assert!(!town.opens_praise(&neighbour(), &given.no));
        let no = given.no.clone();
        let strange = town.does(&neighbour(), 90, move |work| praise::on_wall(work, &no));
        assert_eq!(strange.err(), Some(Problem::NotFound));
        let read = town.reads_praise(&town.clerk, &given.no).unwrap();
        assert_eq!(read.signed.as_deref(), Some("王女士"));
    });
}

#[test]
fn a_refusal_needs_a_reason_and_the_giver_reads_it() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        let Err(Problem::Faults(faults)) = town.refuses(&given, "because") else { panic!() };
        assert_eq!(faults[0].field, "reason");
        let refused = town.refuses(&given, "privacy").unwrap();
        assert_eq!(refused.standing, Standing::Refused);
        assert_eq!(town.inbox(&town.resident), ["您送的表扬没有通过审核"]);
        let read = town.reads_praise(&town.resident, &given.no).unwrap();
        let words = read.refusal.map(|(reason, words)| (reason, words.unwrap()));
        assert_eq!(words, Some(("privacy".to_owned(), "请换一句话。".to_owned())));
        assert!(town.verifies());
    });
}

#[test]
fn what_was_published_can_be_taken_down_and_leaves_wall_and_register() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        let published = town.passes_on(&given, None).unwrap();
        town.refuses(&published, "untrue").unwrap();
        assert_eq!(town.wall("").len(), 0);
        assert!(!town.opens_praise(&town.clerk, &given.no));
        assert!(town.verifies());
    });
}

#[test]
fn the_second_reviewer_is_told_that_it_changed() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        town.passes_on(&given, None).unwrap();
        assert!(matches!(town.refuses(&given, "privacy"), Err(Problem::Stale { .. })));
    });
}

#[test]
fn nobody_but_a_reviewer_passes_anything_on() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        for who in [&town.clerk, &town.resident, &neighbour()] {
            let (no, seen) = (given.no.clone(), given.version);
            let tried = town.does(who, 50, move |work| praise::publish(work, &no, seen, None));
            assert_eq!(tried.err(), Some(Problem::NotFound));
        }
        let stranger = town.gardeners.staff().unwrap().id;
        let Err(Problem::Faults(faults)) = town.passes_on(&given, Some(stranger)) else { panic!() };
        assert_eq!(faults[0].field, "person", "somebody of another unit is not meant");
    });
}
