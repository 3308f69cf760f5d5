use xianban_domain::appeals::{self, PlaceGiven, Standing};

use super::{greens, in_town};

#[test]
fn a_refusal_needs_a_legal_reason_and_review_and_says_where_to_go() {
    in_town(|town| {
        let no = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
        let decline = |reason: &'static str| {
            town.moves(&town.clerk, 10, &no, move |work, no, seen| {
                appeals::decline(work, no, seen, reason, "与邻居的借款纠纷应当由法院处理。")
            })
        };
        assert_eq!(decline("too_hard").unwrap_err().code(), "faults");
        assert_eq!(decline("legal_channel").unwrap().state.standing(), Standing::Reviewing);
        let released = town.moves(&town.reviewer, 20, &no, appeals::release).unwrap();
        assert_eq!(released.state.standing(), Standing::Declined);
        assert_eq!(town.inbox(&town.resident)[0], "这件事不能由平台办理");
        assert!(town.verifies());
    });
}
