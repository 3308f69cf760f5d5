use xianban_domain::consultation::{self, Decision, Next, Settle, Standing, Step};
use xianban_domain::office::Work;
use xianban_domain::{appeals, whistle};
use xianban_kernel::{DossierId, Problem};
use xianban_testkit::office::LAOSHAN;

use super::{EVENING, Room, Round, in_room};

impl Room<'_> {
    fn settles(&self, no: &str, kept: bool) -> Result<Round, Problem> {
        self.does(&self.secretary, EVENING + 200, no, move |work, no, seen| {
            let form = Settle { agreement: 1, kept: Some(kept), words: "看过了".to_owned() };
            consultation::settle(work, no, seen, &form)
        })
    }

    fn chooses(&self, no: &str, next: Next) -> Result<Round, Problem> {
        self.does(&self.secretary, EVENING + 201, no, move |work, no, seen| {
            consultation::choose(work, no, seen, (Some(next), "请城管到场"))
        })
    }

    fn seen(&self, no: &str) -> Round {
        let no = no.to_owned();
        self.town
            .does(&self.secretary, EVENING + 210, move |work| consultation::by_no(work, &no))
            .unwrap()
    }

    /// The community takes its appeals on, and its secretary drafts a whistle over them.
    fn drafts_over(&self, about: &[DossierId]) {
        let mut numbers = Vec::new();
        for id in about.iter().copied() {
            let load = move |work: &mut Work<'_, '_>| {
                Ok(appeals::load(work.tx, LAOSHAN, id)?.expect("the appeal"))
            };
            let appeal = self.town.does(&self.secretary, 29, load).unwrap();
            self.town.accepts(&appeal.no, appeal.version).unwrap();
            self.town.assesses(&appeal.no, "cgss", "先由社区牵头劝导。").unwrap();
            numbers.push(appeal.no);
        }
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let form = self.town.bundle(&numbers);
        let drafts = move |work: &mut Work<'_, '_>| whistle::draft(work, &form);
        self.town.does(&self.secretary, EVENING + 205, drafts).unwrap();
    }

    fn offered(&self, no: &str) -> Vec<Step> {
        let no = no.to_owned();
        let moves = self.town.does(&self.secretary, EVENING + 199, move |work| {
            let held = consultation::by_no(work, &no)?;
            consultation::moves_now(work, &held)
        });
        moves.unwrap().iter().map(|line| line.step).collect()
    }
}

#[test]
fn what_was_agreed_is_followed_until_it_is_done() {
    in_room(|room| {
        let no = room.published(Decision::Agreed, false).no;
        assert_eq!(room.offered(&no), [Step::Answer, Step::Settle, Step::Attach]);
        assert_eq!(room.settles(&no, true).unwrap().standing, Standing::Closed);
    });
}

#[test]
fn what_was_not_kept_or_not_agreed_leads_on() {
    in_room(|room| {
        let broken = room.published(Decision::Agreed, false).no;
        assert_eq!(room.settles(&broken, false).unwrap().standing, Standing::Following);
        assert_eq!(room.offered(&broken), [Step::Answer, Step::Choose, Step::Attach]);
        assert_eq!(room.chooses(&broken, Next::Plan).unwrap().standing, Standing::Closed);
        let open = room.published(Decision::Not, false).no;
        assert!(matches!(room.chooses(&open, Next::Vote), Err(Problem::Faults(_))), "no room yet");
        let held = room.chooses(&open, Next::Leave).unwrap();
        assert_eq!(held.next.map(|(next, _)| next), Some(Next::Leave));
        assert_eq!(held.standing, Standing::Closed);
    });
}

#[test]
fn the_whistle_that_was_chosen_is_owed_until_it_is_drafted() {
    in_room(|room| {
        let no = room.published(Decision::Not, false).no;
        let held = room.chooses(&no, Next::Whistle).unwrap();
        assert_eq!(held.standing, Standing::Following, "it is not over before the draft");
        assert_eq!(room.offered(&no), [Step::Answer, Step::Whistle, Step::Spare, Step::Attach]);
        let about: Vec<_> = held.about.iter().copied().collect();
        room.drafts_over(&about);
        let ended = room.seen(&no);
        assert_eq!((ended.standing, ended.awaits), (Standing::Closed, None));
        assert!(room.town.verifies());
    });
}

#[test]
fn the_secretary_may_say_why_no_whistle_is_blown_after_all() {
    in_room(|room| {
        let no = room.published(Decision::Not, false).no;
        room.chooses(&no, Next::Whistle).unwrap();
        let spares = |words: &'static str| {
            room.does(&room.secretary, EVENING + 300, &no, move |work, no, seen| {
                consultation::spare(work, no, seen, words)
            })
        };
        assert!(matches!(spares("  "), Err(Problem::Faults(_))));
        let ended = spares("物业当天就修好了").unwrap();
        assert_eq!((ended.standing, ended.awaits), (Standing::Closed, None));
        assert!(room.town.verifies());
    });
}
