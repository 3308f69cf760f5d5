use std::fmt;

/// From where a request comes, as far as the door counts it. Whatever the program does by itself
/// comes from nowhere.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Whence {
    /// The network address, of IPv6 the network; empty for nowhere.
    pub address: String,
    /// The fingerprint of what only this browser knows until it is closed.
    pub browser: Option<[u8; 32]>,
    /// The fingerprint of what this device keeps once somebody has logged in on it.
    pub device: Option<[u8; 32]>,
}

/// Of the fingerprints it says only whether there are any.
impl fmt::Debug for Whence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (browser, device) = (self.browser.is_some(), self.device.is_some());
        write!(f, "Whence({}, browser: {browser}, device: {device})", self.address)
    }
}
