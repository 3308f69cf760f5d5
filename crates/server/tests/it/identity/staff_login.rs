use xianban_domain::identity::{self, Attempt, CheckedPassword, Lockout};
use xianban_kernel::{Actor, Problem};

use super::{Hall, PASSWORD, hash_of, in_the_hall, seat};

#[test]
fn staff_enter_with_the_posts_they_hold_today() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        let session = hall.enters(1, " Zhang.Wei", PASSWORD).unwrap();
        let staff = session.actor.staff().unwrap().clone();
        assert_eq!((staff.id, &*staff.name), (id, "张伟"));
        assert_eq!(staff.posts.len(), 1);
        assert_eq!(staff.posts[0].role.code(), "clerk");
        assert_eq!(hall.comes(2, &session).unwrap().actor, session.actor);
    });
}

#[test]
fn five_wrong_passwords_lock_for_a_quarter_of_an_hour() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        for _ in 0..5 {
            assert!(hall.enters(0, "zhang.wei", "wrong").is_err());
        }
        assert!(hall.enters(14, "zhang.wei", PASSWORD).is_err(), "locked");
        assert!(hall.enters(15, "zhang.wei", PASSWORD).is_ok(), "the lock has ended");
    });
}

#[test]
fn a_right_password_forgets_the_wrong_ones_before() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        for _ in 0..2 {
            for _ in 0..4 {
                assert!(hall.enters(0, "zhang.wei", "wrong").is_err());
            }
            assert!(hall.enters(0, "zhang.wei", PASSWORD).is_ok());
        }
    });
}

#[test]
fn an_unknown_username_reads_what_a_wrong_password_reads() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        let wrong = hall.enters(0, "zhang.wei", "wrong").unwrap_err();
        assert_eq!(hall.enters(0, "nobody", PASSWORD).unwrap_err(), wrong);
        assert_eq!(hall.enters(0, "不是用户名", PASSWORD).unwrap_err(), wrong);
        for _ in 0..4 {
            assert_eq!(hall.enters(0, "zhang.wei", "wrong").unwrap_err(), wrong);
        }
        assert_eq!(hall.enters(1, "zhang.wei", PASSWORD).unwrap_err(), wrong, "locked reads alike");
    });
}

#[test]
fn a_disabled_account_is_out_at_once_and_can_be_opened_again() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        let session = hall.enters(0, "zhang.wei", PASSWORD).unwrap();
        hall.does(&Actor::System, 1, move |work| identity::disable_staff(work, id)).unwrap();
        assert!(hall.comes(1, &session).is_none());
        assert!(hall.enters(1, "zhang.wei", PASSWORD).is_err());
        hall.does(&Actor::System, 2, move |work| identity::enable_staff(work, id)).unwrap();
        assert!(hall.comes(2, &session).is_none(), "the old session stays ended");
        assert!(hall.enters(2, "zhang.wei", PASSWORD).is_ok());
    });
}

#[test]
fn posts_begin_and_end_by_the_clock() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        hall.does(&Actor::System, 0, move |work| {
            let (from, until) = (work.cx.at.plus_hours(1), work.cx.at.plus_hours(2));
            let secretary = seat("secretary");
            identity::grant_post(work, id, &secretary, from, Some(until))
        })
        .unwrap();
        let session = hall.enters(0, "zhang.wei", PASSWORD).unwrap();
        let roles = |minutes| -> Vec<String> {
            let view = hall.comes(minutes, &session).unwrap();
            let posts = &view.actor.staff().unwrap().posts;
            posts.iter().map(|post| post.role.to_string()).collect()
        };
        assert_eq!(roles(59), ["clerk"]);
        assert_eq!(roles(60), ["clerk", "secretary"]);
        assert_eq!(roles(119), ["clerk", "secretary"]);
        let again = hall.enters(119, "zhang.wei", PASSWORD).unwrap();
        let view = hall.comes(120, &again).unwrap();
        assert_eq!(view.actor.staff().unwrap().posts.len(), 1);
    });
}

#[test]
fn who_holds_no_post_cannot_act() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        let session = hall.enters(0, "zhang.wei", PASSWORD).unwrap();
        hall.does(&Actor::System, 1, move |work| {
            let clerk = seat("clerk");
            identity::end_post(work, id, &clerk)
        })
        .unwrap();
        assert!(hall.comes(1, &session).is_none());
        assert_eq!(hall.enters(1, "zhang.wei", PASSWORD).unwrap_err().code(), "no_post");
    });
}

fn checks(hall: &Hall, actor: &Actor, typed: &str) -> CheckedPassword {
    let target = hall.does(actor, 5, identity::own_login_target).unwrap();
    target.check(typed).unwrap()
}

#[test]
fn a_changed_password_ends_every_other_session() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        let here = hall.enters(0, "zhang.wei", PASSWORD).unwrap();
        let there = hall.enters(1, "zhang.wei", PASSWORD).unwrap();
        let keep = hall.comes(1, &here).unwrap().id;
        let change = |typed: &str| -> Result<(), Problem> {
            let (checked, new) = (checks(hall, &here.actor, typed), hash_of("lantern-and-tide"));
            hall.does(&here.actor, 5, move |work| {
                identity::change_password(work, &checked, &new, Lockout::USUAL, keep)
            })
            .and_then(Attempt::settle)
        };
        assert_eq!(change("wrong").unwrap_err().code(), "faults");
        assert!(hall.comes(5, &there).is_some());
        change(PASSWORD).unwrap();
        assert!(hall.comes(5, &here).is_some() && hall.comes(5, &there).is_none());
        assert!(hall.enters(6, "zhang.wei", PASSWORD).is_err());
        assert!(hall.enters(6, "zhang.wei", "lantern-and-tide").is_ok());
    });
}

#[test]
fn a_reset_password_has_to_be_changed_at_the_next_login() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        let session = hall.enters(0, "zhang.wei", PASSWORD).unwrap();
        assert!(!session.must_change);
        let new = hash_of("lantern-and-tide");
        hall.does(&Actor::System, 1, move |work| identity::reset_password(work, id, &new)).unwrap();
        assert!(hall.comes(1, &session).is_none());
        let session = hall.enters(2, "zhang.wei", "lantern-and-tide").unwrap();
        assert!(session.must_change && hall.comes(2, &session).unwrap().must_change);
    });
}
