use xianban_domain::appeals::{self, PlaceGiven, Standing};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Staff, StaffId};
use xianban_testkit::office::staff;

use super::{Town, greens, in_town};

/// A person who sits both at the gardeners' and at the reviewers' desk.
fn gardener_and_reviewer(town: &Town) -> Actor {
    let gardener = town.gardeners.staff().unwrap();
    let reviewer = town.reviewer.staff().unwrap();
    let posts = gardener.posts.iter().chain(reviewer.posts.iter()).cloned().collect();
    Actor::Staff(Staff::new(gardener.id, &gardener.name, posts))
}

#[test]
fn nothing_reaches_the_resident_before_review() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理。")
        })
        .unwrap();
        assert!(!town.inbox(&town.resident).contains(&"已经答复，请您评价".to_owned()));
        let released = town.moves(&town.reviewer, 65, &no, appeals::release).unwrap();
        assert_eq!(released.state.standing(), Standing::FollowingUp);
        assert_eq!(town.inbox(&town.resident)[0], "已经答复，请您评价");
        assert!(town.verifies());
    });
}

#[test]
fn whoever_handled_it_does_not_review_it() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let both = gardener_and_reviewer(town);
        town.moves(&both, 60, &no, |work, no, seen| appeals::complete(work, no, seen, "已清理。"))
            .unwrap();
        let own = town.moves(&both, 61, &no, appeals::release);
        assert_eq!(own.unwrap_err().code(), "not_your_move");
        assert!(town.moves(&town.reviewer, 62, &no, appeals::release).is_ok());
    });
}

#[test]
fn a_reviewer_s_own_words_do_not_keep_him_from_reviewing() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let note = |who: &Actor, minutes| {
            town.moves(who, minutes, &no, |work, no, _| appeals::note(work, no, "先看一下材料。"))
        };
        note(&town.reviewer, 50).unwrap();
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理。")
        })
        .unwrap();
        note(&town.reviewer, 61).unwrap();
        assert!(town.moves(&town.reviewer, 62, &no, appeals::release).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn a_note_from_a_unit_that_handles_bars_its_author_at_the_reviewers_desk() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let both = gardener_and_reviewer(town);
        town.moves(&both, 50, &no, |work, no, _| appeals::note(work, no, "已约好上门。")).unwrap();
        let other = Actor::Staff(Staff { id: StaffId::new(4711), ..both.staff().unwrap().clone() });
        town.moves(&other, 60, &no, |work, no, seen| appeals::complete(work, no, seen, "已清理。"))
            .unwrap();
        assert_eq!(
            town.moves(&both, 62, &no, appeals::release).unwrap_err().code(),
            "not_your_move"
        );
        assert!(town.moves(&town.reviewer, 63, &no, appeals::release).is_ok());
    });
}

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

#[test]
fn where_no_resident_asked_the_result_is_verified_on_site() {
    in_town(|town| {
        let mut form = greens(PlaceGiven::Known(town.estate()));
        (form.kind, form.tile) = (AppealKind::Enforcement, None);
        let filed = town.does(&town.clerk, 0, move |work| appeals::submit(work, &form));
        let no = filed.unwrap().appeal.no;
        town.accepts(&no, 1).unwrap();
        // What a community reports for a department is assessed by the platform office.
        let own = town.assesses(&no, "zh_city", "").unwrap_err();
        assert_eq!(own.code(), "not_your_move");
        let dispatcher = staff(&town.office.db, "platform", "dispatcher");
        town.assesses_as(&dispatcher, &no, "zh_city", "").unwrap();
        town.plans(&no);
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已恢复。")
        })
        .unwrap();
        let released = town.moves(&town.reviewer, 61, &no, appeals::release);
        assert_eq!(released.unwrap_err().code(), "not_your_move");
        let verified = town.moves(&town.caller, 62, &no, |work, no, seen| {
            appeals::verify(work, no, seen, true, "现场已恢复绿化。")
        });
        assert_eq!(verified.unwrap().state.standing(), Standing::Closed);
        assert!(town.verifies());
    });
}
