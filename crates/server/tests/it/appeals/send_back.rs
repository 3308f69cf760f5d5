use xianban_domain::appeals::{self, Standing};

use super::in_town;

#[test]
fn a_reply_that_is_sent_back_makes_the_lead_order_live_again() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已办。")
        })
        .unwrap();
        let back = town.moves(&town.reviewer, 65, &no, |work, no, seen| {
            appeals::send_back(work, no, seen, "请写清做了什么。")
        });
        let back = back.unwrap();
        assert_eq!(back.state.standing(), Standing::Handling);
        assert!(back.lead().is_some());
        assert!(town.verifies());
    });
}
