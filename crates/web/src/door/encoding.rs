//! Whether a body is the UTF-8 that every form of ours asks for. Old programs send GBK; read as
//! UTF-8 it would be kept as rubbish.

use axum::http::Uri;
use xianban_kernel::Problem;
use xianban_kernel::words::may_be_served;

use crate::frame::problem::unreadable;

/// Refuses a form that is not UTF-8, also behind its percent signs.
pub(crate) fn check_form(body: &[u8]) -> Result<(), Problem> {
    check_text(body)?;
    if std::str::from_utf8(&unescaped(body)).is_ok() { Ok(()) } else { Err(not_utf8()) }
}

/// Refuses what is not UTF-8. A plain NUL is no sign of any text: it comes with UTF-16.
pub(crate) fn check_text(body: &[u8]) -> Result<(), Problem> {
    if std::str::from_utf8(body).is_ok() && !body.contains(&0) {
        return Ok(());
    }
    Err(not_utf8())
}

/// Refuses a body that says itself that it is written in something else.
pub(crate) fn check_kind(content_type: &str) -> Result<(), Problem> {
    let named = content_type.split(';').skip(1).find_map(|one| {
        let (name, value) = one.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    let ours = ["utf-8", "utf8", "us-ascii"];
    let read = named.is_none_or(|named| ours.iter().any(|our| named.eq_ignore_ascii_case(our)));
    if read { Ok(()) } else { Err(not_utf8()) }
}

/// Refuses an address that is not UTF-8 behind its percent signs, or holds what no text may hold.
pub(crate) fn check_address(address: &Uri) -> Result<(), Problem> {
    for part in [address.path(), address.query().unwrap_or_default()] {
        let plain = unescaped(part.as_bytes());
        let Ok(text) = std::str::from_utf8(&plain) else { return Err(not_utf8()) };
        if !text.chars().all(may_be_served) {
            return Err(unreadable("a control sign in the address"));
        }
    }
    Ok(())
}

fn not_utf8() -> Problem {
    Problem::Unreadable {
        code: "not_utf8",
        said: "提交的文字编码不是 UTF-8，读出来会是乱码，所以没有保存。请改用 UTF-8 再提交一次。"
            .into(),
    }
}

/// The bytes behind `%XX`; a percent sign before anything else stays.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.split_at_checked(2)).flatten();
        let byte = escaped.and_then(|(pair, after)| {
            let pair = std::str::from_utf8(pair).ok()?;
            Some((u8::from_str_radix(pair, 16).ok()?, after))
        });
        let (byte, after) = byte.unwrap_or((*first, after));
        plain.push(byte);
        rest = after;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_gbk_are_refused_however_they_come() {
        assert!(check_form(b"text=\xc2\xa5\xb5\xc0").is_err());
        assert!(check_form(b"text=%C2%A5%B5%C0").is_err());
        assert!(check_form("text=楼道".as_bytes()).is_ok());
        assert!(check_form(b"t\0e\0x\0t\0=\0").is_err());
        assert!(check_kind("application/json; charset=GBK").is_err());
        assert!(check_kind("application/json;charset=\"UTF-8\"").is_ok());
        assert!(check_form(b"text=%E6%A5%BC%E9%81%93+100%25+50%").is_ok());
    }
}
