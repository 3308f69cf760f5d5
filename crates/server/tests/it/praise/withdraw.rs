use xianban_domain::praise::{self, Standing};
use xianban_kernel::Problem;

use super::{in_town, neighbour};

#[test]
fn taken_back_it_is_seen_by_nobody_else() {
    in_town(|town| {
        let given = town.gives(town.thanks(), 0).unwrap();
        town.passes_on(&given, None).unwrap();
        let no = given.no.clone();
        let other = town.does(&neighbour(), 70, move |work| praise::withdraw(work, &no));
        assert_eq!(other.err(), Some(Problem::NotFound));
        let no = given.no.clone();
        let back = town.does(&town.resident, 71, move |work| praise::withdraw(work, &no)).unwrap();
        assert_eq!(back.standing, Standing::Withdrawn);
        assert_eq!(town.wall("").len(), 0);
        assert!(!town.opens_praise(&town.clerk, &given.no));
        assert!(town.opens_praise(&town.resident, &given.no));
        let no = given.no.clone();
        let again = town.does(&town.resident, 72, move |work| praise::withdraw(work, &no));
        assert!(again.unwrap_err().said().contains("不用再撤回"));
        assert!(town.verifies());
    });
}
