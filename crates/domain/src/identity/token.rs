use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sm3::{Digest, Sm3};
use subtle::ConstantTimeEq;
use xianban_kernel::Draw;
use zeroize::Zeroizing;

/// A bearer secret of 256 random bits, as its holder carries it. The database holds its SM3 only,
/// so that a look-up by hash takes the same time for every wrong token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// A new one.
    pub fn draw(draw: &mut Draw) -> Self {
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*Zeroizing::new(draw.bytes::<32>()))))
    }

    /// One that came back, when it has the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        (bytes.len() == 32).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text for the cookie or the letter, at the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// What the database knows a token by.
pub(super) fn hash(token: &str) -> [u8; 32] {
    Sm3::digest(token).into()
}

/// Which session: the hash of its token, which opens nothing and may be shown to its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionId(pub(super) [u8; 32]);

impl SessionId {
    /// Reads the form that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).ok().map(|()| Self(hash))
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// What every form of a session carries, so that no foreign page can post for its owner.
#[derive(Clone)]
pub struct Csrf(pub(super) [u8; 32]);

impl Csrf {
    /// The hidden field's text.
    pub fn field(&self) -> String {
        hex::encode(self.0)
    }

    /// Whether a form brought it back, compared in constant time.
    pub fn matches(&self, given: &str) -> bool {
        self.field().as_bytes().ct_eq(given.as_bytes()).into()
    }
}

macro_rules! print_nothing {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

print_nothing!(Token, Csrf);

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_kernel::Seed;

    #[test]
    fn a_token_is_long_and_known_by_its_hash_only() {
        let token = Token::draw(&mut Seed::fixed(1).draw());
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_ne!(hash(token.reveal()), hash("another"));
    }

    #[test]
    fn a_form_must_bring_back_the_whole_secret() {
        let csrf = Csrf([7; 32]);
        assert!(csrf.matches(&csrf.field()));
        assert!(!csrf.matches("") && !csrf.matches(&csrf.field()[..62]));
    }

    #[test]
    fn a_session_is_named_in_a_form_by_its_hash() {
        let id = SessionId([9; 32]);
        assert_eq!(SessionId::parse(&id.to_string()), Some(id));
        assert_eq!(SessionId::parse("09"), None);
    }
}
