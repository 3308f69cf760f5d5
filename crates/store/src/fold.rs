//! One reading of words that are written in several ways: small letters, narrow forms, simplified
//! signs. The index and every query go through it, nothing that people read does.

use std::sync::LazyLock;

/// Pairs of a traditional sign and the simplified one, in order.
const PAIRS: &str = include_str!("traditional.txt");

static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    let pair = |word: &str| {
        let mut signs = word.chars();
        Some((signs.next()?, signs.next()?))
    };
    lines.flat_map(str::split_whitespace).filter_map(pair).collect()
});

/// The text as it is looked for.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        let sign = narrow(sign);
        if sign.is_ascii() {
            folded.push(sign.to_ascii_lowercase());
        } else if let Ok(at) = SIMPLIFIED.binary_search_by_key(&sign, |(written, _)| *written) {
            folded.extend(SIMPLIFIED.get(at).map(|(_, simplified)| *simplified));
        } else if is_ideograph(sign) {
            folded.push(sign);
        } else {
            folded.extend(sign.to_lowercase());
        }
    }
    folded
}

/// Full-width letters, digits and signs as plain ones.
fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        _ => sign,
    }
}

/// The block of everyday Chinese characters.
pub(crate) const fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_traditional_signs_are_one() {
        assert_eq!(folded("Ａ２區　電梯壞了"), "a2区 电梯坏了");
        assert_eq!(folded("樓道燈"), folded("楼道灯"));
        assert_eq!(folded("乾淨"), folded("干净"));
    }

    #[test]
    fn the_pairs_are_in_order_and_each_sign_leads_to_one_that_stays() {
        assert!(SIMPLIFIED.len() > 3_000, "{}", SIMPLIFIED.len());
        assert!(SIMPLIFIED.is_sorted_by(|a, b| a.0 < b.0));
    }
}
