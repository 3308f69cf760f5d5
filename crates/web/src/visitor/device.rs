use axum::http::HeaderMap;
use xianban_domain::identity::Token;
use xianban_kernel::Seed;

use crate::frame::cookies::cookie;

/// The cookie by which a device is known to whoever has logged in on it.
pub(super) const DEVICE: &str = "device";

/// What this device has kept since somebody logged in on it, or what it will keep then.
pub(super) fn device(headers: &HeaderMap, name: &str) -> Token {
    let kept = cookie(headers, name).and_then(Token::parse);
    kept.unwrap_or_else(|| Token::draw(&mut Seed::fresh().draw()))
}
