use jiff::civil::Time;
use xianban_kernel::{Draw, Moment, WorkCalendar};

const MINUTE: i64 = 60_000;

/// Writes times one after the other.
pub(crate) struct Pen<'a> {
    pub(crate) at: Moment,
    pub(crate) draw: &'a mut Draw,
    calendar: &'a WorkCalendar,
}

impl<'a> Pen<'a> {
    pub(crate) const fn new(at: Moment, draw: &'a mut Draw, calendar: &'a WorkCalendar) -> Self {
        Self { at, draw, calendar }
    }

    /// So many minutes of office hours later.
    pub(crate) fn work(&mut self, from: u64, to: u64) -> Moment {
        let minutes = self.between(from, to);
        self.at = self.calendar.add_working_millis(self.at, minutes * MINUTE).at;
        self.at
    }

    /// So many minutes later, while the desk is staffed: any day from 8:30 to 20:00.
    pub(crate) fn desk(&mut self, from: u64, to: u64) -> Moment {
        self.at = self.at.plus_millis(self.between(from, to) * MINUTE);
        self.within(8 * 60 + 30, 20 * 60);
        self.at
    }

    /// So many minutes later, while people are awake.
    pub(crate) fn leisure(&mut self, from: u64, to: u64) -> Moment {
        self.at = self.at.plus_millis(self.between(from, to) * MINUTE);
        self.within(7 * 60, 21 * 60 + 30);
        self.at
    }

    /// Some number from `from` on, below `to`.
    pub(crate) fn between(&mut self, from: u64, to: u64) -> i64 {
        from.saturating_add(self.draw.below(to.saturating_sub(from).max(1))).cast_signed()
    }

    /// Later on the same day, or on the next, when it is too early or too late now.
    fn within(&mut self, opens: i64, closes: i64) {
        let now = self.at.civil();
        let minute = i64::from(now.hour()) * 60 + i64::from(now.minute());
        if (opens..closes).contains(&minute) {
            return;
        }
        let day =
            if minute < opens { now.date() } else { now.date().tomorrow().unwrap_or(now.date()) };
        let late = self.between(2, 70);
        let start = Moment::at_civil(day.to_datetime(Time::midnight()));
        self.at = start.plus_millis((opens + late) * MINUTE);
    }
}
