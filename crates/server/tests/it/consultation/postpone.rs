use xianban_domain::consultation::{self, Postpone, Standing};

use super::{EVENING, in_room, refused};

#[test]
fn moved_everybody_signs_in_again_and_cancelled_it_is_over() {
    in_room(|room| {
        let no = room.called().no;
        let (by_hand, first) = (no.clone(), 1);
        room.town
            .does(&room.secretary, EVENING, move |work| {
                consultation::sign_in_by_hand(work, &by_hand, first)
            })
            .unwrap();
        let held = room
            .does(&room.secretary, EVENING + 5, &no, |work, no, seen| {
                let time = Some(work.cx.at.plus_hours(24));
                let form = Postpone { time, place: String::new(), why: "下雨".to_owned() };
                consultation::postpone(work, no, seen, &form)
            })
            .unwrap();
        assert_eq!((held.standing, held.came(), held.meeting.moved), (Standing::Called, 0, 1));
        let cancels = |minutes| {
            room.does(&room.secretary, minutes, &no, |work, no, seen| {
                consultation::cancel(work, no, seen, "已经解决了")
            })
        };
        assert_eq!(cancels(EVENING + 10).unwrap().standing, Standing::Cancelled);
        assert_eq!(refused(&cancels(EVENING + 11).unwrap_err()), "consultation_standing");
    });
}
