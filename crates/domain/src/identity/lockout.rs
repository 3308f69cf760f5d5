use xianban_kernel::Moment;

/// When too many wrong passwords lock out whoever typed them: the device or network address, for this
/// account (GB/T 22239: measures against repeated failures).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lockout {
    /// Wrong passwords in a row that lock.
    pub failures: i64,
    /// For how many minutes.
    pub minutes: i64,
}

impl Lockout {
    /// Five failures, fifteen minutes.
    pub const USUAL: Self = Self { failures: 5, minutes: 15 };

    /// What one more failure makes of the count and the lock.
    pub(super) const fn after(self, failed: i64, at: Moment) -> (i64, Option<Moment>) {
        if failed + 1 >= self.failures {
            (0, Some(at.plus_millis(self.minutes * 60_000)))
        } else {
            (failed + 1, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_locks_for_a_quarter_of_an_hour() {
        let at = Moment::from_millis(0);
        assert_eq!(Lockout::USUAL.after(3, at), (4, None));
        assert_eq!(Lockout::USUAL.after(4, at), (0, Some(at.plus_millis(900_000))));
    }
}
