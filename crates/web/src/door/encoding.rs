//! Whether a body is the UTF-8 that every form of ours asks for. Old programs send GBK; read as
//! UTF-8 it would be kept as rubbish.

use xianban_kernel::Problem;

/// Refuses a form that is not UTF-8, also behind its percent signs.
pub(crate) fn check_form(body: &[u8]) -> Result<(), Problem> {
    check_text(body)?;
    check_text(&unescaped(body))
}

/// Refuses what is not UTF-8.
pub(crate) fn check_text(body: &[u8]) -> Result<(), Problem> {
    if std::str::from_utf8(body).is_ok() {
        return Ok(());
    }
    Err(Problem::refused(
        "not_utf8",
        "提交的文字编码不是 UTF-8，读出来会是乱码，所以没有保存。请改用 UTF-8 再提交一次。",
    ))
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
        assert!(check_form(b"text=%E6%A5%BC%E9%81%93+100%25+50%").is_ok());
    }
}
