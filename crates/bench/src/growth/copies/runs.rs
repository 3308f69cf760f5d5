//! Which copies are made: of what, how much earlier, under which numbers.

use std::collections::HashSet;

use xianban_kernel::{AppealNo, Draw, Moment};

/// A number of a row has its time above so many bits of chance.
const BITS: u32 = 21;

/// A dossier that was lived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Original {
    pub(super) id: i64,
    pub(super) begun: Moment,
    /// The letters of its number.
    pub(super) letters: String,
    /// Its place among the appeals; none for what is no appeal.
    pub(super) nth: Option<usize>,
}

/// All that was lived, once more and so much earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// In milliseconds.
    pub(super) earlier: i64,
    /// Of how many appeals how many are copied; nothing else then, if that is not all.
    pub(super) some: (usize, usize),
}

/// One copy of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Copy {
    pub(super) id: i64,
    pub(super) no: String,
    pub(super) run: Run,
}

impl Run {
    /// The nth run of all. They lie evenly within the window however many there are, each at a time of
    /// its own: steps of the golden section. The window is less than what lies between two appeals, so
    /// that no two rows get the same number.
    pub(super) fn nth(n: u64, window: i64, some: (usize, usize)) -> Self {
        let turned = (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let share = i128::from(turned) * i128::from(window - 1);
        Self { earlier: 1 + i64::try_from(share >> 32).unwrap_or(0), some }
    }

    /// By how much its numbers of rows are less.
    pub(super) const fn moved(self) -> i64 {
        self.earlier << BITS
    }

    /// Whether it has this one too: those that it has lie evenly among all.
    pub(super) const fn has(self, one: &Original) -> bool {
        let (most, all) = self.some;
        match one.nth {
            Some(nth) => (nth + 1) * most / all > nth * most / all,
            None => most == all,
        }
    }
}

impl Copy {
    /// Of what was lived, in a run, under a number that nothing else has.
    pub(super) fn of(
        one: &Original,
        run: Run,
        taken: &mut HashSet<String>,
        draw: &mut Draw,
    ) -> Self {
        let day = one.begun.plus_millis(-run.earlier).day();
        loop {
            let no = AppealNo::draw(&one.letters, day, draw).to_string();
            if taken.insert(no.clone()) {
                return Self { id: one.id, no, run };
            }
        }
    }

    /// The number of its row.
    pub(super) const fn row(&self) -> i64 {
        self.id - self.run.moved()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_lie_evenly_within_the_window_each_at_its_own_time() {
        let earlier: Vec<_> = (0..400).map(|n| Run::nth(n, 50_000_000, (1, 1)).earlier).collect();
        let own: HashSet<_> = earlier.iter().collect();
        assert_eq!(own.len(), 400);
        for quarter in 0..4 {
            let within = |one: &&i64| (**one - 1) / 12_500_000 == quarter;
            let count = earlier.iter().filter(within).count();
            assert!((95..=105).contains(&count), "{count} in quarter {quarter}");
        }
    }

    #[test]
    fn a_run_of_some_has_so_many_evenly_and_nothing_but_appeals() {
        let original =
            |nth| Original { id: 1 << 40, begun: Moment::EPOCH, letters: "LS".to_owned(), nth };
        let run = Run::nth(0, 1000, (7, 30));
        let had: Vec<_> = (0..30).filter(|nth| run.has(&original(Some(*nth)))).collect();
        assert_eq!(had.len(), 7);
        assert!(had.windows(2).all(|two| (4..=5).contains(&(two[1] - two[0]))), "{had:?}");
        assert!(!run.has(&original(None)));
        assert!(Run::nth(0, 1000, (30, 30)).has(&original(None)));
    }
}
