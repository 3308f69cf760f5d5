use std::thread;

use xianban_domain::identity;
use xianban_kernel::{Actor, Problem};
use xianban_store::params;

use super::{DAY, HOUR, Hall, in_the_hall, phone};

/// A code that is surely not this one.
fn another(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

fn asks(hall: &Hall, minutes: i64) -> Result<(), Problem> {
    hall.does(&Actor::Guest, minutes, |work| {
        identity::request_code(work, &phone(), identity::CodeFor::Login)
    })
}

#[test]
fn a_resident_logs_in_with_the_code_and_is_the_same_person_next_time() {
    in_the_hall(|hall| {
        let first = hall.resident(0);
        let again = hall.resident(DAY);
        assert!(matches!(first.actor, Actor::Resident(_)));
        assert_eq!(first.actor, again.actor);
    });
}

#[test]
fn a_code_opens_once() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        hall.types(1, &code).unwrap();
        assert_eq!(hall.types(2, &code).unwrap_err().code(), "faults");
    });
}

#[test]
fn a_code_lapses_after_five_minutes() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        assert!(hall.types(5, &code).is_err());
        let code = hall.code(6);
        assert!(hall.types(10, &code).is_ok());
    });
}

#[test]
fn five_wrong_tries_end_a_code() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        for _ in 0..5 {
            assert!(hall.types(1, another(&code)).is_err());
        }
        assert!(hall.types(1, &code).is_err(), "the right one comes too late");
    });
}

#[test]
fn four_wrong_tries_leave_a_code_alive() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        for _ in 0..4 {
            assert!(hall.types(1, another(&code)).is_err());
        }
        assert!(hall.types(1, &code).is_ok());
    });
}

#[test]
fn a_newer_code_ends_the_older() {
    in_the_hall(|hall| {
        let (older, newer) = (hall.code(0), hall.code(1));
        if older != newer {
            assert!(hall.types(2, &older).is_err());
        }
        assert!(hall.types(2, &newer).is_ok());
    });
}

#[test]
fn codes_are_sent_once_a_minute_and_five_times_an_hour() {
    in_the_hall(|hall| {
        asks(hall, 0).unwrap();
        assert_eq!(asks(hall, 0), Err(Problem::TooMany { retry_after: 60 }));
        for minutes in 1..5 {
            asks(hall, minutes).unwrap();
        }
        assert_eq!(asks(hall, 10), Err(Problem::TooMany { retry_after: 3000 }));
        asks(hall, HOUR).unwrap();
    });
}

#[test]
fn a_stranger_s_phone_and_a_known_one_answer_alike() {
    in_the_hall(|hall| {
        let unknown = hall.types(0, "123456").unwrap_err();
        hall.resident(0);
        let known = hall.types(1, "123456").unwrap_err();
        assert_eq!(unknown, known);
        let count: i64 = hall.newest("select count(*) as seen from person");
        assert_eq!(count, 1, "a wrong code makes nobody known");
    });
}

#[test]
fn neither_phone_nor_code_is_in_the_rows() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        hall.does(&Actor::System, 0, move |work| {
            for sql in ["select * from outbox", "select * from login_code"] {
                let rows = format!("{:?}", work.tx.rows(sql, params![])?);
                assert!(!rows.contains("13812346621") && !rows.contains(&code), "{sql}");
            }
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn guessing_from_many_browsers_at_once_wins_no_more_tries() {
    in_the_hall(|hall| {
        let code = hall.code(0);
        let guess = || assert!(hall.types(1, another(&code)).is_err());
        thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(guess))));
        let counted: i64 = hall.newest("select wrong as seen from login_code");
        assert_eq!(counted, 5);
        assert!(hall.types(1, &code).is_err());
    });
}
