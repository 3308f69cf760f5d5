use xianban_domain::consultation::{self, Reply, SignedBy, Standing};
use xianban_kernel::Actor;

use super::{EVENING, in_room, refused};

#[test]
fn a_guest_signs_in_by_his_code_and_sees_masked_facts() {
    in_room(|room| {
        let no = room.called().no;
        let (code, guest) = (room.code(&no, 1), Actor::Guest);
        let enters = |minutes: i64| {
            let (no, code) = (no.clone(), code.clone());
            room.town.does(&guest, minutes, move |work| {
                consultation::sign_in(work, &no, Some(&code)).map(|entered| entered.held)
            })
        };
        assert_eq!(refused(&enters(30).unwrap_err()), "consultation_early");
        let held = enters(EVENING - 30).unwrap();
        let presence = held.participant(1).unwrap().present.clone().unwrap();
        assert_eq!(presence.how, SignedBy::Himself);
        // Scanned twice, it counts once.
        assert_eq!(enters(EVENING).unwrap().version, held.version);
        let facts = room.town.does(&guest, EVENING, move |work| {
            let entered = consultation::enter(work, &no, Some(&code))?;
            consultation::facts(work, &entered)
        });
        let facts = facts.unwrap();
        assert_eq!(facts.own.unwrap().name, "王秀兰");
        let names: Vec<_> = facts.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["王**", "李**", "赵**", "孙**"]);
        assert_eq!(facts.minutes, None);
    });
}

#[test]
fn who_did_not_come_has_nothing_to_confirm() {
    in_room(|room| {
        let held = room.written(consultation::Decision::Agreed);
        assert_eq!(held.standing, Standing::Confirming);
        let answered = room.answers(&held.no, 4, Reply::Confirm);
        assert_eq!(refused(&answered.unwrap_err()), "consultation_absent");
    });
}

#[test]
fn too_few_is_said_only_when_it_is_so_and_then_it_is_called_again() {
    in_room(|room| {
        let no = room.called().no;
        let early = room.does(&room.secretary, EVENING - 5, &no, consultation::too_few);
        assert_eq!(refused(&early.unwrap_err()), "consultation_early");
        let held = room.does(&room.secretary, EVENING + 30, &no, consultation::too_few).unwrap();
        assert_eq!(held.standing, Standing::TooFew);
        let gathered = room.gathered().no;
        let enough = room.does(&room.secretary, EVENING + 30, &gathered, consultation::too_few);
        assert_eq!(refused(&enough.unwrap_err()), "consultation_quorum");
    });
}
