use xianban_domain::appeals::{self, Part};
use xianban_domain::whistle::{self, Standing};

use super::on_the_street;

#[test]
fn when_it_is_blown_every_appeal_gets_orders_that_the_whistle_owns() {
    on_the_street(|town, people| {
        let (held, filed) = town.blows(people);
        assert_eq!(held.standing, Standing::Blown);
        for appeal in &filed {
            let no = appeal.no.clone();
            let appeal = town.does(&people.city, 62, move |work| appeals::by_no(work, &no));
            let appeal = appeal.unwrap();
            let live: Vec<_> = appeal.orders.iter().filter(|order| order.is_live()).collect();
            assert_eq!(live.iter().filter(|order| order.part == Part::Lead).count(), 1);
            let owned = live.iter().filter(|order| appeal.whistle_of(order.n) == Some(held.id));
            assert_eq!(owned.count(), 2);
            assert!(appeal.awaits_whistle());
        }
        let sees = town.does(&people.company, 63, move |work| whistle::by_no(work, &held.no));
        assert!(sees.is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn an_order_of_a_whistle_is_answered_on_the_whistle() {
    on_the_street(|town, people| {
        let (_, filed) = town.blows(people);
        let no = filed[0].no.clone();
        let told = town.does(&people.city, 63, move |work| appeals::report(work, &no, "办好了。"));
        assert!(told.unwrap_err().said().contains("吹哨"));
    });
}

#[test]
fn nobody_but_the_secretary_blows() {
    on_the_street(|town, _| {
        let appeal = town.led_by_the_community();
        let form = town.bundle(&[&appeal.no]);
        let held = town.does(&town.clerk, 60, move |work| whistle::draft(work, &form)).unwrap();
        let tried = town.on_whistle(&town.clerk, 61, &held.no, whistle::blow);
        assert!(tried.is_err());
    });
}
