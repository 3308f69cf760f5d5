use xianban_domain::consultation::{self, Decision, Next, Settle, Standing, Step};
use xianban_kernel::Problem;

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
        assert_eq!(room.chooses(&broken, Next::Whistle).unwrap().standing, Standing::Closed);
        let open = room.published(Decision::Not, false).no;
        let held = room.chooses(&open, Next::Vote).unwrap();
        assert_eq!(held.next.map(|(next, _)| next), Some(Next::Vote));
        assert_eq!(held.standing, Standing::Closed);
    });
}
