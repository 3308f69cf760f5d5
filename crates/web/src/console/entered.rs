use axum::response::Response;
use xianban_domain::identity::NewSession;

use crate::door::carried::hand_back;
use crate::next::after_login;
use crate::visitor::Visitor;

/// Somebody who has proved who he is goes on to where he wanted.
pub(super) fn entered(
    visitor: &Visitor,
    session: &NewSession,
    next: &str,
    carried: &str,
) -> Response {
    let staffs = Some(next).filter(|next| next.starts_with("/c"));
    let next = after_login(staffs.unwrap_or_default(), "/c", "/c");
    let response = visitor.goes_on(Ok(next));
    let mut answer = visitor.logged_in(session, response);
    hand_back(visitor, carried, session.token.reveal(), &mut answer);
    answer
}
