use xianban_domain::supervision::{self, Cadence, Reason, Settled, Standing};

use super::{DAY, in_town, urge};

#[test]
fn an_urge_is_a_duty_to_answer_and_the_next_meeting_begins_with_it() {
    in_town(|town| {
        let appeal = town.handled_by_gardeners();
        town.plans_meetings(50);
        let no = town.meeting(Cadence::Daily, 50).no;
        town.begins(&town.secretary(), &no, 51).unwrap();
        let decided = town.decides(&no, urge(&appeal.no), 52).unwrap();
        let charge = decided.decisions[0].charge.clone().unwrap();
        assert_eq!(charge.at.unit, town.unit("zh_city"));
        assert_eq!(town.closes(&no, 53).unwrap().standing, Standing::Following);
        let head = town.person("zh_city", "head");
        town.plans_meetings(DAY - 30);
        let next = town.meeting(Cadence::Daily, DAY - 30);
        let followed = next.clone();
        let owed = town
            .does(&town.secretary(), DAY - 29, move |work| supervision::followed(work, &followed));
        let owed = owed.unwrap();
        assert_eq!(owed.len(), 1);
        assert_eq!(owed[0].words.as_deref(), Some("说清楚什么时候清完。"));
        let begun = town.begins(&town.secretary(), &next.no, DAY - 28).unwrap();
        assert!(begun.item(&appeal.no).unwrap().reasons.contains(&Reason::Decided));
        let stranger = town.carries_out(&town.clerk, (&no, 1), DAY);
        assert_eq!(stranger.unwrap_err().code(), "not_own_decision");
        let done = town.carries_out(&head, (&no, 1), DAY).unwrap();
        assert_eq!(done.standing, Standing::Done);
        assert_eq!(done.decisions[0].outcome.as_ref().unwrap().how, Settled::Done);
        let again = town.carries_out(&head, (&no, 1), DAY + 1);
        assert_eq!(again.unwrap_err().code(), "meeting_not_there");
        let about = town.does(&town.secretary(), DAY + 2, move |work| {
            supervision::meetings_of(work, appeal.id, 10)
        });
        assert_eq!(about.unwrap().len(), 1);
        assert!(town.verifies());
    });
}

#[test]
fn a_decision_that_lost_its_sense_is_dropped_with_a_reason() {
    in_town(|town| {
        let appeal = town.handled_by_gardeners();
        town.plans_meetings(50);
        let no = town.meeting(Cadence::Daily, 50).no;
        town.begins(&town.secretary(), &no, 51).unwrap();
        town.decides(&no, urge(&appeal.no), 52).unwrap();
        town.closes(&no, 53).unwrap();
        let dropped = town.does(&town.secretary(), 60, move |work| {
            let seen = supervision::by_no(work, &no)?.version;
            supervision::drop_decision(work, &no, seen, (1, "对方已经自己清走了。"))
        });
        let dropped = dropped.unwrap();
        assert_eq!(dropped.standing, Standing::Done);
        assert_eq!(dropped.decisions[0].outcome.as_ref().unwrap().how, Settled::Dropped);
        assert!(town.verifies());
    });
}
