use xianban_domain::consultation::{self, Decision, NOT_A_VOTE, Standing};
use xianban_kernel::Problem;

use super::{EVENING, in_room, minutes, refused};

#[test]
fn minutes_are_put_together_from_the_record_and_heads_are_no_vote() {
    in_room(|room| {
        let no = room.gathered().no;
        room.does(&room.secretary, EVENING + 2, &no, |work, no, seen| {
            consultation::state(work, no, seen, (1, "绿地是大家的"))
        })
        .unwrap();
        room.does(&room.secretary, EVENING + 3, &no, |work, no, seen| {
            consultation::propose(work, no, seen, (3, "补种冬青"))
        })
        .unwrap();
        let counts = |approve, oppose| {
            room.does(&room.secretary, EVENING + 4, &no, move |work, no, seen| {
                consultation::count(work, no, seen, (1, approve, oppose))
            })
        };
        assert!(matches!(counts(3, 1), Err(Problem::Faults(_))));
        counts(2, 1).unwrap();
        let drafted = no.clone();
        let draft = room
            .town
            .does(&room.secretary, EVENING + 5, move |work| consultation::draft(work, &drafted));
        let draft = draft.unwrap();
        assert!(draft.contains("王秀兰（居民代表）：绿地是大家的"), "{draft}");
        assert!(draft.contains(&format!("赞成 2 人，反对 1 人（{NOT_A_VOTE}）")), "{draft}");
        let absent = room.does(&room.secretary, EVENING + 6, &no, |work, no, seen| {
            consultation::state(work, no, seen, (4, "我没来"))
        });
        assert!(matches!(absent, Err(Problem::Faults(_))));
    });
}

#[test]
fn too_few_write_no_minutes() {
    in_room(|room| {
        let no = room.called().no;
        let held = room.does(&room.secretary, EVENING, &no, consultation::begin).unwrap();
        assert_eq!(held.standing, Standing::Held);
        let written = room.does(&room.secretary, EVENING + 9, &no, |work, no, seen| {
            consultation::write(work, no, seen, &minutes(work, Decision::Agreed))
        });
        assert_eq!(refused(&written.unwrap_err()), "consultation_quorum");
    });
}
