use xianban_domain::appeals::{self, Appeal, CountReason};
use xianban_domain::figures::Count;
use xianban_kernel::{Actor, PersonId, Problem, Staff};

use super::super::{Town, in_town};
use super::object_count::{counted, in_rates, objects};

/// Somebody rules on an objection, some minutes after nine.
pub(super) fn rules_on(
    town: &Town,
    (who, minutes): (&Actor, i64),
    no: &str,
    ruling: (i64, bool),
) -> Result<Appeal, Problem> {
    town.moves(who, minutes, no, move |work, no, _| {
        appeals::rule_count(work, no, ruling, "查过移交文件，情况属实。")
    })
}

/// An appeal that the gardeners have closed and object to.
fn objected(town: &Town) -> String {
    let no = town.answered().no;
    town.rates(&no, 5, true).unwrap();
    objects(town, (&town.gardeners, 200), &no, CountReason::Policy).unwrap();
    no
}

#[test]
fn what_is_left_out_stands_in_no_rate_and_can_be_counted_in_again() {
    in_town(|town| {
        let no = objected(town);
        let before = in_rates(&counted(town));
        let out = rules_on(town, (&town.reviewer, 300), &no, (1, true)).unwrap();
        assert_eq!(out.left_out().map(|one| one.reason), Some(CountReason::Policy));
        assert!(town.kinds(&out).is_empty(), "nothing is owed any more");
        let after = counted(town);
        assert_eq!(in_rates(&after), [], "in no rate");
        assert_eq!((after.of(Count::LeftOut), after.of(Count::Closed)), (1, 1), "still closed");
        let nothing = rules_on(town, (&town.reviewer, 310), &no, (1, false));
        assert_eq!(nothing.unwrap_err().code(), "not_your_move", "nothing waits");
        let head = town.person("zhonghan", "head");
        objects(town, (&head, 320), &no, CountReason::CountedWrongly).unwrap();
        let old = rules_on(town, (&town.reviewer, 321), &no, (1, true));
        assert_eq!(old.unwrap_err().code(), "faults", "of another objection");
        let again = rules_on(town, (&town.reviewer, 322), &no, (2, true)).unwrap();
        assert_eq!(again.left_out(), None);
        assert_eq!((in_rates(&counted(town)), counted(town).of(Count::LeftOut)), (before, 0));
        assert!(town.verifies());
    });
}

#[test]
fn what_is_refused_counts_as_before() {
    in_town(|town| {
        let no = objected(town);
        let before = in_rates(&counted(town));
        let refused = rules_on(town, (&town.reviewer, 300), &no, (1, false)).unwrap();
        assert_eq!((refused.left_out(), refused.objection()), (None, None));
        assert_eq!(in_rates(&counted(town)), before);
        objects(town, (&town.gardeners, 310), &no, CountReason::Force).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn neither_who_objected_nor_who_handled_it_rules() {
    in_town(|town| {
        let no = objected(town);
        let refused = |who: &Actor| {
            let refused = rules_on(town, (who, 300), &no, (1, true));
            refused.unwrap_err().code().to_owned()
        };
        assert_eq!(refused(&Actor::Resident(PersonId::new(99))), "not_found");
        assert_eq!(refused(&town.person("housing", "head")), "not_found");
        assert_eq!(refused(&town.resident), "not_your_move");
        assert_eq!(refused(&town.gardeners), "not_your_move");
        let as_well = |who: &Actor| {
            let (own, office) = (who.staff().unwrap(), town.reviewer.staff().unwrap());
            let posts = own.posts.iter().chain(office.posts.iter()).cloned().collect();
            Actor::Staff(Staff::new(own.id, &own.name, posts))
        };
        assert_eq!(refused(&as_well(&town.clerk)), "not_your_move", "he handled it");
        let head = town.person("zhonghan", "head");
        rules_on(town, (&town.reviewer, 310), &no, (1, false)).unwrap();
        objects(town, (&head, 320), &no, CountReason::Mistaken).unwrap();
        let own = rules_on(town, (&as_well(&head), 330), &no, (2, true));
        assert_eq!(own.unwrap_err().code(), "not_your_move", "he objected");
        rules_on(town, (&town.person("platform", "dispatcher"), 340), &no, (2, true)).unwrap();
        assert!(town.verifies());
    });
}
