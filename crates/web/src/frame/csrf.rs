//! Proof that a form was sent from one of our own pages, as pure functions over the session's
//! secret; whoever keeps the sessions calls them.

use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;
use xianban_kernel::{Draw, Problem};

/// The field that carries the token in every form.
pub const FIELD: &str = "csrf";
/// The header that carries it when a script sends.
pub const HEADER: &str = "x-csrf";

/// In place of a token: the form was carried through a login and is only to be shown again.
pub(crate) const AGAIN: &str = "again";
/// The same, for a form whose photos have to be chosen again.
pub(crate) const AGAIN_WITH_PHOTOS: &str = "again with photos";

/// A token for a page of the session with this secret. Every page gets another one (8 fresh bytes
/// in front), so that compression tells an onlooker nothing about it.
pub fn token(secret: &[u8], draw: &mut Draw) -> String {
    let salt = draw.bytes::<8>();
    let seal = mac(secret, &salt).map(|mac| hex::encode(mac.finalize().into_bytes()));
    format!("{}{}", hex::encode(salt), seal.unwrap_or_default())
}

/// Whether `token` was made by [`token`] with the same secret; compared in constant time.
pub fn is_ours(secret: &[u8], token: &str) -> bool {
    let Some((salt, seal)) = hex::decode(token).ok().and_then(|bytes| {
        bytes.split_at_checked(8).map(|(salt, seal)| (salt.to_vec(), seal.to_vec()))
    }) else {
        return false;
    };
    mac(secret, &salt).is_some_and(|mac| mac.verify_slice(&seal).is_ok())
}

/// Whether the browser says that this request comes from our own pages. Browsers since 2020 send
/// `Sec-Fetch-Site`; older ones at least `Origin` on a POST. A program that sends neither passes
/// here: it has no cookie to steal, or lacks the token.
pub fn from_our_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, from)| from == host)
        }
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Both checks in one, with the refusal people read.
pub fn check(secret: &[u8], token: &str, headers: &HeaderMap) -> Result<(), Problem> {
    if from_our_site(headers) && is_ours(secret, token) {
        return Ok(());
    }
    let carried = match token {
        AGAIN => "您已经登录，刚才填的内容都还在，还没有提交。请看一遍，再提交一次。",
        AGAIN_WITH_PHOTOS => {
            "您已经登录，刚才填的文字都还在，还没有提交。照片请重新选一下，再提交一次。"
        }
        _ => "",
    };
    if !carried.is_empty() {
        return Err(Problem::refused("form_again", carried));
    }
    Err(Problem::refused(
        "foreign_form",
        "这张表单放得太久，或者不是从本平台打开的，这次没有保存。请返回上一页刷新后再提交一次，您填的内容还在。",
    ))
}

fn mac(secret: &[u8], salt: &[u8]) -> Option<Hmac<Sm3>> {
    let mut mac = Hmac::<Sm3>::new_from_slice(secret).ok()?;
    mac.update(b"xianban csrf v1");
    mac.update(salt);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_kernel::Seed;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn a_token_opens_only_its_own_session() {
        let mut draw = Seed::fixed(1).draw();
        let (one, two) = (token(b"secret", &mut draw), token(b"secret", &mut draw));
        assert_ne!(one, two);
        assert!(is_ours(b"secret", &one) && is_ours(b"secret", &two));
        assert!(!is_ours(b"other", &one));
        assert!(!is_ours(b"secret", &one[..one.len() - 2]));
        assert!(!is_ours(b"secret", "") && !is_ours(b"secret", "字"));
    }

    #[test]
    fn a_foreign_page_cannot_send_our_forms() {
        assert!(from_our_site(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!from_our_site(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!from_our_site(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(from_our_site(&headers(&[("origin", "https://a.cn"), ("host", "a.cn")])));
        assert!(!from_our_site(&headers(&[("origin", "https://b.cn"), ("host", "a.cn")])));
        assert!(!from_our_site(&headers(&[("origin", "null"), ("host", "a.cn")])));
        assert!(from_our_site(&HeaderMap::new()));
    }
}
