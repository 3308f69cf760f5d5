//! Meetings of supervision from the calendar to their end, on both engines.

mod begin;
mod carry_out;
mod decide;
mod plan;
mod progress;

use xianban_domain::folded::{Held, Page};
use xianban_domain::supervision::{self, Cadence, Decide, DecisionKind, Meeting, PlannedNow};
use xianban_kernel::{Actor, Problem};
use xianban_testkit::office::doing;

use crate::appeals::{Town, greens, in_town};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl Town {
    pub(crate) fn secretary(&self) -> Actor {
        self.person("cgss", "secretary")
    }

    /// What the schedule does, `minutes` after nine on Monday.
    fn plans_meetings(&self, minutes: i64) -> PlannedNow {
        let cx = doing(&Actor::System, minutes);
        self.waits(supervision::plan_meetings(&self.office, &cx)).unwrap()
    }

    fn sweeps(&self, minutes: i64) {
        let cx = doing(&Actor::System, minutes);
        let swept = self.waits(xianban_domain::rooms::sweep(&self.office, &cx)).unwrap();
        assert_eq!(swept.failed, 0);
    }

    /// Meetings that somebody may read, newest first.
    fn meetings(&self, actor: &Actor, minutes: i64) -> Result<Vec<Held<Meeting>>, Problem> {
        let page = Page { open: false, from: None, until: None, with: None, after: None, most: 50 };
        self.does(actor, minutes, move |work| supervision::list(work, &page))
    }

    /// The newest meeting of the community of a cadence.
    fn meeting(&self, cadence: Cadence, minutes: i64) -> Held<Meeting> {
        let found = self.meetings(&self.secretary(), minutes).unwrap();
        found.into_iter().find(|one| one.cadence == cadence).unwrap()
    }

    fn begins(&self, actor: &Actor, no: &str, minutes: i64) -> Result<Held<Meeting>, Problem> {
        let no = no.to_owned();
        self.does(actor, minutes, move |work| {
            let seen = supervision::by_no(work, &no)?.version;
            supervision::begin(work, &no, seen)
        })
    }

    fn closes(&self, no: &str, minutes: i64) -> Result<Held<Meeting>, Problem> {
        let no = no.to_owned();
        self.does(&self.secretary(), minutes, move |work| {
            let seen = supervision::by_no(work, &no)?.version;
            supervision::close(work, &no, seen, "大家都讲了困难。")
        })
    }

    fn decides(&self, no: &str, form: Decide, minutes: i64) -> Result<Held<Meeting>, Problem> {
        let no = no.to_owned();
        self.does(&self.secretary(), minutes, move |work| {
            let seen = supervision::by_no(work, &no)?.version;
            supervision::decide(work, &no, seen, &form)
        })
    }

    fn carries_out(
        &self,
        actor: &Actor,
        (no, n): (&str, i64),
        minutes: i64,
    ) -> Result<Held<Meeting>, Problem> {
        let no = no.to_owned();
        self.does(actor, minutes, move |work| {
            let seen = supervision::by_no(work, &no)?.version;
            supervision::carry_out(work, &no, seen, (n, "今天下午已到现场，周五前清完。"))
        })
    }
}

/// An urge to whoever has the matter.
fn urge(no: &str) -> Decide {
    Decide {
        no: no.to_owned(),
        kind: DecisionKind::Urge,
        words: "说清楚什么时候清完。".to_owned(),
        to: None,
        person: None,
        due: None,
        done: false,
    }
}
