//! A duty that stands further up than its seat, with somebody whose own posts would not let him do it.

use axum::http::StatusCode;

use super::depth::{handled, made, moves};
use super::in_the_house;

#[test]
fn whoever_a_duty_was_lifted_to_does_it_though_his_post_alone_would_not_let_him() {
    in_the_house(|house| {
        // The only reviewer dispatched it himself, so he is barred from its review.
        let posts = &[("platform", "dispatcher"), ("platform", "reviewer")];
        let mut barred = house.staff("sun.both", posts);
        let mut above = house.staff("zhou.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut barred);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        let early = above.get(&format!("/c/appeals/{no}/release"));
        assert_eq!(early.status, StatusCode::CONFLICT, "nothing to review yet");
        made(&moves(&mut handler, &no, "complete", &[("words", "灯换好了。")]));
        assert_ne!(barred.get(&format!("/c/appeals/{no}/release")).status, StatusCode::OK);
        above.get(&format!("/c/appeals/{no}")).says(&["/release"]);
        made(&moves(&mut above, &no, "release", &[]));
        handler.get(&format!("/c/appeals/{no}")).says(&["灯换好了。"]);
        assert!(house.verifies());
    });
}
