use std::collections::BTreeSet;
use std::fmt;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// 32 random bytes fixed before a piece of work starts. Every attempt of that work draws the same
/// numbers from it, so a re-run transaction writes the same rows.
///
/// Salts and keys come from it: it is as secret as they are and never printed.
#[derive(Clone, Copy)]
pub struct Seed([u8; 32]);

impl Seed {
    /// From the operating system.
    ///
    /// # Panics
    /// When the operating system has no randomness to give; nothing can be done safely then.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
    #[expect(clippy::expect_used, reason = "a program without randomness must not go on")]
    pub fn fresh() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Self(bytes)
    }

    /// A seed that somebody's key decides, the same each time.
    pub(crate) const fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A seed a test can name.
    pub fn fixed(n: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&n.to_le_bytes());
        Self(bytes)
    }

    /// The seed of one part of a larger piece of work: parts draw numbers that have nothing to do
    /// with each other, and each the same at every attempt.
    #[must_use]
    pub fn part(self, n: u64) -> Self {
        let mut draw = self.draw();
        draw.0.set_stream(n);
        Self(draw.bytes())
    }

    /// Starts drawing from the beginning.
    pub fn draw(self) -> Draw {
        Draw(ChaCha20Rng::from_seed(self.0), BTreeSet::new())
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(…)")
    }
}

/// A generator of unguessable numbers, started from a [`Seed`]. It draws no row twice.
pub struct Draw(ChaCha20Rng, BTreeSet<i64>);

impl Draw {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// 64 random bits.
    pub fn number(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number in `0..bound`, every value equally likely. `bound` must not be 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = self.number();
            if drawn < limit {
                return drawn % bound;
            }
        }
    }

    /// Keeps the number of a row in mind; `false` when it was drawn here before.
    pub(crate) fn is_new(&mut self, row: i64) -> bool {
        self.1.insert(row)
    }

    /// `length` decimal digits.
    pub fn digits(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or(0))).collect()
    }
}

impl fmt::Debug for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draw(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attempt_draws_the_same_numbers() {
        let seed = Seed::fixed(7);
        assert_eq!(seed.draw().bytes::<16>(), seed.draw().bytes::<16>());
    }

    #[test]
    fn parts_draw_numbers_of_their_own() {
        let seed = Seed::fixed(7);
        let drawn = |seed: Seed| seed.draw().bytes::<16>();
        let all = [seed, seed.part(0), seed.part(1), seed.part(2)].map(drawn);
        let different: BTreeSet<_> = all.into_iter().collect();
        assert_eq!(different.len(), 4);
        assert_eq!(drawn(seed.part(1)), drawn(seed.part(1)));
    }

    #[test]
    fn below_stays_below() {
        let mut draw = Seed::fixed(1).draw();
        assert!((0..1000).all(|_| draw.below(7) < 7));
    }
}
