use xianban_domain::keys::{Keys, belongs, is_marked, take_on};
use xianban_kernel::Actor;

use super::in_the_hall;

#[test]
fn a_database_refuses_another_key_than_the_one_it_was_begun_with() {
    in_the_hall(|hall| {
        let takes_on = |n| {
            hall.does(&Actor::System, 0, move |work| take_on(work.tx, &Keys::fixed(n), work.cx.at))
        };
        let marked = || hall.does(&Actor::System, 0, |work| Ok(is_marked(work.tx)?)).unwrap();
        assert!(!marked());
        takes_on(1).unwrap();
        assert!(marked());
        let refused = takes_on(2).unwrap_err().to_string();
        assert!(refused.contains("another key"), "{refused}");
        takes_on(1).unwrap();
        hall.does(&Actor::System, 0, |work| belongs(work.tx, &Keys::fixed(1))).unwrap();
    });
}
