use std::fmt;
use std::str::FromStr;

use crate::Draw;
use crate::appeal_no::plain_character;

/// Letters and digits that cannot be taken for one another.
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// The secret that, with an appeal's number, opens the public look-up: eight characters without
/// look-alikes, about 40 bits. The database holds a keyed hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

impl QueryCode {
    /// A new code.
    pub fn draw(draw: &mut Draw) -> Self {
        let character = |_| {
            let place = usize::try_from(draw.below(ALPHABET.len() as u64)).unwrap_or(0);
            char::from(ALPHABET.get(place).copied().unwrap_or(b'2'))
        };
        Self((0..8).map(character).collect())
    }
}

/// Forgives lower case, spaces, dashes and full-width characters.
impl FromStr for QueryCode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain: String = text.chars().filter_map(plain_character).collect();
        let known = plain.bytes().all(|c| ALPHABET.contains(&c));
        if plain.len() == 8 && known { Ok(Self(plain)) } else { Err(()) }
    }
}

/// Two groups of four, for reading aloud.
impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(4).unwrap_or((&self.0, ""));
        write!(f, "{first} {second}")
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seed;

    #[test]
    fn a_code_reads_back_as_it_was_said_and_is_not_logged() {
        let code = QueryCode::draw(&mut Seed::fixed(3).draw());
        assert_eq!(code.to_string().to_lowercase().parse(), Ok(code.clone()));
        assert_eq!(format!("{code:?}"), "QueryCode(…)");
    }

    #[test]
    fn look_alikes_are_no_codes() {
        assert!("0000 OOOO".parse::<QueryCode>().is_err());
    }
}
