use xianban_kernel::Moment;

use super::receiver::Receiver;
use super::whistle::{Standing, Whistle};
use crate::figures::{Count, Fact};

impl Whistle {
    /// What numbers count of it: the whistle once it is blown, each unit it calls, and how that one came.
    pub(super) fn counts(&self) -> Vec<Fact> {
        let Some(blown) = self.blown.filter(|_| self.standing != Standing::Recalled) else {
            return Vec::new();
        };
        let unit = self.unit.unit;
        let mut facts = vec![Fact { count: Count::Whistle, n: 0, at: blown, unit }];
        facts.extend(self.receivers.iter().flat_map(|one| one.counts(blown)));
        facts
    }
}

impl Receiver {
    fn counts(&self, blown: Moment) -> impl Iterator<Item = Fact> {
        let (n, unit) = (self.n, self.unit.unit);
        let counted = [
            (Count::Called, true),
            (Count::Responded, self.responded.is_some() && !self.was_silent),
            (Count::Arrived, self.in_time == Some(true)),
            (Count::CalledSolved, self.solved == Some(true)),
        ];
        let holds = counted.into_iter().filter(|(_, holds)| *holds);
        holds.map(move |(count, _)| Fact { count, n, at: blown, unit })
    }
}
