use crate::{Certainty, Due, Moment, WorkCalendar};

/// What measures a limit: the clock on the wall, or the time the office is open.
#[derive(Clone, Copy)]
pub(super) enum Meter<'a> {
    Wall,
    Office(&'a WorkCalendar),
}

impl Meter<'_> {
    /// Milliseconds between two moments; 0 when they are the wrong way round.
    pub fn passed(self, from: Moment, to: Moment) -> (i64, Certainty) {
        match self {
            Self::Wall => (to.millis().saturating_sub(from.millis()).max(0), Certainty::Published),
            Self::Office(calendar) => calendar.working_millis_between(from, to),
        }
    }

    /// The moment by which `time` milliseconds have run since `start`, pauses left out.
    pub fn spend(self, start: Moment, time: i64, pauses: &[(Moment, Moment)]) -> Due {
        let (mut left, mut from, mut certainty) = (time, start, Certainty::Published);
        for (stops, resumes) in in_order(start, pauses) {
            let (run, known) = self.passed(from, stops);
            if left <= run {
                break;
            }
            left -= run;
            certainty = certainty & known;
            from = from.max(resumes);
        }
        let end = self.after(from, left);
        Due { at: end.at, certainty: end.certainty & certainty }
    }

    /// Milliseconds that have run from `start` to `end`, pauses left out.
    pub fn run(self, start: Moment, end: Moment, pauses: &[(Moment, Moment)]) -> i64 {
        let (mut sum, mut from) = (0, start);
        for (stops, resumes) in in_order(start, pauses) {
            sum += self.passed(from, stops.min(end)).0;
            from = from.max(resumes);
        }
        sum + self.passed(from, end).0
    }

    fn after(self, from: Moment, time: i64) -> Due {
        match self {
            Self::Wall => Due { at: from.plus_millis(time), certainty: Certainty::Published },
            Self::Office(calendar) => calendar.add_working_millis(from, time),
        }
    }
}

/// The pauses that end after `start`, by their beginning.
fn in_order(start: Moment, pauses: &[(Moment, Moment)]) -> Vec<(Moment, Moment)> {
    let mut pauses: Vec<_> =
        pauses.iter().copied().filter(|&(from, to)| from < to && to > start).collect();
    pauses.sort_unstable();
    pauses
}
