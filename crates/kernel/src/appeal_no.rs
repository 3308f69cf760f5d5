use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::check_digit::check_digit;
use crate::{Day, Draw, typed};

/// Digits behind the letters: eight of the day, nine drawn, one check digit.
const DIGITS: usize = 18;

/// The number of an appeal that people write down and read out: district letters, day, nine random
/// digits and a check digit, such as `LS20261123-1234567892`.
///
/// The check digit (ISO 7064 MOD 11,10, GB/T 17710-2008) covers day and random digits: every single
/// wrong digit is found, and all but one in 45 swaps of neighbouring digits. Letters are not
/// covered; a wrong district finds no appeal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AppealNo(String);

/// Why a text is no appeal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppealNoFault {
    /// It has not the form of one: letters, a day that exists, ten more digits.
    #[error("not an appeal number")]
    Form,
    /// It has, but a digit was misread or two were swapped.
    #[error("check digit does not fit")]
    CheckDigit,
}

impl AppealNo {
    /// A new number for an appeal filed on `day` in the district with these letters (two to four
    /// capitals). It may have been drawn before: the store's unique key decides, and the next draw
    /// gives another.
    pub fn draw(letters: &str, day: Day, draw: &mut Draw) -> Self {
        let digits = format!("{}{}", day.strftime("%Y%m%d"), draw.digits(9));
        Self::compose(letters, &digits)
    }

    /// Reads what people type or hear: small letters, spaces, full-width characters, other dashes
    /// or none, the letter O for a nought, I or L for a one.
    pub fn parse(text: &str) -> Result<Self, AppealNoFault> {
        Self::parse_in("", text)
    }

    /// The same in a district whose `letters` may be left out.
    pub fn parse_in(letters: &str, text: &str) -> Result<Self, AppealNoFault> {
        let mut plain = typed::undashed(text);
        if plain.chars().count() == DIGITS {
            plain.insert_str(0, letters);
        }
        let split = plain.char_indices().rev().nth(DIGITS - 1).ok_or(AppealNoFault::Form)?.0;
        let (letters, tail) = plain.split_at(split);
        if !are_letters(letters) {
            return Err(AppealNoFault::Form);
        }
        let digits: String = tail.chars().map(meant_digit).collect();
        let (body, check) = digits.split_at_checked(DIGITS - 1).ok_or(AppealNoFault::Form)?;
        let right = check_digit(body).ok_or(AppealNoFault::Form)?;
        if !check.bytes().all(|c| c.is_ascii_digit()) {
            return Err(AppealNoFault::Form);
        }
        if !check.starts_with(right) {
            return Err(AppealNoFault::CheckDigit);
        }
        let day = body.get(..8).and_then(|day| Day::strptime("%Y%m%d", day).ok());
        day.map(|_| Self::compose(letters, body)).ok_or(AppealNoFault::Form)
    }

    /// The number as stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups for reading aloud: `LS20261123 12345 67892`.
    pub fn grouped(&self) -> String {
        let (head, tail) = self.0.split_once('-').unwrap_or((&self.0, ""));
        let (first, second) = tail.split_at_checked(5).unwrap_or((tail, ""));
        format!("{head} {first} {second}")
    }

    fn compose(letters: &str, digits: &str) -> Self {
        let (day, drawn) = digits.split_at_checked(8).unwrap_or((digits, ""));
        let check = check_digit(digits).map_or(String::new(), String::from);
        Self(format!("{letters}{day}-{drawn}{check}"))
    }
}

impl AppealNoFault {
    /// What the person reads.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Form => "编号由字母和 18 位数字组成，例如 LS20261123-1234567892，请再核对。",
            Self::CheckDigit => "编号的最后一位对不上，可能有一位看错或听错了，请再核对。",
        }
    }
}

fn are_letters(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_uppercase())
}

const fn meant_digit(c: char) -> char {
    match c {
        'O' => '0',
        'I' | 'L' => '1',
        _ => c,
    }
}

impl fmt::Display for AppealNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AppealNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AppealNo {
    type Err = AppealNoFault;

    fn from_str(text: &str) -> Result<Self, AppealNoFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for AppealNo {
    type Error = AppealNoFault;

    fn try_from(text: String) -> Result<Self, AppealNoFault> {
        Self::parse(&text)
    }
}

impl From<AppealNo> for String {
    fn from(no: AppealNo) -> Self {
        no.0
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn in_its_district_a_number_may_come_without_letters() {
        let no = AppealNo::draw("LS", Day::constant(2026, 11, 23), &mut Seed::fixed(1).draw());
        let digits = no.as_str().trim_start_matches("LS");
        assert_eq!(AppealNo::parse_in("LS", digits), Ok(no.clone()));
        assert_eq!(AppealNo::parse_in("LS", no.as_str()), Ok(no.clone()));
        assert_eq!(AppealNo::parse(digits), Err(AppealNoFault::Form));
    }

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::Seed;

    const GOOD: &str = "LS20261123-1234567892";

    fn drawn(seed: u64) -> AppealNo {
        AppealNo::draw("LS", date(2026, 11, 23), &mut Seed::fixed(seed).draw())
    }

    #[test]
    fn people_may_type_it_as_they_like() {
        for text in [
            GOOD,
            "ls20261123-1234567892",
            " LS 20261123 12345 67892 ",
            "LS202611231234567892",
            "ＬＳ２０２６１１２３－１２３４５６７８９２",
            "LS20261123—1234567892",
            "ls2O26ll23-I234567892",
        ] {
            assert_eq!(AppealNo::parse(text).unwrap().as_str(), GOOD, "{text}");
        }
    }

    #[test]
    fn a_wrong_digit_is_told_apart_from_a_wrong_shape() {
        let fault = |text: &str| AppealNo::parse(text).unwrap_err();
        assert_eq!(fault("LS20261123-1234567893"), AppealNoFault::CheckDigit);
        assert_eq!(fault("LS20261124-1234567892"), AppealNoFault::CheckDigit);
        let thirteenth_month =
            format!("20261323123456789{}", check_digit("20261323123456789").unwrap());
        assert_eq!(fault(&format!("LS{thirteenth_month}")), AppealNoFault::Form);
        for text in [
            "",
            "LS",
            "LS20261123-123456789",
            "L20261123-1234567892",
            "LS20261123-12345678920",
            "LSXYZ20261123-1234567892",
            "LS20261123-12345x7892",
            "LS20261123-123456789二",
            "崂山20261123-1234567892",
            "2026112312345678921",
            "LS20261123-123456789X",
        ] {
            assert_eq!(fault(text), AppealNoFault::Form, "{text}");
        }
        assert!(AppealNoFault::CheckDigit.said().contains("最后一位对不上"));
    }

    #[test]
    fn it_is_read_aloud_in_groups() {
        assert_eq!(AppealNo::parse(GOOD).unwrap().grouped(), "LS20261123 12345 67892");
    }

    #[test]
    fn it_travels_as_text() {
        let no = AppealNo::parse(GOOD).unwrap();
        let json = serde_json::to_string(&no).unwrap();
        assert_eq!(json, format!("{GOOD:?}"));
        assert_eq!(serde_json::from_str::<AppealNo>(&json).unwrap(), no);
    }

    proptest! {
        #[test]
        fn what_was_drawn_reads_back(seed: u64) {
            let no = drawn(seed);
            prop_assert_eq!(AppealNo::parse(no.as_str()).unwrap(), no.clone());
            prop_assert_eq!(AppealNo::parse(&no.grouped()).unwrap(), no);
        }

        #[test]
        fn one_wrong_digit_never_passes(seed: u64, place in 0_usize..18, other in 1_u8..10) {
            let mut text = drawn(seed).as_str().replace('-', "").into_bytes();
            let digit = &mut text[2 + place];
            *digit = b'0' + (*digit - b'0' + other) % 10;
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(AppealNo::parse(&text), Err(AppealNoFault::CheckDigit));
        }

        #[test]
        fn nothing_typed_makes_it_fall_over(text in ".{0,40}") {
            drop(AppealNo::parse(&text));
        }
    }
}
