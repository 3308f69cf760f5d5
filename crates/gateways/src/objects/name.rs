use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

/// The SM3 hash of an object's bytes, written as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ObjectName([u8; 32]);

/// A text that is no object name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an object name is 64 small hexadecimal digits")]
pub struct NameFault;

impl ObjectName {
    /// The name that `bytes` have.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sm3::digest(bytes).into())
    }
}

/// Exactly what is displayed; capitals are refused, so that a name has one spelling.
impl FromStr for ObjectName {
    type Err = NameFault;

    fn from_str(text: &str) -> Result<Self, NameFault> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).map_err(|_| NameFault)?;
        let small = !text.bytes().any(|c| c.is_ascii_uppercase());
        if small { Ok(Self(hash)) } else { Err(NameFault) }
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for ObjectName {
    type Error = NameFault;

    fn try_from(text: String) -> Result<Self, NameFault> {
        text.parse()
    }
}

impl From<ObjectName> for String {
    fn from(name: ObjectName) -> Self {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_sm3_hash_of_the_bytes() {
        let abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(ObjectName::of(b"abc").to_string(), abc, "the example of GB/T 32905");
        assert_eq!(abc.parse(), Ok(ObjectName::of(b"abc")));
    }

    #[test]
    fn a_name_cannot_lead_out_of_its_folder() {
        let capitals = "A".repeat(64);
        for text in ["", "../../etc/passwd", "abc", capitals.as_str()] {
            assert_eq!(text.parse::<ObjectName>(), Err(NameFault), "{text}");
        }
    }
}
