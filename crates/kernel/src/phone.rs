use std::fmt;
use std::str::FromStr;

use crate::appeal_no::plain_character;

/// A mobile phone number of mainland China: eleven digits, 13 to 19 in front. Prints masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The digits, at the one place that needs them.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `138****6621`.
    pub fn masked(&self) -> String {
        let (head, tail) = (self.0.get(..3), self.0.get(7..));
        format!("{}****{}", head.unwrap_or_default(), tail.unwrap_or_default())
    }
}

/// Forgives spaces, dashes, full-width digits and the country's prefix.
impl FromStr for PhoneNumber {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain: String = text.chars().filter_map(plain_character).collect();
        let digits = plain.trim_start_matches("+86");
        let digits = if digits.len() == 13 { digits.trim_start_matches("86") } else { digits };
        let mobile = digits.len() == 11
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && digits.starts_with('1')
            && digits.as_bytes().get(1).is_some_and(|second| (b'3'..=b'9').contains(second));
        if mobile { Ok(Self(digits.to_owned())) } else { Err(()) }
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_read_however_it_is_written() {
        let phone: PhoneNumber = "13812346621".parse().unwrap();
        for text in
            ["138 1234 6621", "+86 138-1234-6621", "8613812346621", "１３８１２３４６６２１"]
        {
            assert_eq!(text.parse(), Ok(phone.clone()), "{text}");
        }
    }

    #[test]
    fn a_phone_prints_masked() {
        let phone: PhoneNumber = "13812346621".parse().unwrap();
        assert_eq!(format!("{phone:?} {}", phone.masked()), "PhoneNumber(138****6621) 138****6621");
    }

    #[test]
    fn other_numbers_are_no_mobile_phones() {
        for text in ["", "1381234662", "12812346621", "0532-88881234", "1381234662x"] {
            assert!(text.parse::<PhoneNumber>().is_err(), "{text}");
        }
    }
}
