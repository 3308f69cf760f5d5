//! What spreadsheet programs do to numbers that are none, and what hides in what is copied.

/// A code or a number as it is meant: full-width letters narrow, without what cannot be seen.
pub(super) fn plain(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter)
        }
        '\u{a0}' | '\u{3000}' => ' ',
        _ => letter,
    };
    let seen = |letter: &char| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    text.chars().filter(seen).map(narrow).collect::<String>().trim().to_owned()
}

/// Whether it is a number as spreadsheets rewrite it: `1.38E+10`, `13800001111.0`.
pub(super) fn is_rewritten(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let (number, power) = match text.split_once(['E', 'e']) {
        Some((number, power)) => (number, Some(power.trim_start_matches(['+', '-']))),
        None => (text, None),
    };
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    // A code such as `7e2` is one as long as it has neither point nor sign.
    let signed = text.contains(['+', '.']);
    digits(whole)
        && part.is_none_or(digits)
        && power.is_none_or(digits)
        && (signed || text.contains('E'))
        && (part.is_some() || power.is_some())
}

/// Whether it is a land line whose area code has lost its zero: `53288881234` for `0532-88881234`.
/// Numbers for the whole country (`400…`, `95…`) and lines without an area code are none.
pub(super) fn has_lost_its_zero(phone: &str) -> bool {
    let digits: String = phone.chars().filter(|c| !"- ()".contains(*c)).collect();
    let mobile = digits.len() == 11 && digits.starts_with('1');
    let country = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    (9..=11).contains(&digits.len())
        && digits.bytes().all(|c| c.is_ascii_digit())
        && !digits.starts_with('0')
        && !mobile
        && !country
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_taken_out_and_what_is_wide_made_narrow() {
        assert_eq!(plain("\u{feff}ｈｋ－０１\u{200b}\u{a0}"), "hk-01");
        assert_eq!(plain("0532－88880009"), "0532-88880009");
        assert_eq!(plain("街道科室"), "街道科室");
    }

    #[test]
    fn rewritten_numbers_are_told_from_codes() {
        for text in ["1.38E+10", "13800001111.0", "1E+05", "2E10"] {
            assert!(is_rewritten(text), "{text}");
        }
        for text in ["13800001111", "0532-88881234", "7e2", "e1", "1.2.3", "environment.refuse", ""]
        {
            assert!(!is_rewritten(text), "{text}");
        }
    }

    #[test]
    fn a_land_line_without_its_zero_is_noticed() {
        for phone in ["53288880007", "532-88880007", "1088881234", "2188881234"] {
            assert!(has_lost_its_zero(phone), "{phone}");
        }
        for phone in
            ["13800001111", "053288880007", "4001234567", "88881234", "12345", "138-0000-1111"]
        {
            assert!(!has_lost_its_zero(phone), "{phone}");
        }
    }
}
