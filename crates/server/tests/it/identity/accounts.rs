use xianban_domain::identity::{self, NewStaff};
use xianban_kernel::{Actor, PageSize, Role};

use super::{Hall, PASSWORD, hash_of, in_the_hall};

fn creates(
    hall: &Hall,
    actor: &Actor,
    username: &'static str,
) -> Result<(), xianban_kernel::Problem> {
    let password = hash_of(PASSWORD);
    hall.does(actor, 1, move |work| {
        let username = username.parse()?;
        let name = "李娜".to_owned();
        let new = NewStaff { username, name, password: password.clone(), must_change: true };
        identity::create_staff(work, &new).map(|_| ())
    })
}

#[test]
fn only_the_system_administrator_manages_accounts() {
    in_the_hall(|hall| {
        hall.hires("zhang.wei", "clerk");
        hall.hires("root", "system_admin");
        let clerk = hall.enters(0, "zhang.wei", PASSWORD).unwrap().actor;
        let admin = hall.enters(0, "root", PASSWORD).unwrap().actor;
        assert_eq!(creates(hall, &clerk, "li.na").unwrap_err().code(), "not_found");
        assert_eq!(creates(hall, &Actor::Guest, "li.na").unwrap_err().code(), "login_needed");
        creates(hall, &admin, "li.na").unwrap();
        let listed = hall.does(&clerk, 2, |work| identity::accounts(work, None, PageSize::USUAL));
        assert_eq!(listed.unwrap_err().code(), "not_found");
    });
}

#[test]
fn a_username_belongs_to_one_account() {
    in_the_hall(|hall| {
        creates(hall, &Actor::System, "li.na").unwrap();
        let again = creates(hall, &Actor::System, "LI.NA").unwrap_err();
        assert_eq!(again.code(), "faults");
    });
}

#[test]
fn accounts_are_listed_page_by_page_with_their_posts() {
    in_the_hall(|hall| {
        hall.hires("bb", "head");
        hall.hires("zhang.wei", "clerk");
        creates(hall, &Actor::System, "li.na").unwrap();
        let page = |after: Option<String>| {
            let size = PageSize::new(2);
            hall.does(&Actor::System, 2, move |work| {
                identity::accounts(work, after.as_deref(), size)
            })
            .unwrap()
        };
        let first = page(None);
        let names: Vec<_> = first.rows.iter().map(|row| row.account.username.as_str()).collect();
        assert_eq!(names, ["bb", "li.na"]);
        let second = page(first.next);
        assert_eq!(second.rows[0].account.username, "zhang.wei");
        assert_eq!(second.rows[0].posts[0].role.code(), "clerk");
        assert_eq!(second.next, None);
    });
}

#[test]
fn a_seat_is_held_by_accounts_in_use() {
    in_the_hall(|hall| {
        let id = hall.hires("zhang.wei", "clerk");
        let holders = || {
            hall.does(&Actor::System, 1, |work| {
                let unit = super::seat("clerk").unit;
                identity::holders(work, unit, &Role::new("clerk"))
            })
            .unwrap()
        };
        assert_eq!(holders(), [id]);
        hall.does(&Actor::System, 1, move |work| identity::disable_staff(work, id)).unwrap();
        assert_eq!(holders(), []);
    });
}
