use xianban_domain::appeals::Action;
use xianban_domain::identity::{self, NewService};
use xianban_kernel::Actor;

use super::{Hall, in_the_hall};

fn new() -> NewService {
    NewService {
        name: "市民热线".to_owned(), scopes: vec![Action::Submit.to_string()], unit: None
    }
}

fn finds(hall: &Hall, token: &str) -> Option<Actor> {
    let token = token.to_owned();
    hall.does(&Actor::Guest, 1, move |work| identity::find_service(work, &token)).unwrap()
}

#[test]
fn a_token_acts_within_its_scopes_until_it_is_disabled() {
    in_the_hall(|hall| {
        let made = hall.does(&Actor::System, 0, |work| identity::create_service(work, &new()));
        let (id, token) = made.unwrap();
        let Some(Actor::Service(service)) = finds(hall, token.reveal()) else {
            panic!("the token is known")
        };
        assert_eq!((service.id, service.scopes.as_ref()), (id, &["submit".to_owned()][..]));
        assert_eq!(finds(hall, "another"), None);
        hall.does(&Actor::System, 1, move |work| identity::disable_service(work, id)).unwrap();
        assert_eq!(finds(hall, token.reveal()), None);
    });
}

#[test]
fn the_demo_s_key_is_made_once_however_often_the_demo_starts() {
    in_the_hall(|hall| {
        let make = || {
            hall.does(&Actor::System, 0, |work| identity::create_service_with(work, &new(), "demo"))
        };
        assert_eq!(make().unwrap(), make().unwrap());
        assert!(matches!(finds(hall, "demo"), Some(Actor::Service(_))));
        let listed = hall.does(&Actor::System, 1, identity::service_accounts).unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].name, "市民热线");
    });
}
