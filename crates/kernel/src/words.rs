//! The one front door for words from outside, whichever way they come: forms, JSON, other systems,
//! files that are brought in. What passes it can be kept, shown and served in every format.
//!
//! Signs that nobody can see and no format may carry go (controls, noncharacters, byte order marks,
//! zero-width spaces, fillers); marks that would show a text in another order than it is written
//! become visible; every kind of line break becomes one line feed. What people see stays as it was:
//! names of any script, rare ideographs, emoji with their joiners.

use std::borrow::Cow;

/// What stands for a mark that would turn the order of a line around.
const VISIBLE: char = char::REPLACEMENT_CHARACTER;

/// The text as it may be kept. A text of nothing visible becomes empty.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut visible = false;
    while let Some(sign) = signs.next() {
        let sign = match judged(sign) {
            Judged::Kept => sign,
            Judged::Gone => continue,
            Judged::Shown => VISIBLE,
            Judged::LineBreak => {
                if sign == '\r' && signs.peek() == Some(&'\n') {
                    continue;
                }
                '\n'
            }
        };
        visible |= !is_blank(sign);
        kept.push(sign);
    }
    if !visible {
        kept.clear();
    }
    if kept == text { Cow::Borrowed(text) } else { Cow::Owned(kept) }
}

/// How long a text is for every limit, counted as browsers count (`maxlength`): in units of UTF-16,
/// a line break as one.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The first `most` signs of a text at most, the last of them "…" when it goes on.
pub fn beginning(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begun: String = text.chars().take(most.saturating_sub(1)).collect();
    let begun = begun.trim_end_matches(|sign: char| is_blank(sign) || "，、；：,".contains(sign));
    format!("{begun}…")
}

/// Whether an address or a document in XML may hold this sign at all.
pub const fn may_be_served(sign: char) -> bool {
    !matches!(sign, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

enum Judged {
    Kept,
    Gone,
    Shown,
    LineBreak,
}

/// Unicode 16: general categories Cc, Cn (noncharacters), Cf and the invisible letters.
const fn judged(sign: char) -> Judged {
    match sign {
        '\t' | '\n' => Judged::Kept,
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Judged::LineBreak,
        // Overrides, embeddings and isolates that run from right to left.
        '\u{202b}' | '\u{202e}' | '\u{2067}' => Judged::Shown,
        // Controls, soft hyphen, joiner of graphemes, fillers, zero-width space, marks of direction
        // that change nothing in a text written from left to right, invisible operators, shorthand
        // and music controls, byte order mark, annotations, noncharacters, tags.
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'
        | '\u{202c}'
        | '\u{202d}'
        | '\u{2060}'..='\u{2066}'
        | '\u{2068}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Judged::Gone,
        _ if (sign as u32) & 0xfffe == 0xfffe => Judged::Gone,
        _ => Judged::Kept,
    }
}

/// Spaces of every kind, joiners and selectors: nothing to see where nothing else stands.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '\u{200c}' | '\u{200d}' | '\u{2800}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_no_format_may_carry_goes() {
        for sign in ['\0', '\u{1b}', '\u{7f}', '\u{fffe}', '\u{ffff}', '\u{1ffff}', '\u{fdd0}'] {
            assert_eq!(clean(&format!("楼道{sign}灯坏了")), "楼道灯坏了", "{sign:?}");
        }
    }

    #[test]
    fn marks_that_turn_the_order_around_are_seen() {
        assert_eq!(clean("退款\u{202e}001 元"), "退款\u{fffd}001 元");
        // As phones copy a number out of their contacts.
        assert_eq!(clean("电话\u{202d}13800001111\u{202c}"), "电话13800001111");
    }

    #[test]
    fn a_text_of_nothing_visible_is_empty() {
        for text in
            ["\u{200b}", "\u{feff}\u{2060}", " \u{3000}\u{200d}\r\n", "\u{3164}", "\u{2800}"]
        {
            assert_eq!(clean(text), "", "{text:?}");
        }
    }

    #[test]
    fn what_people_see_stays_as_it_was() {
        for text in
            ["古丽米热·艾比布力", "欧阳𠮷𫰠", "null", "👨‍👩‍👧 ❤️", "نۇر", "a\tb\nc", "café", " 前后 "]
        {
            assert_eq!(clean(text), text);
            assert!(matches!(clean(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn a_line_break_is_one_sign_however_it_is_written() {
        assert_eq!(clean("一\r\n二\r三\n四\u{2028}五\u{85}六"), "一\n二\n三\n四\n五\n六");
        assert_eq!(clean("a\r\n\r\nb"), "a\n\nb");
        assert_eq!(length(&clean("一二三四五\r\n一二三四五")), 11);
        assert_eq!(length("𠮷"), 2);
    }

    #[test]
    fn what_is_cut_says_that_it_goes_on() {
        assert_eq!(beginning("楼道灯坏了", 5), "楼道灯坏了");
        assert_eq!(beginning("楼道灯坏了，三天没人修", 7), "楼道灯坏了…");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in ".{0,40}") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(once.chars().all(may_be_served));
            prop_assert!(length(&once) <= length(&text));
        }
    }
}
