use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serializer, de};

use crate::typed;

/// A mainland mobile number: eleven digits, `1`, then 3 to 9, then nine more.
///
/// It is personal data: it prints masked, has no `Display` and no `Serialize`. Whoever needs the
/// digits asks for [`PhoneNumber::reveal`], or writes them into a vault with
/// `#[serde(serialize_with = "PhoneNumber::serialize_digits")]`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// Why a text is no mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing was typed.
    #[error("no number")]
    Empty,
    /// Something else than digits is in it.
    #[error("characters that are no digits")]
    NotDigits,
    /// A land line, to which no text message goes.
    #[error("a land line")]
    Landline,
    /// So many digits instead of eleven.
    #[error("{0} digits instead of 11")]
    Length(usize),
    /// Eleven digits, but no mobile network begins so.
    #[error("not a mobile prefix")]
    Prefix,
}

impl PhoneNumber {
    /// Reads what people type: `+86`, spaces, dashes, brackets, full-width digits.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        let digits = bare_digits(text);
        if digits.is_empty() {
            return Err(PhoneFault::Empty);
        }
        if !digits.bytes().all(|c| c.is_ascii_digit()) {
            return Err(PhoneFault::NotDigits);
        }
        if digits.starts_with('0') && (10..=12).contains(&digits.len()) {
            return Err(PhoneFault::Landline);
        }
        if digits.len() != 11 {
            return Err(PhoneFault::Length(digits.len()));
        }
        if is_mobile(&digits) { Ok(Self(digits)) } else { Err(PhoneFault::Prefix) }
    }

    /// All eleven digits, at the one place that needs them.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What others may see: `138****6621`.
    pub fn masked(&self) -> String {
        format!("{}****{}", self.0.get(..3).unwrap_or(""), self.0.get(7..).unwrap_or(""))
    }

    /// Writes the digits in clear; only for what is sealed or sent.
    pub fn serialize_digits<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl PhoneFault {
    /// What the person reads.
    pub fn said(self) -> String {
        match self {
            Self::Empty => "请填手机号。".into(),
            Self::NotDigits => "手机号里有数字以外的字，请只填数字。".into(),
            Self::Landline => "座机收不到短信，请填 11 位手机号。".into(),
            Self::Length(count) => format!("手机号是 11 位，这里有 {count} 位，请再核对。"),
            Self::Prefix => "手机号以 13 到 19 开头，请再核对。".into(),
        }
    }
}

/// Plain digits without what people put between and before them.
pub(crate) fn bare_digits(text: &str) -> String {
    let mut plain = typed::undashed(text);
    plain.retain(|c| !matches!(c, '(' | ')' | '.' | '·'));
    let national = ["+86", "0086"].iter().find_map(|code| plain.strip_prefix(code));
    let after_86 = plain.strip_prefix("86").filter(|rest| is_mobile(rest));
    national.or(after_86).map_or(plain.clone(), str::to_owned)
}

pub(crate) fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.len() == 11
        && digits.starts_with('1')
        && second.is_some_and(|c| (b'3'..=b'9').contains(c))
        && digits.bytes().all(|c| c.is_ascii_digit())
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneFault;

    fn from_str(text: &str) -> Result<Self, PhoneFault> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_may_type_it_as_they_like() {
        for text in [
            "13812346621",
            "138 1234 6621",
            "+86 138-1234-6621",
            "0086 13812346621",
            "8613812346621",
            "１３８１２３４６６２１",
            "(+86)138.1234.6621",
        ] {
            assert_eq!(PhoneNumber::parse(text).unwrap().reveal(), "13812346621", "{text}");
        }
    }

    #[test]
    fn each_fault_says_what_is_wrong() {
        let fault = |text| PhoneNumber::parse(text).unwrap_err();
        assert_eq!(fault(" "), PhoneFault::Empty);
        assert_eq!(fault("1381234662"), PhoneFault::Length(10));
        assert_eq!(fault("138123466211"), PhoneFault::Length(12));
        assert_eq!(fault("12812346621"), PhoneFault::Prefix);
        assert_eq!(fault("23812346621"), PhoneFault::Prefix);
        assert_eq!(fault("1381234662x"), PhoneFault::NotDigits);
        assert_eq!(fault("一三八12346621"), PhoneFault::NotDigits);
        assert_eq!(fault("0532-88881234"), PhoneFault::Landline);
        assert!(PhoneFault::Length(10).said().contains("10 位"));
    }

    #[test]
    fn it_prints_masked() {
        let phone = PhoneNumber::parse("13812346621").unwrap();
        assert_eq!(phone.masked(), "138****6621");
        assert_eq!(format!("{phone:?}"), "PhoneNumber(138****6621)");
    }

    #[test]
    fn it_goes_into_the_vault_only_on_purpose() {
        #[derive(serde::Serialize, Deserialize)]
        struct Vaulted {
            #[serde(serialize_with = "PhoneNumber::serialize_digits")]
            phone: PhoneNumber,
        }
        let json = r#"{"phone":"13812346621"}"#;
        let vaulted: Vaulted = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&vaulted).unwrap(), json);
        assert!(serde_json::from_str::<Vaulted>(r#"{"phone":"110"}"#).is_err());
    }

    proptest! {
        #[test]
        fn every_mobile_number_reads_back(digits in "1[3-9][0-9]{9}") {
            let phone = PhoneNumber::parse(&digits).unwrap();
            prop_assert_eq!(phone.reveal(), &digits);
            prop_assert!(!phone.masked().contains(&digits[3..7]) || digits[3..7] == digits[7..]);
        }

        #[test]
        fn nothing_typed_makes_it_fall_over(text in ".{0,40}") {
            drop(PhoneNumber::parse(&text));
        }
    }
}
