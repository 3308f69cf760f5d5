use xianban_domain::identity::{self, PersonName};
use xianban_kernel::{Actor, PersonId};
use xianban_store::{Row, Value, params};

use super::{DAY, Hall, PASSWORD, in_the_hall, phone};

/// Every value of the room's rows that could tell of a person.
fn rows(hall: &Hall) -> Vec<Row> {
    hall.does(&Actor::System, 10, |work| {
        let mut rows = Vec::new();
        for table in ["person", "login_code", "session", "identity_view", "outbox"] {
            rows.extend(work.tx.rows(&format!("select * from {table}"), params![])?);
        }
        Ok(rows)
    })
    .unwrap()
}

/// A resident with a name, a session, an open code, and somebody who looked.
fn known_person(hall: &Hall) -> PersonId {
    hall.hires("zhang.wei", "clerk");
    let clerk = hall.enters(0, "zhang.wei", PASSWORD).unwrap().actor;
    let resident = hall.resident(0).actor;
    hall.does(&resident, 0, |work| identity::name_oneself(work, &"王小明".parse::<PersonName>()?))
        .unwrap();
    hall.code(2);
    let Actor::Resident(person) = resident else { panic!("a resident") };
    hall.does(&clerk, 3, move |work| identity::unmask(work, person, "核实王小明的电话", None))
        .unwrap();
    person
}

#[test]
fn an_erased_person_cannot_be_found_and_leaves_no_value_behind() {
    in_the_hall(|hall| {
        let person = known_person(hall);
        let print = hall.office.keys.fingerprint("person.phone", phone().reveal().as_bytes());
        let holds_print = |row: &Row| row.cells().any(|(_, v)| *v == Value::Bytes(print.to_vec()));
        assert!(rows(hall).iter().any(holds_print), "the test looks where the phone was");
        let session = hall.resident(4);
        hall.does(&session.actor, 5, move |work| identity::erase_person(work, person)).unwrap();
        assert!(hall.comes(5, &session).is_none());
        let left = rows(hall);
        assert!(!left.iter().any(holds_print));
        let said = format!("{left:?}");
        assert!(!said.contains(&hex_of(&print)) && !said.contains("核实"), "{said}");
        let sealed = left.iter().flat_map(Row::cells).filter(|(name, _)| name.ends_with("_sealed"));
        assert!(sealed.into_iter().all(|(_, value)| *value == Value::Null));
        let found = hall.does(&Actor::System, 6, |work| identity::find_person(work, &phone()));
        assert_eq!(found.unwrap(), None);
        let mask =
            hall.does(&Actor::System, 6, move |work| identity::masked_identity(work, person));
        assert_eq!(mask.unwrap_err().code(), "not_found");
    });
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[test]
fn who_comes_back_after_erasure_is_somebody_new() {
    in_the_hall(|hall| {
        let person = known_person(hall);
        hall.does(&Actor::System, 5, move |work| identity::erase_person(work, person)).unwrap();
        let again = hall.does(&Actor::System, 6, move |work| identity::erase_person(work, person));
        assert_eq!(again.unwrap_err().code(), "not_found");
        assert_ne!(hall.resident(DAY).actor, Actor::Resident(person));
    });
}

#[test]
fn nobody_erases_somebody_else() {
    in_the_hall(|hall| {
        let person = known_person(hall);
        let stranger = Actor::Resident(PersonId::new(person.value() + 1));
        for actor in [Actor::Guest, stranger] {
            let tried = hall.does(&actor, 5, move |work| identity::erase_person(work, person));
            assert!(tried.is_err());
        }
        let found = hall.does(&Actor::System, 6, |work| identity::find_person(work, &phone()));
        assert_eq!(found.unwrap(), Some(person));
    });
}

#[test]
fn the_sweep_takes_old_codes_and_long_ended_sessions_only() {
    in_the_hall(|hall| {
        hall.resident(0);
        let sweep = |minutes| hall.does(&Actor::System, minutes, identity::sweep).unwrap();
        assert_eq!(sweep(DAY - 1), 0);
        assert_eq!(sweep(DAY), 1, "the code");
        assert_eq!(sweep(180 * DAY), 2, "that a code was sent, and that he logged in");
        assert_eq!(sweep(279 * DAY), 0);
        assert_eq!(sweep(280 * DAY), 1, "the session, 190 days after its end");
    });
}
