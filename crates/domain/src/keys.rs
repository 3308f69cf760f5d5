//! The key outside the database, and what is done with it.
//!
//! One root key, held by a [`KeyProvider`] (a file with mode 0600, or a certified module), from
//! which a key for each purpose is derived by HMAC-SM3. Personal data is sealed with SM4-GCM and
//! found again by a keyed fingerprint only; each appeal has its own [`DataKey`], kept in the
//! database wrapped under the root, so that destroying the wrapped key erases the appeal's vault.
//!
//! A purpose is a fixed word of the code, such as `person.phone`, or such a word and a row, such as
//! `appeal:81`: what was sealed for one purpose does not open for another.

mod data_key;
mod file;
mod mark;
mod root;
mod sealing;
mod signing;

use std::fmt;
use std::sync::Arc;

use xianban_kernel::{Draw, Problem};
use zeroize::Zeroizing;

pub use data_key::DataKey;
pub use file::{FileKeys, root_of};
pub use mark::{belongs, is_marked, take_on};
pub use root::RootKey;

/// Where the root key comes from. The software provider reads a file; a certified module keeps its
/// master key to itself and gives out a working key derived from it.
pub trait KeyProvider: fmt::Debug + Send + Sync {
    /// The root key, asked for once at start.
    fn root(&self) -> Result<RootKey, Problem>;

    /// Where the key lives, in words for the operator.
    fn place(&self) -> String;
}

/// All keyed work of the program. Cheap to clone; prints nothing of the key.
#[derive(Clone)]
pub struct Keys(Arc<RootKey>);

impl Keys {
    /// Fetches the root key from its provider.
    pub fn from_provider(provider: &dyn KeyProvider) -> Result<Self, Problem> {
        Ok(Self(Arc::new(provider.root()?)))
    }

    /// Keys of a root that was told.
    pub fn from_root(root: RootKey) -> Self {
        Self(Arc::new(root))
    }

    /// Keys a test can name.
    pub fn fixed(n: u64) -> Self {
        let mut root = Zeroizing::new([0; 32]);
        root.iter_mut().zip(n.to_le_bytes()).for_each(|(into, byte)| *into = byte);
        Self(Arc::new(root))
    }

    /// Encrypts and authenticates `plain` for `purpose` (SM4-GCM): version byte, 12-byte nonce,
    /// ciphertext, 16-byte tag. 29 bytes longer than `plain`.
    pub fn seal(&self, purpose: &str, plain: &[u8], draw: &mut Draw) -> Vec<u8> {
        sealing::seal(&self.derive("seal", purpose), purpose, plain, draw)
    }

    /// What was sealed for `purpose`; anything else, or a changed byte, is a fault of ours.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        sealing::open(&self.derive("seal", purpose), purpose, sealed)
    }

    /// A keyed hash (HMAC-SM3) by which `value` is found again without being stored.
    pub fn fingerprint(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        sealing::hmac(&*self.derive("fingerprint", purpose), &[value])
    }

    /// Encrypts a data key, to be kept in the database.
    pub fn wrap(&self, purpose: &str, key: &DataKey, draw: &mut Draw) -> Vec<u8> {
        sealing::seal(&self.derive("wrap", purpose), purpose, key.bytes(), draw)
    }

    /// The data key that was wrapped for `purpose`.
    pub fn unwrap(&self, purpose: &str, wrapped: &[u8]) -> Result<DataKey, Problem> {
        let bytes = Zeroizing::new(sealing::open(&self.derive("wrap", purpose), purpose, wrapped)?);
        DataKey::from_bytes(&bytes)
            .ok_or_else(|| Problem::broken(format!("wrapped key of {purpose} has a wrong length")))
    }

    /// Signs the hash of a seal over the trail (Ed25519 over `xianban.seal.1` and the hash).
    pub fn sign_seal(&self, hash: &[u8; 32]) -> Result<[u8; 64], Problem> {
        signing::sign(&self.derive("sign", "trail.seal"), &seal_text(hash))
    }

    /// The public key by which everybody checks seals.
    pub fn seal_key(&self) -> Result<[u8; 32], Problem> {
        signing::public(&self.derive("sign", "trail.seal"))
    }

    /// Whether a seal was signed with this root key.
    pub fn signed_seal(&self, hash: &[u8; 32], signature: &[u8]) -> Result<bool, Problem> {
        Ok(signing::is_signed(&self.seal_key()?, &seal_text(hash), signature))
    }

    /// Which key this is, without telling the key: kept in the database so that a start with
    /// another key is refused instead of making what is there unreadable.
    pub fn mark(&self) -> [u8; 32] {
        self.fingerprint("keys.mark", &[])
    }

    fn derive(&self, usage: &str, purpose: &str) -> RootKey {
        sealing::derive(self.0.as_slice(), usage, purpose)
    }
}

fn seal_text(hash: &[u8; 32]) -> Vec<u8> {
    [b"xianban.seal.1".as_slice(), hash].concat()
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_kernel::Seed;

    const PHONE: &[u8] = b"13800000000";

    #[test]
    fn what_is_sealed_opens_again() {
        let keys = Keys::fixed(1);
        let sealed = keys.seal("person.phone", PHONE, &mut Seed::fixed(1).draw());
        assert_eq!(sealed.len(), PHONE.len() + 29);
        assert_eq!(keys.open("person.phone", &sealed).unwrap(), PHONE);
    }

    #[test]
    fn it_opens_for_no_other_purpose_and_under_no_other_key() {
        let keys = Keys::fixed(1);
        let sealed = keys.seal("person.phone", PHONE, &mut Seed::fixed(1).draw());
        assert!(keys.open("person.name", &sealed).is_err());
        assert!(Keys::fixed(2).open("person.phone", &sealed).is_err());
    }

    #[test]
    fn one_changed_bit_anywhere_is_noticed() {
        let keys = Keys::fixed(1);
        let sealed = keys.seal("person.phone", PHONE, &mut Seed::fixed(1).draw());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(keys.open("person.phone", &changed).is_err(), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(keys.open("person.phone", &sealed[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        let keys = Keys::fixed(1);
        let mut draw = Seed::fixed(1).draw();
        assert_ne!(keys.seal("p", PHONE, &mut draw), keys.seal("p", PHONE, &mut draw));
    }

    #[test]
    fn a_repeated_attempt_with_other_text_has_another_nonce() {
        let keys = Keys::fixed(1);
        let first = keys.seal("p", b"one", &mut Seed::fixed(1).draw());
        let again = keys.seal("p", b"two", &mut Seed::fixed(1).draw());
        assert_ne!(first[1..13], again[1..13]);
    }

    #[test]
    fn a_fingerprint_finds_the_same_value_under_the_same_key_and_purpose_only() {
        let keys = Keys::fixed(1);
        assert_eq!(keys.fingerprint("phone", PHONE), keys.fingerprint("phone", PHONE));
        assert_ne!(keys.fingerprint("phone", PHONE), keys.fingerprint("code", PHONE));
        assert_ne!(keys.fingerprint("phone", PHONE), Keys::fixed(2).fingerprint("phone", PHONE));
    }

    #[test]
    fn a_wrapped_data_key_opens_what_it_sealed() {
        let keys = Keys::fixed(1);
        let mut draw = Seed::fixed(1).draw();
        let key = DataKey::draw(&mut draw);
        let wrapped = keys.wrap("appeal:81", &key, &mut draw);
        let sealed = key.seal("appeal.text", "楼道灯不亮".as_bytes(), &mut draw);
        let opened = keys.unwrap("appeal:81", &wrapped).unwrap();
        assert_eq!(opened.open("appeal.text", &sealed).unwrap(), "楼道灯不亮".as_bytes());
        assert!(keys.unwrap("appeal:82", &wrapped).is_err());
    }

    #[test]
    fn nothing_of_a_key_or_a_value_is_printed() {
        let keys = Keys::fixed(u64::from_le_bytes([42; 8]));
        let key = DataKey::draw(&mut Seed::fixed(1).draw());
        assert_eq!(format!("{keys:?} {key:?}"), "Keys(…) DataKey(…)");
        let problem = keys.open("person.phone", PHONE).unwrap_err();
        assert!(!format!("{problem:?}").contains("138"), "{problem:?}");
    }
}
