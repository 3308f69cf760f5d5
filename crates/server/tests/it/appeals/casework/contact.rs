use xianban_domain::appeals::{self, Appeal, Event, Through};
use xianban_kernel::{Actor, Problem};

use super::super::{Town, in_town};

const WORDS: &str = "明天上午九点到楼前看现场，您方便吗？";

impl Town {
    fn relays(&self, who: &Actor, no: &str, through: Through) -> Result<Appeal, Problem> {
        self.moves(who, 60, no, move |work, no, _| {
            appeals::contact_through(work, no, through, WORDS)
        })
    }

    fn rings(&self, minutes: i64, no: &str, reached: bool) -> Appeal {
        let rung = self.moves(&self.caller, minutes, no, move |work, no, _| {
            let words = "照单位的话转达了。".to_owned();
            appeals::call(work, no, &appeals::Call { reached, words })
        });
        rung.unwrap()
    }
}

#[test]
fn a_message_through_the_platform_is_a_contact_and_the_number_stays_unseen() {
    in_town(|town| {
        let appeal = town.handled_by_gardeners();
        assert!(town.kinds(&appeal).contains(&"contact"), "{:?}", town.kinds(&appeal));
        let told = town.relays(&town.gardeners, &appeal.no, Through::Message).unwrap();
        assert!(!town.kinds(&told).contains(&"contact"));
        assert_eq!(town.inbox(&town.resident)[0], "办理有新进展");
        let no = appeal.no.clone();
        let history = town
            .does(&town.resident, 61, move |work| {
                let appeal = appeals::by_no(work, &no)?;
                appeals::history(work, &appeal)
            })
            .unwrap();
        assert_eq!(history.last().unwrap().words.as_deref(), Some(WORDS));
        assert!(!history.iter().any(|one| matches!(one.event, Event::IdentitySeen(_))));
        let own = appeals::publishable(&history, "staff:0");
        assert!(own.iter().all(|one| one.words.as_deref() != Some(WORDS)), "he has it already");
        assert!(town.verifies());
    });
}

#[test]
fn a_call_through_the_platform_is_a_contact_once_it_reaches_the_applicant() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let asked = town.relays(&town.gardeners, &no, Through::Call).unwrap();
        let owed = town.kinds(&asked);
        assert!(owed.contains(&"contact") && owed.contains(&"call"), "{owed:?}");
        let missed = town.rings(70, &no, false);
        assert!(town.kinds(&missed).contains(&"contact"));
        let reached = town.rings(80, &no, true);
        let owed = town.kinds(&reached);
        assert!(!owed.contains(&"contact") && !owed.contains(&"call"), "{owed:?}");
        assert!(town.verifies());
    });
}

#[test]
fn only_the_lead_unit_has_the_platform_speak_for_it() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        for other in [&town.clerk, &town.reviewer, &town.resident] {
            assert!(town.relays(other, &no, Through::Message).is_err(), "{other:?}");
        }
        assert!(town.verifies());
    });
}
