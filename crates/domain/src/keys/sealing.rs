//! SM4-GCM (GB/T 32907, GB/T 36624) and HMAC-SM3 (GB/T 32905, GB/T 15852.2).

use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{AesGcm, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use sm3::Sm3;
use sm4::Sm4;
use xianban_kernel::{Draw, Problem};
use zeroize::Zeroizing;

use super::root::RootKey;

type Sm4Gcm = AesGcm<Sm4, U12>;

/// The layout that this program writes: version ‖ nonce ‖ ciphertext with tag.
const VERSION: u8 = 1;
const NONCE: usize = 12;

/// HMAC-SM3 over the parts, one after the other.
pub(super) fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut block = Zeroizing::new([0; 64]);
    block.iter_mut().zip(key).for_each(|(into, byte)| *into = *byte);
    let mac = <Hmac<Sm3> as KeyInit>::new((&*block).into());
    parts.iter().fold(mac, Mac::chain_update).finalize().into_bytes().into()
}

/// The key for one usage and purpose.
pub(super) fn derive(root: &[u8], usage: &str, purpose: &str) -> RootKey {
    Zeroizing::new(hmac(root, &[b"xianban/1/", usage.as_bytes(), b"/", purpose.as_bytes()]))
}

/// The first half of a derived key encrypts, the whole of it makes nonces.
fn cipher(key: &RootKey) -> Sm4Gcm {
    let mut half = Zeroizing::new([0; 16]);
    half.iter_mut().zip(key.iter()).for_each(|(into, byte)| *into = *byte);
    Sm4Gcm::new((&*half).into())
}

/// A nonce depends on fresh randomness and on the text: an attempt that is repeated from the same
/// seed with another text gets another nonce, so no nonce ever covers two texts.
fn nonce(key: &RootKey, plain: &[u8], draw: &mut Draw) -> [u8; NONCE] {
    let mac = hmac(key.as_slice(), &[b"nonce", &draw.bytes::<16>(), plain]);
    let mut nonce = [0; NONCE];
    nonce.iter_mut().zip(mac).for_each(|(into, byte)| *into = byte);
    nonce
}

#[expect(clippy::expect_used, reason = "GCM refuses only texts above 64 GiB; none fits in a body")]
pub(super) fn seal(key: &RootKey, purpose: &str, plain: &[u8], draw: &mut Draw) -> Vec<u8> {
    let nonce = nonce(key, plain, draw);
    let payload = Payload { msg: plain, aad: purpose.as_bytes() };
    let sealed = cipher(key).encrypt(&Nonce::from(nonce), payload).expect("the text fits");
    [&[VERSION], nonce.as_slice(), &sealed].concat()
}

pub(super) fn open(key: &RootKey, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
    let refused = || Problem::broken(format!("a value sealed for {purpose} does not open"));
    let (version, rest) = sealed.split_first().ok_or_else(refused)?;
    let (nonce, msg) = rest.split_first_chunk::<NONCE>().ok_or_else(refused)?;
    if *version != VERSION {
        return Err(refused());
    }
    let payload = Payload { msg, aad: purpose.as_bytes() };
    cipher(key).decrypt(&Nonce::from(*nonce), payload).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sm3::Digest;
    use sm4::cipher::{BlockCipherDecrypt, BlockCipherEncrypt};

    #[test]
    fn sm4_gives_the_standard_s_example() {
        // GB/T 32907-2016, appendix A.1
        let key = hex::decode("0123456789abcdeffedcba9876543210").unwrap();
        let cipher = Sm4::new_from_slice(&key).unwrap();
        let mut block = <[u8; 16]>::try_from(key.as_slice()).unwrap().into();
        cipher.encrypt_block(&mut block);
        assert_eq!(hex::encode(block), "681edf34d206965e86b3e94f536e4246");
        cipher.decrypt_block(&mut block);
        assert_eq!(block.as_slice(), key);
    }

    #[test]
    fn sm3_gives_the_standard_s_examples() {
        // GB/T 32905-2016, appendix A
        assert_eq!(
            hex::encode(Sm3::digest(b"abc")),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(
            hex::encode(Sm3::digest("abcd".repeat(16))),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        );
    }

    #[test]
    fn sm4_gcm_gives_the_published_example() {
        // RFC 8998, appendix A.1
        let key = <[u8; 16]>::try_from(hex::decode("0123456789abcdeffedcba9876543210").unwrap());
        let nonce = <[u8; 12]>::try_from(hex::decode("00001234567800000000abcd").unwrap());
        let aad = hex::decode("feedfacedeadbeeffeedfacedeadbeefabaddad2").unwrap();
        let plain = hex::decode(concat!(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd",
            "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
        ));
        let payload = Payload { msg: &plain.unwrap(), aad: &aad };
        let sealed =
            Sm4Gcm::new(&key.unwrap().into()).encrypt(&Nonce::from(nonce.unwrap()), payload);
        assert_eq!(
            hex::encode(sealed.unwrap()),
            concat!(
                "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735",
                "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
                "83de3541e4c2b58177e065a9bf7b62ec"
            )
        );
    }
}
