use std::fmt;

use jiff::{Timestamp, civil, tz};
use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z. This is how every table stores it.
///
/// People read it in China standard time (UTC+8, no daylight saving since 1992).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The first moment of 1970, useful as "before everything".
    pub const EPOCH: Self = Self(0);

    /// From milliseconds since the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// `millis` later (or earlier, when negative).
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// `hours` later, as the clock on the wall runs.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_millis(hours * 3_600_000)
    }

    /// Civil date and time in China.
    pub fn civil(self) -> civil::DateTime {
        let stamp = Timestamp::from_millisecond(self.0).unwrap_or_default();
        china().to_datetime(stamp)
    }

    /// The day in China on which this moment falls.
    pub fn day(self) -> civil::Date {
        self.civil().date()
    }

    /// The moment at which China's clocks show `at`.
    pub fn at_civil(at: civil::DateTime) -> Self {
        let stamp = china().to_timestamp(at).unwrap_or_default();
        Self(stamp.as_millisecond())
    }

    /// Reads an ISO 8601 time with offset, such as `2019-04-25T09:32:09+08:00`. A year before 0 is none:
    /// shown in four digits, nobody could read it back.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = Self(text.parse::<Timestamp>().ok()?.as_millisecond());
        (moment.civil().year() >= 0).then_some(moment)
    }
}

impl Moment {
    /// As sentences say it, to the minute, China time: `11月24日 09:00`.
    pub fn said(self) -> String {
        self.civil().strftime("%-m月%-d日 %H:%M").to_string()
    }
}

/// ISO 8601 with China's offset, to the second: what the API shows.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+08:00", self.civil().strftime("%Y-%m-%dT%H:%M:%S"))
    }
}

fn china() -> tz::TimeZone {
    tz::TimeZone::fixed(tz::offset(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_chinese_time_and_back() {
        let moment = Moment::parse("2019-04-25T09:32:09+08:00").unwrap();
        assert_eq!(moment.to_string(), "2019-04-25T09:32:09+08:00");
        assert_eq!(moment.day(), civil::date(2019, 4, 25));
        assert_eq!(Moment::at_civil(moment.civil()), moment);
    }

    #[test]
    fn a_time_that_could_not_be_shown_is_none() {
        for text in ["-000001-01-01T00:00:00Z", "-009999-01-02T01:59:59Z"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        for text in ["0000-01-01T00:00:00+08:00", "9999-12-31T05:59:59+08:00"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        let late = Moment::parse("2026-11-22T16:00:00Z").unwrap();
        assert_eq!(late.day(), civil::date(2026, 11, 23));
        assert_eq!(late.plus_millis(-1).day(), civil::date(2026, 11, 22));
    }
}
