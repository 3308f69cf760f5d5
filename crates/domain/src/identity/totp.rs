//! One-time passwords by time (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator reads.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use xianban_kernel::Moment;

/// How long one code counts, in milliseconds.
const STEP: i64 = 30_000;
/// A clock may be so many steps fast or slow.
const ASIDE: i64 = 1;

/// Which code counts at a moment.
pub(super) const fn step_at(at: Moment) -> i64 {
    at.millis().div_euclid(STEP)
}

/// The code of a step: six digits.
pub(super) fn code(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    // RFC 4226 §5.3: the last half byte says where four bytes are taken.
    let at = digest.last().map_or(0, |last| usize::from(last & 0x0f));
    let four = digest.iter().skip(at).take(4);
    let number = four.fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// The step whose code was typed, now or just before or after, and later than `after`: none counts twice.
pub(super) fn step_of(secret: &[u8], typed: &str, at: Moment, after: i64) -> Option<i64> {
    let now = step_at(at);
    (now - ASIDE..=now + ASIDE).filter(|step| *step > after).find(|step| {
        let right = code(secret, *step);
        // As long for a wrong first digit as for a wrong last one.
        let differs = right.bytes().zip(typed.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        right.len() == typed.len() && differs == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        let at = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000];
        let codes = at.map(|second: i64| code(secret, step_at(Moment::from_millis(second * 1000))));
        assert_eq!(codes, ["287082", "081804", "050471", "005924", "279037", "353130"]);
    }

    #[test]
    fn a_code_counts_once_and_a_step_to_either_side() {
        let (secret, at) = (b"12345678901234567890", Moment::from_millis(1_111_111_109_000));
        let now = step_at(at);
        for step in now - 1..=now + 1 {
            assert_eq!(step_of(secret, &code(secret, step), at, 0), Some(step));
        }
        assert_eq!(step_of(secret, &code(secret, now), at, now), None, "used already");
        assert_eq!(step_of(secret, &code(secret, now + 2), at, 0), None, "too far ahead");
        assert_eq!(step_of(secret, &code(secret, now - 2), at, 0), None, "too old");
        assert_eq!(step_of(secret, "", at, 0), None);
    }
}
