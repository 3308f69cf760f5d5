use xianban_domain::appeals::{self, Appeal, CountReason, DutyKind};
use xianban_domain::figures::{Count, FIGURES, Facet, Made, Numbers, Scope, Span, numbers};
use xianban_kernel::{Actor, PersonId, Problem};

use super::super::{Town, in_town};
use super::rule_count::rules_on;

/// Somebody objects to how it is counted, some minutes after nine.
pub(super) fn objects(
    town: &Town,
    (who, minutes): (&Actor, i64),
    no: &str,
    reason: CountReason,
) -> Result<Appeal, Problem> {
    town.moves(who, minutes, no, move |work, no, _| {
        appeals::object_count(work, no, Some(reason), "规划上是代征绿地，要等移交以后才能硬化。")
    })
}

/// Everything that is counted in the district.
pub(super) fn counted(town: &Town) -> Numbers {
    let counted = town.does(&Actor::System, 900, |work| {
        numbers(work, Scope::District, Span::year_to(work.cx.at.day()), Facet::All)
    });
    counted.unwrap()
}

/// How many stand in each of the rates about appeals.
pub(super) fn in_rates(numbers: &Numbers) -> Vec<(&'static str, i64, i64)> {
    let rate = |made: Made| match made {
        Made::Rate { part, whole } => Some((numbers.of(part), numbers.of(whole))),
        Made::Count(_) => None,
    };
    let rates = FIGURES.iter().filter_map(|one| Some((one.code, rate(one.made)?)));
    rates.map(|(code, (part, whole))| (code, part, whole)).filter(|one| one.2 > 0).collect()
}

#[test]
fn nothing_is_counted_otherwise_before_somebody_has_ruled() {
    in_town(|town| {
        let no = town.answered().no;
        let early = objects(town, (&town.gardeners, 100), &no, CountReason::Policy);
        assert_eq!(early.unwrap_err().code(), "not_your_move", "neither rated nor closed");
        let closed = town.rates(&no, 5, true).unwrap();
        let (before, version) = (in_rates(&counted(town)), closed.version);
        assert_eq!(before.len(), 6, "{before:?}");
        let inbox = town.inbox(&town.resident);
        let objected = objects(town, (&town.gardeners, 200), &no, CountReason::Policy).unwrap();
        assert_eq!((&objected.state, objected.version), (&closed.state, version));
        assert_eq!((in_rates(&counted(town)), town.inbox(&town.resident)), (before, inbox));
        assert_eq!(town.kinds(&objected), ["rule_count"], "owed although it is closed");
        let due = super::due(town, &objected, DutyKind::RuleCount);
        assert_eq!(super::day(due), "11-30 17:30", "five working days");
        let again = objects(town, (&town.gardeners, 210), &no, CountReason::Force).unwrap_err();
        assert_eq!(again.code(), "objection_waits", "one at a time");
        assert!(town.verifies());
    });
}

#[test]
fn the_unit_that_is_counted_objects_or_the_one_above_and_nobody_else() {
    in_town(|town| {
        let no = town.answered().no;
        town.rates(&no, 5, true).unwrap();
        let refused = |who: &Actor| {
            let refused = objects(town, (who, 200), &no, CountReason::Policy);
            refused.unwrap_err().code().to_owned()
        };
        let stranger = Actor::Resident(PersonId::new(99));
        assert_eq!(refused(&stranger), "not_found");
        assert_eq!(refused(&town.person("housing", "head")), "not_found");
        assert_eq!(refused(&town.resident), "not_your_move");
        assert_eq!(refused(&town.person("cgss", "secretary")), "not_your_move");
        assert_eq!(refused(&town.person("platform", "dispatcher")), "not_your_move");
        let head = town.person("zhonghan", "head");
        let wrong = objects(town, (&head, 201), &no, CountReason::CountedWrongly);
        assert_eq!(wrong.unwrap_err().code(), "faults", "it is not left out");
        objects(town, (&head, 202), &no, CountReason::Mistaken).unwrap();
        assert!(town.verifies());
    });
}

#[test]
fn a_low_rating_is_left_out_while_the_next_round_goes_on() {
    in_town(|town| {
        let no = town.answered().no;
        let again = town.rates(&no, 1, false).unwrap();
        assert!(again.state.is_open());
        assert_eq!(counted(town).of(Count::Low), 1);
        let objected =
            objects(town, (&town.gardeners, 200), &no, CountReason::Unreasonable).unwrap();
        assert_eq!(objected.objection().map(|one| one.n), Some(1));
        let ruled = rules_on(town, (&town.reviewer, 300), &no, (1, true)).unwrap();
        assert_eq!((&ruled.state, ruled.version), (&again.state, again.version));
        let counted = counted(town);
        assert_eq!((counted.of(Count::Low), counted.of(Count::LeftOut)), (0, 1));
        assert!(town.verifies());
    });
}
