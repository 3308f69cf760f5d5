use xianban_domain::appeals::{self, Appeal};
use xianban_domain::identity;
use xianban_kernel::{Actor, Problem};

use super::super::{PlaceGiven, Town, greens, in_town};

impl Town {
    /// A girl of fifteen files with her own phone.
    fn filed_by_a_girl(&self) -> Appeal {
        let person = self.does(&Actor::System, 0, |work| {
            identity::record_person(work, &"13812346621".parse().expect("a phone"), None)
        });
        let mut form = greens(PlaceGiven::Known(self.estate()));
        form.contact.minor = true;
        let girl = Actor::Resident(person.unwrap());
        let filed = self.does(&girl, 0, move |work| appeals::submit(work, &form));
        filed.unwrap().appeal
    }

    fn asks_to_look(&self, who: &Actor, minutes: i64, no: &str) -> Result<Appeal, Problem> {
        self.moves(who, minutes, no, |work, no, _| appeals::ask_to_look(work, no, "约家长一起上门"))
    }

    fn sees(&self, who: &Actor, minutes: i64, no: &str) -> Result<String, Problem> {
        let no = no.to_owned();
        let seen = self
            .does(who, minutes, move |work| appeals::see_applicant(work, &no, "约家长一起上门"))?;
        Ok(seen.identity.phone)
    }

    fn answers(
        &self,
        who: &Actor,
        minutes: i64,
        no: &str,
        grants: bool,
    ) -> Result<Appeal, Problem> {
        self.moves(who, minutes, no, move |work, no, seen| {
            let ask = appeals::by_no(work, no)?.casework.asks.len();
            let ask = i64::try_from(ask).unwrap_or(0);
            if grants {
                appeals::answer_ask(work, no, seen, ask, "")
            } else {
                appeals::refuse_ask(work, no, seen, ask, "先由平台打电话联系。")
            }
        })
    }
}

#[test]
fn a_minor_is_seen_once_for_each_time_that_a_second_person_agrees() {
    in_town(|town| {
        let no = town.filed_by_a_girl().no;
        let secretary = town.person("cgss", "secretary");
        assert_eq!(town.sees(&town.clerk, 10, &no).unwrap_err().code(), "minor");
        let asked = town.asks_to_look(&town.clerk, 11, &no).unwrap();
        assert!(town.kinds(&asked).contains(&"approve"), "{:?}", town.kinds(&asked));
        assert_eq!(town.asks_to_look(&town.clerk, 12, &no).unwrap_err().code(), "look_waits");
        assert_eq!(town.sees(&town.clerk, 13, &no).unwrap_err().code(), "minor");
        assert!(town.answers(&town.clerk, 14, &no, true).is_err(), "nobody answers himself");
        let granted = town.answers(&secretary, 15, &no, true).unwrap();
        assert!(!town.kinds(&granted).contains(&"approve"));
        assert_eq!(town.sees(&secretary, 16, &no).unwrap_err().code(), "minor", "not his grant");
        assert_eq!(town.sees(&town.clerk, 17, &no), Ok("13812346621".to_owned()));
        assert_eq!(town.sees(&town.clerk, 18, &no).unwrap_err().code(), "minor", "once");
        town.asks_to_look(&town.clerk, 19, &no).unwrap();
        town.answers(&secretary, 20, &no, false).unwrap();
        assert_eq!(town.sees(&town.clerk, 21, &no).unwrap_err().code(), "minor", "refused");
        assert!(town.verifies());
    });
}

#[test]
fn a_superior_who_asks_is_answered_one_level_up_and_the_end_lets_it_lapse() {
    in_town(|town| {
        let appeal = town.filed_by_a_girl();
        let secretary = town.person("cgss", "secretary");
        let asked = town.asks_to_look(&secretary, 10, &appeal.no).unwrap();
        let approver = asked.casework.asks[0].approver.unit;
        assert_ne!(approver, appeal.receiver.unit);
        assert!(town.answers(&secretary, 11, &appeal.no, true).is_err());
        let girl = asked.person().map(Actor::Resident).unwrap();
        let ended = town.moves(&girl, 12, &appeal.no, |work, no, seen| {
            appeals::withdraw(work, no, seen, "自己解决了")
        });
        let ended = ended.unwrap();
        assert!(!town.kinds(&ended).contains(&"approve"), "{:?}", town.kinds(&ended));
        assert_eq!(
            town.asks_to_look(&town.clerk, 13, &appeal.no).unwrap_err().code(),
            "minor_closed"
        );
        assert!(town.verifies());
    });
}
