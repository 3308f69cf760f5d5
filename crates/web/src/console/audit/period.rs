use xianban_kernel::{Day, Moment};

/// For how many days back the pages look when nobody says from when.
const USUAL_DAYS: i64 = 90;

/// From which day until which, as an address holds them and as they were filled in where nothing was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// From this day on, `2026-11-01`.
    pub(super) from: String,
    /// Until this one, with it.
    pub(super) until: String,
    /// The moments that bound it.
    pub(super) moments: (Moment, Moment),
}

impl Period {
    /// What was asked for; what cannot be read counts as not said.
    pub(super) fn of(from: &str, until: &str, now: Moment) -> Self {
        let usual = || now.plus_millis(-USUAL_DAYS * 86_400_000).day();
        let from = from.trim().parse::<Day>().unwrap_or_else(|_| usual());
        let until = until.trim().parse::<Day>().unwrap_or_else(|_| now.day());
        let next = until.checked_add(jiff::Span::new().days(1)).unwrap_or(until);
        let moments = (at_midnight(from), at_midnight(next));
        Self { from: from.to_string(), until: until.to_string(), moments }
    }

    /// As people read it.
    pub(super) fn said(&self) -> String {
        format!("{} 到 {}", self.from, self.until)
    }
}

fn at_midnight(day: Day) -> Moment {
    Moment::at_civil(day.at(0, 0, 0, 0))
}
