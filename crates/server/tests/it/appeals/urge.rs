use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_kernel::Problem;

use super::{Town, filed, in_town};

const DAY: i64 = 24 * 60;

impl Town {
    fn urges(&self, minutes: i64, no: &str) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&self.resident, minutes, move |work| appeals::urge(work, &no))
    }
}

#[test]
fn an_applicant_urges_once_a_day_and_hears_when_he_may_again() {
    in_town(|town| {
        let no = filed(town).no;
        assert_eq!(town.urges(10, &no).unwrap().urges.count, 1);
        let said = town.urges(10 + DAY - 1, &no).unwrap_err().said();
        assert!(said.contains("11月24日 09:10"), "{said}");
        assert_eq!(town.urges(10 + DAY, &no).unwrap().urges.count, 2);
        assert!(town.verifies());
    });
}

#[test]
fn urging_makes_nobodys_form_stale_and_nobody_else_may() {
    in_town(|town| {
        let appeal = filed(town);
        town.urges(1, &appeal.no).unwrap();
        assert!(town.accepts(&appeal.no, appeal.version).is_ok());
        assert!(!town.may(&town.clerk, &appeal.no, Action::Urge));
        let no = appeal.no;
        let by_clerk = town.does(&town.clerk, 60, move |work| appeals::urge(work, &no));
        assert!(matches!(by_clerk, Err(Problem::Refused { .. })));
    });
}
