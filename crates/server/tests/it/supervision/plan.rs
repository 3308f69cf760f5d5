use xianban_domain::supervision::{self, Cadence, PlannedNow, Reason, Standing};
use xianban_kernel::Actor;

use super::{DAY, greens, in_town};
use xianban_domain::appeals::PlaceGiven;

#[test]
fn the_calendar_plans_each_meeting_once() {
    in_town(|town| {
        // Monday: the stand-up and the weekly meeting of the community, the weekly one of the street.
        assert_eq!(town.plans_meetings(-60), PlannedNow { planned: 3, failed: 0 });
        assert_eq!(town.plans_meetings(-59), PlannedNow::default(), "once is enough");
        let own = town.meetings(&town.secretary(), 0).unwrap();
        assert_eq!(own.len(), 2);
        assert!(own.iter().all(|one| one.standing == Standing::Planned));
        let street = town.person("zhonghan", "head");
        assert_eq!(town.meetings(&street, 0).unwrap().len(), 3, "with those below");
        let resident = town.meetings(&town.resident, 0);
        assert_eq!(resident.unwrap_err().code(), "not_found");
        // Tuesday has the stand-up alone, Saturday has none.
        assert_eq!(town.plans_meetings(DAY - 60).planned, 1);
        assert_eq!(town.plans_meetings(5 * DAY - 60).planned, 0);
        let unit = town.unit("cgss");
        let ahead =
            town.does(&town.secretary(), 0, move |work| supervision::calendar_of(work, unit));
        let weekly = |one: &&supervision::Occurrence| one.cadence == Cadence::Weekly;
        assert_eq!(ahead.unwrap().iter().filter(weekly).count(), 2);
        assert!(town.verifies());
    });
}

#[test]
fn what_a_meeting_that_nobody_held_would_have_seen_comes_first_at_the_next() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        town.plans_meetings(5);
        let first = town.meeting(Cadence::Daily, 5);
        town.sweeps(10);
        assert_eq!(town.meeting(Cadence::Daily, 11).standing, Standing::Planned);
        town.sweeps(16 * 60);
        let lapsed = town.meeting(Cadence::Daily, 16 * 60);
        assert_eq!((lapsed.no.as_str(), lapsed.standing), (first.no.as_str(), Standing::NotHeld));
        assert!(lapsed.item(&filed.no).is_some());
        town.plans_meetings(DAY - 30);
        let second = town.meeting(Cadence::Daily, DAY - 30);
        assert_eq!(second.before, Some(lapsed.id));
        let begun = town.begins(&town.secretary(), &second.no, DAY - 20).unwrap();
        let reasons = &begun.item(&filed.no).unwrap().reasons;
        assert_eq!(reasons.first(), Some(&Reason::CarriedOver));
        assert!(town.verifies());
    });
}

#[test]
fn a_meeting_that_is_called_off_says_why_and_one_left_running_closes_by_itself() {
    in_town(|town| {
        town.plans_meetings(-30);
        let (daily, weekly) = (town.meeting(Cadence::Daily, 0), town.meeting(Cadence::Weekly, 0));
        let off = |words: &'static str| {
            let (no, seen) = (daily.no.clone(), daily.version);
            town.does(&town.secretary(), 1, move |work| {
                supervision::call_off(work, &no, seen, words)
            })
        };
        assert_eq!(off(" ").unwrap_err().code(), "faults");
        assert_eq!(off("全体去现场。").unwrap().standing, Standing::NotHeld);
        assert_eq!(off("又写一次。").unwrap_err().code(), "meeting_not_there");
        town.begins(&town.secretary(), &weekly.no, 5).unwrap();
        town.sweeps(16 * 60);
        let closed = town.meeting(Cadence::Weekly, 16 * 60);
        assert_eq!(closed.standing, Standing::Done);
        assert_eq!(
            town.does(&Actor::System, 17 * 60, move |work| { supervision::wake(work, closed.id) }),
            Ok(0)
        );
        assert!(town.verifies());
    });
}
