use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, Event};
use xianban_kernel::{Actor, Problem};

use super::{Town, in_town};

impl Town {
    fn publishes(&self, actor: &Actor, no: &str, entry: i64) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(actor, 70, move |work| appeals::publish(work, &no, entry))
    }
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
