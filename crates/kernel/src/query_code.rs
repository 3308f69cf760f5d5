use std::fmt;
use std::str::FromStr;

use crate::{Draw, Seed, typed};

/// Digits and letters that are not taken for one another: no 0 O 1 I L, and of the pairs 2 Z, 5 S,
/// 8 B, V U only the first.
const ALPHABET: &[u8; 27] = b"23456789ACDEFGHJKMNPQRTVWXY";
const LENGTH: usize = 8;

/// The code that, with an appeal's number, opens its public page: eight characters out of 27
/// (38 bits), shown in two groups. The store keeps only the keyed hash of the text it displays as,
/// and compares that.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

/// A text that is no query code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a query code")]
pub struct QueryCodeFault;

impl QueryCode {
    /// A new code.
    pub fn draw(draw: &mut Draw) -> Self {
        Self((0..LENGTH).map(|_| one_of_alphabet(draw)).collect())
    }

    /// The code that belongs to a keyed hash: always the same, and not to be guessed without the key.
    pub fn of_print(print: [u8; 32]) -> Self {
        Self::draw(&mut Seed::of(print).draw())
    }

    /// Reads what people type: small letters, spaces, dashes, full-width characters, and the other
    /// character of a pair that looks alike.
    pub fn parse(text: &str) -> Result<Self, QueryCodeFault> {
        let code: String = typed::undashed(text).chars().map(meant).collect();
        let known = code.bytes().all(|c| ALPHABET.contains(&c));
        if known && code.len() == LENGTH { Ok(Self(code)) } else { Err(QueryCodeFault) }
    }
}

impl QueryCodeFault {
    /// What the person reads.
    pub const fn said(self) -> &'static str {
        "查询码是 8 位字母和数字，没有 0、1 和字母 I、L、O，请再核对。"
    }
}

fn one_of_alphabet(draw: &mut Draw) -> char {
    let place = usize::try_from(draw.below(27)).unwrap_or(0);
    ALPHABET.get(place).map_or('2', |c| char::from(*c))
}

const fn meant(c: char) -> char {
    match c {
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        'U' => 'V',
        _ => c,
    }
}

/// Two groups of four, for reading aloud: `7KQ4 M2XV`.
impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        write!(f, "{first} {second}")
    }
}

impl FromStr for QueryCode {
    type Err = QueryCodeFault;

    fn from_str(text: &str) -> Result<Self, QueryCodeFault> {
        Self::parse(text)
    }
}

/// Never the code itself: whoever has it may read the appeal.
impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_may_type_it_as_they_like() {
        let code = QueryCode::parse("7KQ4M2XV").unwrap();
        for text in ["7kq4 m2xv", "７ＫＱ４－Ｍ２ＸＶ", " 7KQ4-M2XV ", "7kq4mzxu"] {
            assert_eq!(QueryCode::parse(text).unwrap(), code, "{text}");
        }
        assert_eq!(code.to_string(), "7KQ4 M2XV");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "7KQ4M2X", "7KQ4M2XVV", "7KQ4M2X0", "7KQ4M2XO", "7KQ4M2X码"] {
            assert_eq!(QueryCode::parse(text), Err(QueryCodeFault), "{text}");
        }
    }

    #[test]
    fn a_log_line_does_not_give_it_away() {
        assert_eq!(format!("{:?}", QueryCode::parse("7KQ4M2XV").unwrap()), "QueryCode(…)");
    }

    proptest! {
        #[test]
        fn what_was_drawn_reads_back(seed: u64) {
            let code = QueryCode::draw(&mut Seed::fixed(seed).draw());
            prop_assert_eq!(QueryCode::parse(&code.to_string().to_lowercase()).unwrap(), code);
        }
    }
}
