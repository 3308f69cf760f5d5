use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16LE};

/// The text of a file, and what its encoding was taken for unless it is the usual one.
///
/// # Errors
/// The line that can be read as nothing.
pub(in super::super) fn decoded(bytes: &[u8]) -> Result<(String, Option<&'static str>), u64> {
    let marked = Encoding::for_bom(bytes);
    if let Some((encoding, mark)) = marked.filter(|(encoding, _)| *encoding != UTF_8) {
        let said = if encoding == UTF_16LE {
            "按 UTF-16 编码读的。"
        } else {
            "按 UTF-16（BE）编码读的。"
        };
        let behind = bytes.get(mark..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(behind);
        return text.map(|text| (text.into_owned(), Some(said))).ok_or(1);
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.trim_start_matches('\u{feff}').to_owned(), None)),
        Err(error) => error.valid_up_to(),
    };
    // One that says it is UTF-8 is not guessed to be something else.
    let text = marked
        .is_none()
        .then(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes));
    if let Some(text) = text.flatten() {
        return Ok((text.into_owned(), Some("不是 UTF-8，按 GBK 编码读的，请核对汉字。")));
    }
    let ends = bytes.iter().take(broken).filter(|byte| **byte == b'\n').count();
    Err(u64::try_from(ends).unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_told_from_the_bytes() {
        let read = |bytes: &[u8]| decoded(bytes).map(|(text, said)| (text, said.is_some()));
        let word = |said: bool| Ok(("路".to_owned(), said));
        assert_eq!(read("路".as_bytes()), word(false));
        assert_eq!(read("\u{feff}路".as_bytes()), word(false));
        assert_eq!(read(b"\xc2\xb7"), Ok(("·".to_owned(), false)), "UTF-8 comes first");
        assert_eq!(read(b"\xff\xfe\xef\x8d"), word(true));
        assert_eq!(read(b"\xfe\xff\x8d\xef"), word(true));
        assert_eq!(read(b"\xb5\xe7\xbb\xb0"), Ok(("电话".to_owned(), true)));
        assert_eq!(read(b"a\r\nb\r\n\xff\xff"), Err(3));
        assert_eq!(read(b"\xef\xbb\xbfa\n\xb5\xe7"), Err(2));
    }
}
