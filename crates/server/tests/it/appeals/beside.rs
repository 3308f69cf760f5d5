use xianban_domain::appeals::{self, Appeal, Event, PlaceGiven};
use xianban_domain::appeals::{Action, DutyKind, NoticeKind};
use xianban_domain::duty;
use xianban_domain::duty::Sieve;
use xianban_domain::duty::Swept;
use xianban_domain::identity;
use xianban_domain::notice;
use xianban_domain::office::Work;
use xianban_domain::rooms::sweep;
use xianban_domain::trail;
use xianban_kernel::{Actor, PageSize, Problem};
use xianban_store::params;
use xianban_testkit::office::{doing, staff};

use super::{Town, greens, in_town};

const DAY: i64 = 24 * 60;

impl Town {
    fn urges(&self, minutes: i64, no: &str) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&self.resident, minutes, move |work| appeals::urge(work, &no))
    }

    fn looks(&self, actor: &Actor, no: &str, reason: &'static str) -> Result<String, Problem> {
        let no = no.to_owned();
        let seen = self.does(actor, 50, move |work| appeals::see_applicant(work, &no, reason))?;
        Ok(seen.identity.phone)
    }

    fn publishes(&self, actor: &Actor, no: &str, entry: i64) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(actor, 70, move |work| appeals::publish(work, &no, entry))
    }

    fn history(&self, actor: &Actor, no: &str) -> Vec<appeals::Happened> {
        let no = no.to_owned();
        let read = self.does(actor, 300, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            appeals::history(work, &appeal)
        });
        read.unwrap()
    }

    fn may(&self, actor: &Actor, no: &str, action: Action) -> bool {
        let no = no.to_owned();
        let now = self.does(actor, 60, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            appeals::moves_now(work, &appeal)
        });
        now.unwrap().contains(&action)
    }

    /// An appeal of somebody with an account and a phone.
    fn filed_with_phone(&self) -> (Appeal, Actor) {
        let person = self.does(&Actor::System, 0, |work| {
            identity::record_person(work, &"13812346621".parse().expect("a phone"), None)
        });
        let resident = Actor::Resident(person.unwrap());
        let form = greens(PlaceGiven::Known(self.estate()));
        let filed = self.does(&resident, 0, move |work| appeals::submit(work, &form));
        (filed.unwrap().appeal, resident)
    }

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

/// The notice that an appeal was accepted did not arrive.
fn lost(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let about = trail::by_no(work.tx, no)?.ok_or(Problem::NotFound)?;
    appeals::undelivered(work, &about, NoticeKind::Accepted.code())?;
    appeals::by_no(work, no)
}

fn filed(town: &Town) -> Appeal {
    town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal
}

#[test]
fn an_applicant_urges_once_a_day_and_hears_when_he_may_again() {
    in_town(|town| {
        let no = filed(town).no;
        assert_eq!(town.urges(10, &no).unwrap().urges.count, 1);
        let said = town.urges(10 + DAY - 1, &no).unwrap_err().said();
        assert!(said.contains("11月24日 09:10"), "{said}");
        assert_eq!(town.urges(10 + DAY, &no).unwrap().urges.count, 2);
        assert!(town.verifies());
    });
}

#[test]
fn urging_makes_nobodys_form_stale_and_nobody_else_may() {
    in_town(|town| {
        let appeal = filed(town);
        town.urges(1, &appeal.no).unwrap();
        assert!(town.accepts(&appeal.no, appeal.version).is_ok());
        assert!(!town.may(&town.clerk, &appeal.no, Action::Urge));
        let no = appeal.no;
        let by_clerk = town.does(&town.clerk, 60, move |work| appeals::urge(work, &no));
        assert!(matches!(by_clerk, Err(Problem::Refused { .. })));
    });
}

#[test]
fn a_note_reaches_the_applicant_only_through_a_second_person() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.moves(&town.gardeners, 60, &no, |work, no, _| {
            appeals::note(work, no, "已约好周五上门清理。")
        })
        .unwrap();
        let history = town.history(&town.gardeners, &no);
        let note = history.iter().find(|one| matches!(one.event, Event::Noted(_))).unwrap().seq;

        let own = town.publishes(&town.gardeners, &no, note).unwrap_err();
        assert!(format!("{own:?}").contains("另一个人"), "{own:?}");
        assert!(town.may(&town.clerk, &no, Action::Publish));
        town.publishes(&town.clerk, &no, note).unwrap();
        let again = town.publishes(&town.reviewer, &no, note);
        assert!(matches!(again, Err(Problem::Faults(_))), "{again:?}");

        let history = town.history(&town.resident, &no);
        let shown = history.iter().find(|one| matches!(one.event, Event::Published(_))).unwrap();
        assert_eq!(shown.words.as_deref(), Some("已约好周五上门清理。"));
        assert_eq!(town.inbox(&town.resident)[0], "办理有新进展");
        assert!(town.verifies());
    });
}

#[test]
fn a_reply_that_waits_for_review_cannot_be_published() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理。")
        })
        .unwrap();
        let history = town.history(&town.clerk, &no);
        for one in &history {
            assert!(matches!(
                town.publishes(&town.reviewer, &no, one.seq),
                Err(Problem::Faults(_))
            ));
        }
    });
}

#[test]
fn who_looks_at_the_applicant_leaves_unit_role_and_reason() {
    in_town(|town| {
        let (appeal, resident) = town.filed_with_phone();
        let phone = town.looks(&town.clerk, &appeal.no, "约时间上门查看").unwrap();
        assert_eq!(phone, "13812346621");
        let history = town.history(&resident, &appeal.no);
        let seen = history.last().unwrap();
        let Event::IdentitySeen(look) = &seen.event else { panic!("{:?}", seen.event) };
        assert_eq!((look.role.code(), seen.unit.as_deref()), ("clerk", Some("春光山色社区")));
        assert_eq!(seen.words.as_deref(), Some("约时间上门查看"));
        let views = town.does(&Actor::System, 60, |work| {
            Ok(work.tx.rows("select reason from identity_view", params![])?.len())
        });
        assert_eq!(views.unwrap(), 1);
        let inbox = town.does(&resident, 60, |work| notice::inbox(work, None, PageSize::USUAL));
        let told = inbox.unwrap().rows.remove(0).text;
        assert!(told.contains("春光山色社区") && told.contains("约时间上门查看"), "{told}");
        assert!(town.verifies());
    });
}

#[test]
fn the_applicant_is_shown_to_nobody_without_a_reason_a_role_and_a_part() {
    in_town(|town| {
        let (appeal, _) = town.filed_with_phone();
        let no = &appeal.no;
        assert!(matches!(town.looks(&town.clerk, no, "  "), Err(Problem::Faults(_))));
        assert!(matches!(town.looks(&town.reviewer, no, "看看"), Err(Problem::Refused { .. })));
        assert_eq!(town.looks(&town.gardeners, no, "看看"), Err(Problem::NotFound));
        let elsewhere = staff(&town.office.db, "zh_city", "head");
        assert_eq!(town.looks(&elsewhere, no, "看看"), Err(Problem::NotFound));
        assert_eq!(town.looks(&Actor::Guest, no, "看看"), Err(Problem::NotFound));
        let history = town.history(&town.clerk, no);
        assert!(!history.iter().any(|one| matches!(one.event, Event::IdentitySeen(_))));
    });
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
