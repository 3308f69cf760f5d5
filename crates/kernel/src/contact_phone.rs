use std::fmt;

use serde::{Deserialize, Serialize};

use crate::phone::{bare_digits, is_mobile};
use crate::typed;

/// The published telephone of an office, a company or a person on duty: a mobile number, a land
/// line with area code (`0532-88881234`, with an extension `0532-88881234-801`), a 400 number or a
/// hotline such as `12345`. It is meant to be read by everybody and prints in clear.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContactPhone(String);

/// A text that is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct ContactPhoneFault;

impl ContactPhone {
    /// Reads what people type: `+86`, spaces, dashes, brackets, full-width digits, `转` before an
    /// extension.
    pub fn parse(text: &str) -> Result<Self, ContactPhoneFault> {
        let (line, extension) = without_extension(text);
        let digits = bare_digits(&line);
        if !digits.bytes().all(|c| c.is_ascii_digit()) {
            return Err(ContactPhoneFault);
        }
        let written = written(&digits).ok_or(ContactPhoneFault)?;
        match extension {
            None => Ok(Self(written)),
            Some(extension) if is_extension(&extension) && digits.starts_with('0') => {
                Ok(Self(format!("{written}-{extension}")))
            }
            Some(_) => Err(ContactPhoneFault),
        }
    }

    /// The number as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind `tel:` in a link: digits, and a comma (a short wait) before an extension.
    pub fn dialled(&self) -> String {
        let area_and_line = self.0.rsplit_once('-').filter(|(line, _)| line.starts_with('0'));
        match area_and_line {
            Some((line, extension)) if line.contains('-') => {
                format!("{},{extension}", line.replace('-', ""))
            }
            _ => self.0.replace('-', ""),
        }
    }
}

impl ContactPhoneFault {
    /// What the person reads.
    pub const fn said(self) -> &'static str {
        "请填手机号，或带区号的座机号，例如 0532-88881234。"
    }
}

/// Splits off what stands behind `转` or `#`, or a third group behind area code and line.
fn without_extension(text: &str) -> (String, Option<String>) {
    let plain = typed::plain(text).replace(['转', '轉'], "#");
    if let Some((line, extension)) = plain.split_once('#') {
        return (line.trim_end_matches('-').to_owned(), Some(extension.to_owned()));
    }
    match plain.rsplit_once('-') {
        Some((line, extension)) if line.contains('-') && landline(&bare_digits(line)).is_some() => {
            (line.to_owned(), Some(extension.to_owned()))
        }
        _ => (plain, None),
    }
}

fn is_extension(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

fn written(digits: &str) -> Option<String> {
    let hotline =
        digits.len() == 5 && ["12", "95", "96"].iter().any(|head| digits.starts_with(head));
    if is_mobile(digits) || hotline {
        return Some(digits.to_owned());
    }
    landline(digits).or_else(|| free_call(digits))
}

/// Area code (`010`, `02x` or four digits) and seven or eight digits that begin with 2 to 9; or `0000` and
/// four more, which no exchange gives out: samples and demos have it, so that nobody real is called.
fn landline(digits: &str) -> Option<String> {
    let short_area = digits.starts_with("010") || digits.starts_with("02");
    let (area, line) = digits.split_at_checked(if short_area { 3 } else { 4 })?;
    let begins = line.starts_with(|c: char| ('2'..='9').contains(&c)) || line.starts_with("0000");
    let right = area.starts_with('0') && !area.starts_with("00") && (7..=8).contains(&line.len());
    (right && begins).then(|| format!("{area}-{line}"))
}

fn free_call(digits: &str) -> Option<String> {
    let right = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let (head, rest) = digits.split_at_checked(3)?;
    let (middle, tail) = rest.split_at_checked(3)?;
    right.then(|| format!("{head}-{middle}-{tail}"))
}

impl fmt::Display for ContactPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ContactPhone {
    type Error = ContactPhoneFault;

    fn try_from(text: String) -> Result<Self, ContactPhoneFault> {
        Self::parse(&text)
    }
}

impl From<ContactPhone> for String {
    fn from(phone: ContactPhone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        ContactPhone::parse(text).unwrap().to_string()
    }

    #[test]
    fn mobiles_land_lines_and_hotlines_are_understood() {
        assert_eq!(shown("138 1234 6621"), "13812346621");
        assert_eq!(shown("(0532) 8888 1234"), "0532-88881234");
        assert_eq!(shown("053288881234"), "0532-88881234");
        assert_eq!(shown("０１０－６６６６１２３４"), "010-66661234");
        assert_eq!(shown("400 820 8820"), "400-820-8820");
        assert_eq!(shown("12345"), "12345");
        assert_eq!(shown("0532-00000201"), "0532-00000201", "a sample's");
    }

    #[test]
    fn an_extension_is_kept_apart() {
        for text in ["0532-88881234-801", "0532-88881234转801", "053288881234 转 801"] {
            assert_eq!(shown(text), "0532-88881234-801", "{text}");
        }
        assert_eq!(ContactPhone::parse("0532-88881234-801").unwrap().dialled(), "053288881234,801");
        assert_eq!(ContactPhone::parse("400-820-8820").unwrap().dialled(), "4008208820");
    }

    #[test]
    fn what_is_no_telephone_is_refused() {
        for text in [
            "",
            "88881234",
            "0532-1888123",
            "0532-08881234",
            "0532-888812345",
            "110x",
            "54321",
            "13812346621转8",
            "0532-88881234转",
            "无",
        ] {
            assert_eq!(ContactPhone::parse(text), Err(ContactPhoneFault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(
            text in "0[3-9][0-9]{2}-[2-9][0-9]{6,7}(-[0-9]{1,6})?|1[3-9][0-9]{9}|400-[0-9]{3}-[0-9]{4}",
        ) {
            prop_assert_eq!(shown(&text), text);
        }

        #[test]
        fn nothing_typed_makes_it_fall_over(text in ".{0,40}") {
            drop(ContactPhone::parse(&text));
        }
    }
}
