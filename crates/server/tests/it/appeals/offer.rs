use xianban_domain::appeals;
use xianban_domain::appeals::Action;

use super::in_town;

#[test]
fn everybody_sees_just_the_moves_that_are_his() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let now = |actor: &xianban_kernel::Actor| {
            let no = no.clone();
            let moves = town.does(actor, 55, move |work| {
                let appeal = appeals::by_no(work, &no)?;
                appeals::moves_now(work, &appeal)
            });
            moves.unwrap()
        };
        assert_eq!(now(&town.resident), [Action::Supplement, Action::Urge, Action::Withdraw]);
        let of_unit = now(&town.gardeners);
        assert!(of_unit.contains(&Action::Acknowledge) && of_unit.contains(&Action::Complete));
        assert!(!of_unit.contains(&Action::Release) && !of_unit.contains(&Action::Assess));
        assert!(!now(&town.reviewer).contains(&Action::Release));
    });
}
