use xianban_domain::appeals::{self, Appeal, Event, Standing, State, duties};
use xianban_domain::figures::{Count, Facet, Scope, Span, numbers};
use xianban_kernel::{Actor, Problem};

use super::super::{Town, in_town};
use super::follow_up::{asks, by_phone, caller};

/// The applicant says that it is not his rating, `minutes` after nine.
fn disowns(town: &Town, minutes: i64, no: &str) -> Result<Appeal, Problem> {
    town.moves(&town.resident, minutes, no, |work, no, seen| {
        appeals::disown(work, no, seen, "我没有接到过电话。")
    })
}

/// How many cases a leader counts as rated low.
fn rated_low(town: &Town) -> i64 {
    let counted = town.does(&Actor::System, 200, |work| {
        numbers(work, Scope::District, Span::year_to(work.cx.at.day()), Facet::All)
    });
    counted.unwrap().of(Count::Low)
}

#[test]
fn a_rating_taken_down_that_closed_it_is_struck_and_another_person_asks() {
    in_town(|town| {
        let [first, second] = ["feng.follow", "chen.follow"].map(|name| caller(town, name));
        let id = |who: &Actor| who.staff().map(|staff| staff.id);
        let answered = town.answered();
        let (recorder, other) =
            if id(&first) == answered.casework.asker { (first, second) } else { (second, first) };
        let no = answered.no;
        asks(town, &recorder, 110, &no, &by_phone(Some(true), Some(5))).unwrap();
        let again = disowns(town, 130, &no).unwrap();
        assert_eq!((again.state.standing(), again.round), (Standing::FollowingUp, 1));
        assert_eq!((again.casework.grade, again.casework.asker), (None, id(&other)));
        let owed = duties(&again, &town.office.rules_of(again.rules).unwrap());
        assert_eq!(owed.iter().map(|duty| duty.person).collect::<Vec<_>>(), [id(&other)]);
        assert_eq!(town.inbox(&town.resident)[0], "代记的评价已划去");
        let barred = asks(town, &recorder, 140, &no, &by_phone(Some(true), Some(5)));
        assert_eq!(barred.unwrap_err().code(), "not_your_move");
        let closed = asks(town, &other, 150, &no, &by_phone(Some(true), Some(3))).unwrap();
        let State::Closed(closing) = closed.state else { panic!("not closed") };
        assert_eq!(closing.grade, Some(3));
        assert_eq!(disowns(town, 160, &no).unwrap_err().code(), "not_your_move", "once");
        assert!(town.verifies());
    });
}

#[test]
fn where_the_rating_led_on_only_the_rating_is_struck_and_counted_no_more() {
    in_town(|town| {
        let no = town.answered().no;
        asks(town, &town.caller, 110, &no, &by_phone(Some(false), Some(1))).unwrap();
        assert_eq!(rated_low(town), 1);
        let still = disowns(town, 130, &no).unwrap();
        assert_eq!((still.state.standing(), still.round), (Standing::Assessing, 2));
        assert_eq!((still.casework.grade, rated_low(town)), (None, 0));
        let told = town.does(&town.resident, 131, move |work| appeals::history(work, &still));
        let rated = told.unwrap().into_iter().find(|one| matches!(one.event, Event::Rated(_)));
        assert!(rated.unwrap().struck);
        assert!(town.verifies());
    });
}

#[test]
fn one_s_own_rating_and_one_of_long_ago_cannot_be_disowned() {
    in_town(|town| {
        let no = town.answered().no;
        town.rates(&no, 5, true).unwrap();
        assert_eq!(disowns(town, 130, &no).unwrap_err().code(), "not_your_move");
    });
    in_town(|town| {
        let no = town.answered().no;
        asks(town, &town.caller, 110, &no, &by_phone(Some(true), Some(5))).unwrap();
        assert_eq!(disowns(town, 60 * 1440, &no).unwrap_err().code(), "disown_over");
        let foreign = town.moves(&town.clerk, 130, &no, |work, no, seen| {
            appeals::disown(work, no, seen, "替他说的。")
        });
        assert_eq!(foreign.unwrap_err().code(), "not_your_move");
    });
}
