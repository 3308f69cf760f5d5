//! Ed25519 (RFC 8032): whoever knows the public key can check a seal, nobody without the root key makes one.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use xianban_kernel::Problem;

use super::root::RootKey;

fn pair(seed: &RootKey) -> Result<Ed25519KeyPair, Problem> {
    let refused = |_| Problem::broken("a derived key is no Ed25519 seed");
    Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(refused)
}

/// The signature of a text: 64 bytes, the same for the same text.
pub(super) fn sign(seed: &RootKey, text: &[u8]) -> Result<[u8; 64], Problem> {
    let signature = pair(seed)?.sign(text);
    signature.as_ref().try_into().map_err(|_| Problem::broken("a signature of a wrong length"))
}

/// The public key: 32 bytes.
pub(super) fn public(seed: &RootKey) -> Result<[u8; 32], Problem> {
    let pair = pair(seed)?;
    let key = pair.public_key().as_ref();
    key.try_into().map_err(|_| Problem::broken("a public key of a wrong length"))
}

/// Whether `signature` is that of `text` under `public`.
pub(super) fn is_signed(public: &[u8], text: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(text, signature).is_ok()
}
