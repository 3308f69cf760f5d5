use std::fmt;

use xianban_kernel::{Draw, Problem};
use zeroize::Zeroizing;

use super::sealing;

/// The key of one appeal's vault: 16 bytes, cleared when dropped. Whoever destroys its wrapped copy
/// destroys everything it sealed.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 16]>);

impl DataKey {
    /// A new key.
    pub fn draw(draw: &mut Draw) -> Self {
        Self(Zeroizing::new(draw.bytes()))
    }

    /// Encrypts and authenticates `plain` for `purpose`, as [`super::Keys::seal`] does.
    pub fn seal(&self, purpose: &str, plain: &[u8], draw: &mut Draw) -> Vec<u8> {
        sealing::seal(&self.derive(purpose), purpose, plain, draw)
    }

    /// What was sealed under this key for `purpose`.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        sealing::open(&self.derive(purpose), purpose, sealed)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        <[u8; 16]>::try_from(bytes).ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    fn derive(&self, purpose: &str) -> super::root::RootKey {
        sealing::derive(self.bytes(), "data", purpose)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}
