//! Other systems, by the token or key they bring.

use xianban_domain::identity;
use xianban_kernel::{Actor, Context, Problem};

use crate::site::Site;

/// The token of `Authorization: Bearer …`, the scheme in any case (RFC 9110 §11.1).
pub(crate) fn bearer(told: &str) -> Option<&str> {
    let (scheme, token) = told.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The system that holds a token. Wrong ones are counted by the network address they come from, and
/// past the rule are told to wait; a right one is never in their way.
pub(crate) async fn bearer_of(site: &Site, cx: &Context, token: &str) -> Result<Actor, Problem> {
    let token = token.to_owned();
    let found = site.office.read(cx, move |work| identity::find_service(work, &token)).await?;
    if let Some(actor) = found {
        return Ok(actor);
    }
    match site.office.write(cx, identity::wrong_token).await? {
        None => Err(Problem::LoginNeeded),
        Some(retry_after) => Err(Problem::TooMany { retry_after }),
    }
}
