use xianban_kernel::Moment;

use super::moves::Step;
use super::receiver::{Receiver, Stage};
use super::whistle::{Standing, Whistle};
use crate::figures::Fact;
use crate::folded::{Face, Folded, Owed};
use crate::rules::RuleSet;
use crate::whistle::event::{Closed, Confirmed, Event};
use crate::whistle::words::DutyKind;

impl Folded for Whistle {
    const KIND: &'static str = "whistle";
    const CALLED: &'static str = "这份吹哨单";
    type Event = Event;
    type Duty = DutyKind;

    fn begin(at: Moment, _: &str, event: &Event) -> Option<Self> {
        if let Event::Drafted(said) = event { Some(Self::of(at, said)) } else { None }
    }

    fn after(&self, at: Moment, _: &str, event: &Event) -> Option<Self> {
        let mut next = self.clone();
        if let Some(n) = event.receiver() {
            next.receivers(at, n, event)?;
            return Some(next);
        }
        let drafted = matches!(self.standing, Standing::Draft | Standing::Back);
        let blown = self.standing == Standing::Blown;
        match event {
            Event::Changed(said) if drafted => return Some(Self::of(at, said)),
            Event::SentBack(_) if self.standing == Standing::Draft => {
                next.stands(at, Standing::Back);
            }
            Event::Dropped(_) if drafted => next.stands(at, Standing::Dropped),
            Event::Blown(_) if drafted => next.blow(at),
            Event::Recalled(_) if self.is_unanswered() => next.stands(at, Standing::Recalled),
            Event::Joined(named) if blown && !self.calls(named.unit.unit) => {
                next.passed_up = false;
                next.since = at;
                next.add(at, named);
            }
            Event::Complained(_) if self.allows(Step::Complain, 0) => {
                next.complain(at);
            }
            Event::PassedUp(_) if blown && self.is_answered() && !self.passed_up => {
                next.passed_up = true;
                next.since = at;
            }
            Event::Closed(closed) if blown && self.is_answered() => next.close(at, closed),
            Event::Judged(judged) if self.standing == Standing::Settled => {
                next.rightly = Some(judged.rightly);
                next.stands(at, Standing::Closed);
            }
            Event::Drafted(_)
            | Event::Changed(_)
            | Event::SentBack(_)
            | Event::Dropped(_)
            | Event::Blown(_)
            | Event::Recalled(_)
            | Event::Joined(_)
            | Event::Complained(_)
            | Event::PassedUp(_)
            | Event::Closed(_)
            | Event::Judged(_)
            | Event::Responded(_)
            | Event::Refused(_)
            | Event::Silent(_)
            | Event::Ruled(_)
            | Event::Arrived(_)
            | Event::Confirmed(_)
            | Event::Reported(_) => return None,
        }
        Some(next)
    }

    fn face(&self) -> Face {
        self.shown()
    }

    fn counted(&self) -> Vec<Fact> {
        self.counts()
    }

    fn owed(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        self.owing(set)
    }
}

impl Whistle {
    fn stands(&mut self, at: Moment, standing: Standing) {
        self.standing = standing;
        self.since = at;
    }

    /// Whether a unit is called already.
    pub fn calls(&self, unit: xianban_kernel::UnitId) -> bool {
        self.receivers.iter().any(|one| one.unit.unit == unit)
    }

    fn blow(&mut self, at: Moment) {
        self.stands(at, Standing::Blown);
        self.blown = Some(at);
        self.receivers.iter_mut().for_each(|one| one.since = at);
    }

    /// Those who came go on working; who was excused stays so.
    fn complain(&mut self, at: Moment) {
        self.complained = true;
        self.since = at;
        for one in self.receivers.iter_mut().filter(|one| one.stage == Stage::Reported) {
            one.stage = Stage::Working;
            one.since = at;
        }
    }

    fn close(&mut self, at: Moment, closed: &Closed) {
        for one in self.receivers.iter_mut().filter(|one| one.stage == Stage::Reported) {
            one.solved = Some(closed.solved.contains(&one.n));
        }
        self.stands(at, Standing::Settled);
    }

    /// What an event does to one receiver.
    fn receivers(&mut self, at: Moment, n: i64, event: &Event) -> Option<()> {
        if self.standing != Standing::Blown {
            return None;
        }
        let minutes = self.minutes;
        let one = self.receivers.iter_mut().find(|one| one.n == n)?;
        let stage = one.told(at, minutes, event)?;
        one.stage = stage;
        one.since = at;
        // Whoever was the last to answer starts the whistler's clock.
        if self.is_answered() {
            self.since = at;
        }
        Some(())
    }
}

impl Receiver {
    fn told(&mut self, at: Moment, minutes: i64, event: &Event) -> Option<Stage> {
        let fresh = matches!(self.stage, Stage::Called | Stage::Silent);
        match event {
            Event::Responded(_) if fresh => {
                self.responded = Some(at);
                Some(Stage::Coming)
            }
            Event::Refused(_) if fresh && !self.ruled => Some(Stage::Refused),
            Event::Silent(_) if self.stage == Stage::Called && !self.was_silent => {
                self.was_silent = true;
                Some(Stage::Silent)
            }
            Event::Ruled(ruled)
                if matches!(self.stage, Stage::Refused | Stage::Silent) && !self.ruled =>
            {
                self.ruled = true;
                Some(if ruled.comes { Stage::Called } else { Stage::Excused })
            }
            Event::Arrived(_) if self.stage == Stage::Coming => {
                self.arrived = Some(at);
                Some(Stage::Arrived)
            }
            Event::Confirmed(confirmed) if self.stage == Stage::Arrived => {
                self.seen(minutes, confirmed)
            }
            Event::Reported(reported) if self.stage == Stage::Working => {
                self.result = Some(reported.words.vault);
                Some(Stage::Reported)
            }
            Event::Drafted(_)
            | Event::Changed(_)
            | Event::SentBack(_)
            | Event::Dropped(_)
            | Event::Blown(_)
            | Event::Recalled(_)
            | Event::Joined(_)
            | Event::Complained(_)
            | Event::PassedUp(_)
            | Event::Closed(_)
            | Event::Judged(_)
            | Event::Responded(_)
            | Event::Refused(_)
            | Event::Silent(_)
            | Event::Ruled(_)
            | Event::Arrived(_)
            | Event::Confirmed(_)
            | Event::Reported(_) => None,
        }
    }

    fn seen(&mut self, minutes: i64, confirmed: &Confirmed) -> Option<Stage> {
        if !confirmed.there {
            self.in_time = Some(false);
            self.arrived = None;
            return Some(Stage::Coming);
        }
        let due = self.responded?.plus_millis(minutes * 60_000);
        // Whoever was not there when he said so was not in time.
        let in_time = self.in_time != Some(false) && self.arrived? <= due;
        self.in_time = Some(in_time);
        Some(Stage::Working)
    }
}
