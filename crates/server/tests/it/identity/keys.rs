use xianban_domain::keys::{Keys, tie_to_key};
use xianban_kernel::Actor;

use super::in_the_hall;

#[test]
fn a_database_refuses_another_key_than_its_own() {
    in_the_hall(|hall| {
        let ties = |n| {
            hall.does(&Actor::System, 0, move |work| {
                tie_to_key(work.tx, &Keys::fixed(n), work.cx.at)
            })
        };
        ties(1).unwrap();
        ties(1).unwrap();
        let refused = ties(2).unwrap_err().to_string();
        assert!(refused.contains("another key"), "{refused}");
        ties(1).unwrap();
    });
}
