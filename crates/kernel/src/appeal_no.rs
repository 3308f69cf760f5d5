use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Day, Draw};

/// An appeal's number: the district's letters, the day it was filed, nine random digits and a check
/// digit, such as `LS20261123-1234567894`. It cannot be wrong once it exists.
///
/// The check digit follows ISO/IEC 7064 MOD 11,10 (GB/T 17710-2008): every single wrong digit is
/// found, and nearly every swap of two neighbours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AppealNo(String);

/// Why a text is no appeal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppealNoFault {
    /// It has not the form of one.
    #[error("not an appeal number")]
    Form,
    /// It has, but the last digit does not fit: somebody misread or mistyped a digit.
    #[error("check digit does not fit")]
    CheckDigit,
}

impl AppealNo {
    /// A new number for an appeal filed on `day` in the district with these letters.
    pub fn draw(letters: &str, day: Day, draw: &mut Draw) -> Self {
        let random = draw.digits(9);
        let check = check_digit(&random);
        Self(format!("{letters}{}-{random}{check}", day.strftime("%Y%m%d")))
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups, for reading aloud: `LS20261123 12345 67894`.
    pub fn grouped(&self) -> String {
        let (head, digits) = self.0.split_once('-').unwrap_or((&self.0, ""));
        let (first, second) = digits.split_at_checked(5).unwrap_or((digits, ""));
        format!("{head} {first} {second}")
    }
}

/// Forgives what people type: lower case, spaces, any dash, full-width letters and digits.
impl FromStr for AppealNo {
    type Err = AppealNoFault;

    fn from_str(text: &str) -> Result<Self, AppealNoFault> {
        let plain: String = text.chars().filter_map(plain_character).collect();
        let letters = plain.chars().take_while(char::is_ascii_uppercase).count();
        let (letters, digits) = plain.split_at_checked(letters).ok_or(AppealNoFault::Form)?;
        if !(2..=4).contains(&letters.len())
            || digits.len() != 18
            || !digits.bytes().all(|digit| digit.is_ascii_digit())
        {
            return Err(AppealNoFault::Form);
        }
        let (day, number) = digits.split_at(8);
        let (random, check) = number.split_at(9);
        if Day::strptime("%Y%m%d", day).is_err() {
            return Err(AppealNoFault::Form);
        }
        if check_digit(random).to_string() != check {
            return Err(AppealNoFault::CheckDigit);
        }
        Ok(Self(format!("{letters}{day}-{number}")))
    }
}

impl TryFrom<String> for AppealNo {
    type Error = AppealNoFault;

    fn try_from(text: String) -> Result<Self, AppealNoFault> {
        text.parse()
    }
}

impl From<AppealNo> for String {
    fn from(no: AppealNo) -> Self {
        no.0
    }
}

impl fmt::Display for AppealNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The letter or digit a person meant; `None` for what only separates.
pub(crate) fn plain_character(c: char) -> Option<char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let separates = narrow.is_whitespace() || matches!(narrow, '-' | '–' | '—' | '－' | '_' | '.');
    (!separates).then(|| narrow.to_ascii_uppercase())
}

/// ISO/IEC 7064 MOD 11,10 over decimal digits.
fn check_digit(digits: &str) -> u32 {
    let product =
        digits.chars().filter_map(|digit| digit.to_digit(10)).fold(10, |product, digit| {
            let sum = (product + digit) % 10;
            (if sum == 0 { 10 } else { sum }) * 2 % 11
        });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seed;

    fn drawn(n: u64) -> AppealNo {
        AppealNo::draw("LS", Day::constant(2026, 11, 23), &mut Seed::fixed(n).draw())
    }

    #[test]
    fn the_standard_s_own_example_fits() {
        // ISO/IEC 7064: 0794 has the check digit 5.
        assert_eq!(check_digit("0794"), 5);
    }

    #[test]
    fn what_is_drawn_reads_back_however_it_is_typed() {
        for n in 0..200 {
            let no = drawn(n);
            let typed = no.grouped().to_lowercase();
            let wide: String = no
                .as_str()
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
                .collect();
            assert_eq!(typed.parse(), Ok(no.clone()));
            assert_eq!(wide.parse(), Ok(no));
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        for n in 0..50 {
            let no = drawn(n).as_str().to_owned();
            for place in 11..21 {
                for digit in '0'..='9' {
                    let mut wrong: Vec<char> = no.chars().collect();
                    if wrong[place] == digit {
                        continue;
                    }
                    wrong[place] = digit;
                    let wrong: String = wrong.into_iter().collect();
                    assert_eq!(
                        wrong.parse::<AppealNo>(),
                        Err(AppealNoFault::CheckDigit),
                        "{wrong}"
                    );
                }
            }
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "LS", "20261123-1234567894", "LS20261323-1234567894", "LS20261123-12345"] {
            assert_eq!(text.parse::<AppealNo>(), Err(AppealNoFault::Form), "{text}");
        }
    }
}
