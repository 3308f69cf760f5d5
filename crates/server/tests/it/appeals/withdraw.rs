use xianban_domain::appeals::{self, Standing};

use super::in_town;

#[test]
fn a_withdrawn_appeal_owes_nobody_and_tells_the_resident() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let gone = town.moves(&town.resident, 59, &no, |work, no, seen| {
            appeals::withdraw(work, no, seen, "邻居已经自己清了。")
        });
        assert_eq!(gone.unwrap().state.standing(), Standing::Withdrawn);
        assert_eq!(town.inbox(&town.resident)[0], "诉求已撤回");
        assert!(town.verifies());
    });
}
