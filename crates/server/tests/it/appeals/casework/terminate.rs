use xianban_domain::appeals::{self, State};

use super::super::in_town;

#[test]
fn what_turns_out_not_to_be_ours_ends_through_review_and_is_looked_at_once_more_above() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let terminate = |reason: &'static str| {
            town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
                appeals::terminate(work, no, seen, reason, "法院已经立案，请等判决。")
            })
        };
        assert_eq!(terminate("no_reason").unwrap_err().code(), "faults");
        terminate("legal_channel").unwrap();
        let declined = town.moves(&town.reviewer, 61, &no, appeals::release).unwrap();
        assert_eq!(declined.state, State::Declined);
        let object = |minutes| {
            town.moves(&town.resident, minutes, &no, |work, no, seen| {
                appeals::reconsider(work, no, seen, "没有立案。")
            })
        };
        let again = object(62).unwrap();
        assert_eq!(again.state.standing().code(), "submitted");
        assert_ne!(again.receiver.unit, town.unit("cgss"));
        assert_eq!(town.inbox(&town.resident)[0], "已申请复核");
        let dispatcher = town.person("platform", "dispatcher");
        town.moves(&dispatcher, 63, &no, |work, no, seen| {
            appeals::decline(work, no, seen, "legal_channel", "已经核实立案。")
        })
        .unwrap();
        town.moves(&town.reviewer, 64, &no, appeals::release).unwrap();
        assert!(object(65).is_err(), "once only");
        assert!(town.verifies());
    });
}
