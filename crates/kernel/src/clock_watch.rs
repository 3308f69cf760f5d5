use std::time::Duration;

use crate::Moment;

/// A difference that clocks have from being set right little by little.
const SLIGHT_MILLIS: i64 = 10_000;

/// Further ahead than this nothing is judged by a clock.
const FAR_MILLIS: i64 = 60_000;

/// Whether a clock can be believed: it is compared with a steady one, which nobody sets. A clock that
/// jumps ahead would give warnings and close matters before their time, and that cannot be undone; so
/// whoever judges asks here first.
#[derive(Clone, Debug, Default)]
pub struct ClockWatch {
    last: Option<(Moment, Duration)>,
    ahead: i64,
}

/// What a look at the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It goes as it should, or is as far off as before.
    Steady,
    /// It was set by so many milliseconds, back when negative.
    Jumped(i64),
}

impl ClockWatch {
    /// Looks at the clock when the steady one shows `steady` since any moment.
    pub fn looks(&mut self, now: Moment, steady: Duration) -> Look {
        let Some((then, before)) = self.last.replace((now, steady)) else { return Look::Steady };
        let passed = i64::try_from(steady.saturating_sub(before).as_millis()).unwrap_or(i64::MAX);
        let by = now.millis().saturating_sub(then.millis()).saturating_sub(passed);
        if by.abs() <= SLIGHT_MILLIS {
            return Look::Steady;
        }
        self.ahead = self.ahead.saturating_add(by);
        Look::Jumped(by)
    }

    /// By how many milliseconds the clock has jumped in all, ahead when positive.
    pub const fn ahead(&self) -> i64 {
        self.ahead
    }

    /// Whether what is due may be judged by the clock.
    pub const fn believes(&self) -> bool {
        self.ahead <= FAR_MILLIS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Moment {
        Moment::EPOCH.plus_millis(millis)
    }

    const DAY: i64 = 24 * 3_600_000;

    #[test]
    fn a_clock_that_jumps_ahead_is_not_believed_until_it_comes_back() {
        let mut watch = ClockWatch::default();
        let second = |n: u64| Duration::from_secs(n);
        assert_eq!(watch.looks(at(0), second(100)), Look::Steady);
        assert_eq!(watch.looks(at(2_000), second(102)), Look::Steady);
        assert_eq!(watch.looks(at(4_000 + 10 * DAY), second(104)), Look::Jumped(10 * DAY));
        assert!(!watch.believes());
        assert_eq!(watch.looks(at(6_000 + 10 * DAY), second(106)), Look::Steady);
        assert!(!watch.believes(), "it is still ahead");
        assert_eq!(watch.looks(at(8_000), second(108)), Look::Jumped(-10 * DAY));
        assert!(watch.believes());
        assert_eq!(watch.ahead(), 0);
    }

    #[test]
    fn a_clock_set_right_little_by_little_or_back_is_believed() {
        let mut watch = ClockWatch::default();
        watch.looks(at(0), Duration::ZERO);
        for hour in 1..1_000_i64 {
            let steady = Duration::from_hours(u64::try_from(hour).unwrap());
            assert_eq!(watch.looks(at(hour * 3_600_000 + hour * 50), steady), Look::Steady);
        }
        let later = Duration::from_hours(1_000);
        assert_eq!(watch.looks(at(1_000 * 3_600_000 - DAY), later), Look::Jumped(-DAY - 49_950));
        assert!(watch.believes(), "nothing is given too early by a clock that is behind");
    }
}
