use xianban_domain::appeals::{self as room, Action, ToList, Why};
use xianban_domain::supervision::{self, Cadence, Decide, DecisionKind, Settled, Standing, Way};
use xianban_kernel::Day;

use super::{in_town, urge};

#[test]
fn what_the_decider_did_himself_is_written_down_with_the_move() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.plans_meetings(50);
        let meeting = town.meeting(Cadence::Daily, 50).no;
        town.begins(&town.secretary(), &meeting, 51).unwrap();
        let own = no.clone();
        let ways = town.does(&town.secretary(), 52, move |work| {
            let appeal = room::by_no(work, &own)?;
            supervision::ways(work, &appeal)
        });
        let ways = ways.unwrap();
        assert!(ways.contains(&(DecisionKind::List, Way::Own(Action::List))), "{ways:?}");
        assert!(ways.contains(&(DecisionKind::Extend, Way::Charge)), "{ways:?}");
        let form = Decide { kind: DecisionKind::List, done: true, ..urge(&no) };
        let early = town.decides(&meeting, form.clone(), 53);
        assert_eq!(early.unwrap_err().code(), "faults", "nothing was done yet");
        town.moves(&town.secretary(), 54, &no, |work, no, seen| {
            let words = "限期清完。".to_owned();
            room::list(work, no, seen, &ToList { why: Why::Supervised, until: None, words })
        })
        .unwrap();
        let held = town.decides(&meeting, form.clone(), 55).unwrap();
        let outcome = held.decisions[0].outcome.as_ref().unwrap();
        assert_eq!((outcome.how, held.decisions[0].charge.is_some()), (Settled::AtOnce, false));
        let twice = town.decides(&meeting, form, 56);
        assert_eq!(twice.unwrap_err().code(), "faults", "one move is one decision");
        assert_eq!(town.closes(&meeting, 57).unwrap().standing, Standing::Done);
        assert!(town.verifies());
    });
}

#[test]
fn mistakes_of_a_decision_are_said_at_their_field() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.plans_meetings(50);
        let meeting = town.meeting(Cadence::Daily, 50).no;
        town.begins(&town.secretary(), &meeting, 51).unwrap();
        let refused = |form: Decide| town.decides(&meeting, form, 52).unwrap_err().code();
        assert_eq!(refused(Decide { words: " ".to_owned(), ..urge(&no) }), "faults");
        let past = Some(Day::constant(2026, 11, 20));
        assert_eq!(refused(Decide { due: past, ..urge(&no) }), "faults");
        let far = Some(Day::constant(2028, 11, 20));
        assert_eq!(refused(Decide { due: far, ..urge(&no) }), "faults");
        assert_eq!(refused(Decide { to: Some(town.unit("housing")), ..urge(&no) }), "faults");
        assert_eq!(refused(urge("LS20261123000000")), "not_on_agenda");
        assert!(town.verifies());
    });
}
