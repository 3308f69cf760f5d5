//! What people type, read aloud or paste, brought to plain characters before it is judged.

/// Full-width forms become plain ASCII, all dashes become `-`, spaces of every kind and invisible
/// marks go, letters become capitals.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter_map(plain_char).map(|c| c.to_ascii_uppercase()).collect()
}

/// The same without dashes.
pub(crate) fn undashed(text: &str) -> String {
    text.chars()
        .filter_map(plain_char)
        .filter(|c| *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn plain_char(c: char) -> Option<char> {
    match c {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{30fc}' => Some('-'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ if c.is_whitespace() => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_invisible_characters_become_plain() {
        assert_eq!(plain("ｌｓ２０２６　—\u{200b}１２ 3\u{a0}４"), "LS2026-1234");
        assert_eq!(undashed("138–0000—0000－１"), "138000000001");
    }

    #[test]
    fn what_is_not_understood_is_kept_for_the_reader_to_refuse() {
        assert_eq!(plain("一二x"), "一二X");
    }
}
