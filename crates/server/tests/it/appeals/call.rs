use xianban_domain::appeals::{self, Appeal};
use xianban_domain::appeals::{Action, DutyKind, NoticeKind};
use xianban_domain::dossier;
use xianban_domain::duty::{self, Sieve, Swept};
use xianban_domain::office::Work;
use xianban_domain::rooms::sweep;
use xianban_kernel::{Actor, PageSize, Problem};
use xianban_testkit::office::doing;

use super::{Town, filed, in_town};

const DAY: i64 = 24 * 60;

/// The notice that an appeal was accepted did not arrive.
fn lost(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let about = dossier::by_no(work.tx, no)?.ok_or(Problem::NotFound)?;
    appeals::undelivered(work, &about, NoticeKind::Accepted.code())?;
    appeals::by_no(work, no)
}

impl Town {
    /// The notice of an appeal does not arrive.
    fn loses_notice(&self, minutes: i64, no: &str) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&Actor::System, minutes, move |work| lost(work, &no))
    }

    fn calls(&self, minutes: i64, no: &str, reached: bool) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&self.caller, minutes, move |work| {
            let words = "按登记的电话打过去。".to_owned();
            appeals::call(work, &no, &appeals::Call { reached, words })
        })
    }

    fn calls_owed(&self) -> usize {
        let seat = self.caller.staff().unwrap().posts[0].clone();
        let queue = self.does(&self.caller, 60, move |work| {
            duty::queue(
                work,
                std::slice::from_ref(&seat),
                DutyKind::Call.code(),
                &Sieve::default(),
                None,
                PageSize::USUAL,
            )
        });
        queue.unwrap().rows.len()
    }
}

#[test]
fn a_notice_that_did_not_arrive_is_owed_a_call_until_somebody_is_reached() {
    in_town(|town| {
        let no = filed(town).no;
        assert!(!town.may(&town.caller, &no, Action::Call));
        town.loses_notice(5, &no).unwrap();
        assert_eq!(town.calls_owed(), 1);
        assert!(town.may(&town.caller, &no, Action::Call));
        assert_eq!(town.calls(10, &no, false).unwrap().call.unwrap().tries, 1);
        assert_eq!(town.calls_owed(), 1);
        assert_eq!(town.calls(20, &no, true).unwrap().call, None);
        assert_eq!(town.calls_owed(), 0);
        assert!(matches!(town.calls(30, &no, true), Err(Problem::Refused { .. })));
        assert!(town.verifies());
    });
}

#[test]
fn after_three_calls_in_vain_no_more_are_owed() {
    in_town(|town| {
        let no = filed(town).no;
        town.loses_notice(5, &no).unwrap();
        for minutes in [10, 20, 30] {
            assert_eq!(town.calls_owed(), 1);
            town.calls(minutes, &no, false).unwrap();
        }
        assert_eq!(town.calls_owed(), 0);
    });
}

#[test]
fn a_closed_appeal_owes_nothing_but_the_call() {
    in_town(|town| {
        let no = town.answered().no;
        town.rates(&no, 5, true).unwrap();
        town.loses_notice(130, &no).unwrap();
        assert_eq!(town.calls_owed(), 1);
        town.waits(sweep(&town.office, &doing(&Actor::System, 40 * DAY))).map_or_else(
            |problem| panic!("{problem}"),
            |swept| assert_eq!(swept, Swept { cards: 2, failed: 0 }),
        );
        assert!(town.verifies());
    });
}

#[test]
fn only_the_program_says_that_a_notice_did_not_arrive() {
    in_town(|town| {
        let no = filed(town).no;
        let said = town.does(&town.clerk, 5, move |work| lost(work, &no));
        assert!(matches!(said, Err(Problem::NotFound)));
    });
}
