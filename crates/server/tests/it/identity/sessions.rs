use xianban_domain::identity::{self, NewSession, SessionId};
use xianban_kernel::{Actor, Moment};
use xianban_store::params;

use super::{DAY, HOUR, Hall, in_the_hall};

fn id(hall: &Hall, minutes: i64, session: &NewSession) -> SessionId {
    hall.comes(minutes, session).unwrap().id
}

fn touches(hall: &Hall, minutes: i64, id: SessionId) -> bool {
    hall.does(&Actor::Guest, minutes, move |work| identity::touch_session(work, id)).unwrap()
}

#[test]
fn a_session_says_who_comes_and_guards_the_forms() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        let view = hall.comes(1, &session).unwrap();
        assert_eq!(view.actor, session.actor);
        assert!(view.csrf.matches(&session.csrf.field()));
        let found = hall.does(&Actor::Guest, 1, |work| identity::find_session(work, "forged"));
        assert!(found.unwrap().is_none());
    });
}

#[test]
fn the_token_itself_is_nowhere_in_the_database() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        hall.does(&Actor::System, 0, move |work| {
            let rows = format!("{:?}", work.tx.rows("select * from session", params![])?);
            assert!(!rows.contains(session.token.reveal()));
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn the_last_visit_is_written_at_most_every_five_minutes() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        let id = id(hall, 0, &session);
        assert!(!hall.comes(4, &session).unwrap().is_due(at(4)) && !touches(hall, 4, id));
        assert!(hall.comes(5, &session).unwrap().is_due(at(5)) && touches(hall, 5, id));
        assert!(!touches(hall, 9, id));
    });
}

fn at(minutes: i64) -> Moment {
    xianban_testkit::office::nine_o_clock().plus_millis(minutes * 60_000)
}

#[test]
fn a_resident_s_session_ends_after_thirty_days_of_rest() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        let id = id(hall, 0, &session);
        assert!(hall.comes(30 * DAY - 1, &session).is_some());
        assert!(hall.comes(30 * DAY, &session).is_none());
        touches(hall, 29 * DAY, id);
        assert!(hall.comes(30 * DAY, &session).is_some());
    });
}

#[test]
fn a_resident_s_session_ends_after_ninety_days_however_often_used() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        let id = id(hall, 0, &session);
        for day in [25, 50, 75, 89] {
            touches(hall, day * DAY, id);
        }
        assert!(hall.comes(90 * DAY - 1, &session).is_some());
        assert!(hall.comes(90 * DAY, &session).is_none());
    });
}

#[test]
fn a_phone_unproved_for_a_year_lets_nobody_in() {
    in_the_hall(|hall| {
        let session = hall.resident(0);
        hall.does(&Actor::System, 1, |work| {
            let year_ago = work.cx.at.plus_millis(-366 * 86_400_000);
            Ok(work.tx.execute("update person set verified_at = $1", params![year_ago])?)
        })
        .unwrap();
        assert!(hall.comes(1, &session).is_none());
    });
}

#[test]
fn a_staff_session_rests_two_hours_and_lives_twelve() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        let session = hall.enters(0, "zhang.wei", super::PASSWORD).unwrap();
        let id = id(hall, 0, &session);
        assert!(hall.comes(2 * HOUR, &session).is_none());
        for hour in 1..12 {
            assert!(touches(hall, hour * HOUR, id));
            assert!(hall.comes(hour * HOUR, &session).is_some());
        }
        assert!(hall.comes(12 * HOUR, &session).is_none());
    });
}

#[test]
fn logging_out_everywhere_leaves_only_the_place_one_sits_at() {
    in_the_hall(|hall| {
        let (phone, desk) = (hall.resident(0), hall.resident(2));
        let keep = id(hall, 3, &desk);
        let listed = hall.does(&desk.actor, 3, identity::own_sessions).unwrap();
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0].device, "华为手机");
        let ended =
            hall.does(&desk.actor, 3, move |work| identity::revoke_sessions(work, Some(keep)));
        assert_eq!(ended.unwrap(), 1);
        assert!(hall.comes(3, &phone).is_none() && hall.comes(3, &desk).is_some());
        hall.does(&desk.actor, 4, move |work| identity::log_out(work, keep)).unwrap();
        assert!(hall.comes(4, &desk).is_none());
    });
}

#[test]
fn nobody_ends_somebody_else_s_session() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        let resident = hall.resident(0);
        let clerk = hall.enters(0, "zhang.wei", super::PASSWORD).unwrap();
        let theirs = id(hall, 1, &resident);
        let refused = hall.does(&clerk.actor, 1, move |work| identity::revoke_own(work, theirs));
        assert_eq!(refused.unwrap_err().code(), "not_found");
        let own = hall.does(&resident.actor, 1, move |work| identity::revoke_own(work, theirs));
        own.unwrap();
        assert!(hall.comes(1, &resident).is_none());
    });
}
