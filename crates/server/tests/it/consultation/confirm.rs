use xianban_domain::consultation::{self, Decision, Reply, Silence, Standing};
use xianban_domain::rooms;
use xianban_kernel::Actor;
use xianban_testkit::office::doing;

use super::{EVENING, in_room};

#[test]
fn who_is_silent_for_three_days_has_not_agreed_and_objections_stay() {
    in_room(|room| {
        let no = room.written(Decision::Agreed).no;
        room.answers(&no, 1, Reply::Confirm).unwrap();
        let objects = Reply::Object("冬青不够，要补六十株".to_owned());
        assert_eq!(room.answers(&no, 2, objects).unwrap().standing, Standing::Confirming);
        for (days, standing) in [(2, Standing::Confirming), (4, Standing::Reviewing)] {
            let cx = doing(&Actor::System, days * 24 * 60 + EVENING + 60);
            let swept = room.town.waits(rooms::sweep(&room.town.office, &cx)).unwrap();
            assert_eq!(swept.failed, 0);
            let no = no.clone();
            let held = room
                .town
                .does(&room.secretary, 5 * 24 * 60, move |work| consultation::by_no(work, &no));
            assert_eq!(held.unwrap().standing, standing);
        }
        let seen = room.town.does(&room.secretary, 5 * 24 * 60, move |work| {
            let held = consultation::by_no(work, &no)?;
            consultation::seen(work, held)
        });
        let seen = seen.unwrap();
        let said: Vec<_> = seen.people.iter().map(|one| one.answer).collect();
        let expected =
            [Silence::Confirmed, Silence::Objected, Silence::Unanswered, Silence::NotAsked];
        assert_eq!(said, expected);
        assert_eq!(Silence::Unanswered.name(), "未回复");
        assert_eq!(seen.objections[0].1, "冬青不够，要补六十株");
    });
}

#[test]
fn a_guest_confirms_by_a_tap() {
    in_room(|room| {
        let no = room.written(Decision::Agreed).no;
        let code = room.code(&no, 1);
        room.answers(&no, 2, Reply::Confirm).unwrap();
        room.answers(&no, 3, Reply::Confirm).unwrap();
        let held = room.town.does(&Actor::Guest, EVENING + 70, move |work| {
            consultation::answer(work, &no, Some(&code), &Reply::Confirm)
                .map(|entered| entered.held)
        });
        // The last who came has answered: nobody has to wait three days.
        assert_eq!(held.unwrap().standing, Standing::Reviewing);
    });
}
