use xianban_domain::appeals::{self, Standing};
use xianban_kernel::{Actor, Staff};

use super::{Town, in_town};

/// A person who sits both at the gardeners' and at the reviewers' desk.
pub(super) fn gardener_and_reviewer(town: &Town) -> Actor {
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
