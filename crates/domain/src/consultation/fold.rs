use std::collections::BTreeSet;

use xianban_kernel::{Moment, StaffId};

use super::agenda::{Meeting, Participant, Presence};
use super::event::{Answered, Called, Event, Invitee, Settled, Written};
use super::minutes::{Agreement, Answer, Decision, Minutes, Next, Objection, Proposal, Statement};
use super::noun::{Awaited, Consultation};
use super::owed::owed;
use super::standing::Standing;
use super::words::{DutyKind, KIND};
use crate::figures::{Count, Fact};
use crate::folded::{Face, Folded, Owed};
use crate::rules::RuleSet;

impl Folded for Consultation {
    const KIND: &'static str = KIND;
    const CALLED: &'static str = "这次网格协商";
    type Event = Event;
    type Duty = DutyKind;

    fn begin(at: Moment, actor: &str, event: &Event) -> Option<Self> {
        let Event::Called(called) = event else { return None };
        let mut begun = begun(at, called);
        begun.hands.extend(staff(actor));
        begun.invite(&called.invited);
        Some(begun)
    }

    fn after(&self, at: Moment, actor: &str, event: &Event) -> Option<Self> {
        if !event.step()?.fits(self.standing) {
            return None;
        }
        let mut next = self.clone();
        let standing = next.takes(at, actor, event)?;
        if standing != next.standing {
            (next.standing, next.since) = (standing, at);
        }
        Some(next)
    }

    fn face(&self) -> Face {
        let mut readers = BTreeSet::new();
        for unit in [self.unit, self.reviewer] {
            readers.insert(format!("unit:{}", unit.unit));
        }
        readers.extend(self.awaits.map(|whistle| format!("unit:{}", whistle.community.unit)));
        readers.extend(self.participants.iter().filter_map(|one| one.mark.clone()));
        Face {
            title: Some(self.meeting.title),
            words: None,
            place: None,
            unit: self.unit.unit,
            sort: self.standing.code().to_owned(),
            open: self.standing.is_open(),
            readers,
            about: self.about.clone(),
            found_by: vec![self.meeting.title, self.meeting.agenda, self.meeting.place],
        }
    }

    fn counted(&self) -> Vec<Fact> {
        let fact =
            Fact { count: Count::Consulted, n: 0, at: self.meeting.time, unit: self.unit.unit };
        let held = self.minutes.is_some() && self.standing != Standing::Cancelled;
        held.then_some(fact).into_iter().collect()
    }

    fn owed(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        owed(self, set)
    }
}

fn begun(at: Moment, called: &Called) -> Consultation {
    Consultation {
        standing: Standing::Called,
        since: at,
        unit: called.unit,
        reviewer: called.reviewer,
        hands: BTreeSet::new(),
        about: called.about.clone(),
        meeting: Meeting {
            title: called.title.vault,
            agenda: called.agenda.vault,
            time: called.time,
            place: called.place.vault,
            moved: 0,
        },
        participants: Vec::new(),
        statements: Vec::new(),
        proposals: Vec::new(),
        minutes: None,
        objections: Vec::new(),
        why: None,
        reviewed_by: None,
        public: false,
        next: None,
        awaits: None,
        photos: Vec::new(),
    }
}

/// The account behind a mark of the trail.
fn staff(actor: &str) -> Option<StaffId> {
    actor.strip_prefix("staff:")?.parse().ok().map(StaffId::new)
}

fn next_number<T>(all: &[T]) -> i64 {
    i64::try_from(all.len()).unwrap_or(i64::MAX).saturating_add(1)
}

impl Consultation {
    /// Takes an event whose step fits; answers where it stands then.
    fn takes(&mut self, at: Moment, actor: &str, event: &Event) -> Option<Standing> {
        match event {
            Event::Called(_) => return None,
            Event::Moved(event) => {
                self.meeting.time = event.time;
                self.meeting.place = event.place.as_ref().map_or(self.meeting.place, |p| p.vault);
                self.meeting.moved += 1;
                self.why = Some(event.why.vault);
                self.participants.iter_mut().for_each(|one| one.present = None);
                // What was said when too few came stays in the trail alone; objections stay attached.
                (self.statements, self.proposals) = (Vec::new(), Vec::new());
                self.minutes = None;
                // Owed anew, also where it only waits for another day.
                self.since = at;
                return Some(Standing::Called);
            }
            Event::Cancelled(event) => self.why = Some(event.why.vault),
            Event::Invited(event) => self.invite(&event.invited),
            Event::SignedIn(event) => {
                let presence = Presence { at, how: event.how, by: actor.to_owned() };
                let came = self.participants.iter_mut().find(|one| one.n == event.n)?;
                came.present.is_none().then(|| came.present = Some(presence))?;
            }
            Event::Begun(_) | Event::Waited(_) => {}
            Event::TooFew(event) => (self.came() < event.quorum).then_some(())?,
            Event::Attached(event) => self.photos.extend(event.files.iter().map(|kept| kept.file)),
            Event::Stated(_) | Event::Proposed(_) | Event::Counted(_) => self.hears(at, event)?,
            Event::Written(event) => self.is_written(actor, event)?,
            Event::Answered(event) => self.is_answered(at, actor, event)?,
            Event::SentBack(event) => self.why = Some(event.why.vault),
            Event::Published(event) => {
                let second = staff(actor).filter(|person| !self.hands.contains(person))?;
                (self.reviewed_by, self.public) = (Some(second), event.public);
            }
            Event::Settled(event) => self.settles(event)?,
            Event::Chosen(event) => {
                self.chooses().then_some(())?;
                self.next = Some((event.next, event.words.vault));
                let community = event.community.filter(|_| event.next == Next::Whistle);
                self.awaits = community.map(|community| Awaited { community, since: at });
            }
            Event::Whistled(_) => drop(self.awaits.take()?),
            Event::Spared(event) => {
                self.awaits.take()?;
                self.why = Some(event.words.vault);
            }
        }
        self.stands_after(event)
    }

    /// Where it stands after an event it has taken.
    fn stands_after(&self, event: &Event) -> Option<Standing> {
        let to = event.step()?.line()?.to;
        let ended = || {
            let mut agreements = self.minutes.iter().flat_map(|minutes| &minutes.agreements);
            let settled = agreements.all(|agreement| agreement.settled.is_some());
            settled && !self.chooses() && self.awaits.is_none()
        };
        Some(match to {
            [] => self.standing,
            [only] => *only,
            _ if ended() => Standing::Closed,
            _ => Standing::Following,
        })
    }

    fn invite(&mut self, invited: &[Invitee]) {
        for one in invited {
            let (n, name) = (next_number(&self.participants), one.name.vault);
            let (part, mark) = (one.part, one.mark.clone());
            self.participants.push(Participant { n, part, name, mark, present: None });
        }
    }

    fn came_as(&self, n: i64) -> Option<()> {
        self.participant(n)?.present.is_some().then_some(())
    }

    fn hears(&mut self, at: Moment, event: &Event) -> Option<()> {
        match event {
            Event::Stated(event) => {
                self.came_as(event.by)?;
                self.statements.push(Statement { by: event.by, words: event.words.vault, at });
            }
            Event::Proposed(event) => {
                self.came_as(event.by)?;
                let (n, by) = (next_number(&self.proposals), event.by);
                self.proposals.push(Proposal { n, by, words: event.words.vault, heads: None });
            }
            Event::Counted(event) => {
                let (approve, oppose) = (event.approve, event.oppose);
                let fits = approve >= 0 && oppose >= 0;
                let fits = fits && approve.saturating_add(oppose) <= self.came();
                let of = self.proposals.iter_mut().find(|one| one.n == event.proposal)?;
                fits.then(|| of.heads = Some((approve, oppose)))?;
            }
            Event::Called(_)
            | Event::Invited(_)
            | Event::Moved(_)
            | Event::Cancelled(_)
            | Event::SignedIn(_)
            | Event::Begun(_)
            | Event::TooFew(_)
            | Event::Written(_)
            | Event::Answered(_)
            | Event::Waited(_)
            | Event::SentBack(_)
            | Event::Published(_)
            | Event::Settled(_)
            | Event::Chosen(_)
            | Event::Whistled(_)
            | Event::Spared(_)
            | Event::Attached(_) => return None,
        }
        Some(())
    }

    fn is_written(&mut self, actor: &str, event: &Written) -> Option<()> {
        // An agreement means that something was agreed, and the other way round.
        let agreed = event.decision != Decision::Not;
        (agreed != event.agreements.is_empty() && self.came() > 0).then_some(())?;
        let mut agreements = Vec::new();
        for one in &event.agreements {
            self.participant(one.who)?;
            let (n, words) = (next_number(&agreements), one.words.vault);
            agreements.push(Agreement { n, words, who: one.who, due: one.due, settled: None });
        }
        let edition = self.minutes.as_ref().map_or(0, |minutes| minutes.edition) + 1;
        let (words, decision) = (event.words.vault, event.decision);
        let answers = Vec::new();
        self.minutes = Some(Minutes { edition, words, decision, agreements, answers });
        self.hands.extend(staff(actor));
        Some(())
    }

    fn is_answered(&mut self, at: Moment, actor: &str, event: &Answered) -> Option<()> {
        self.came_as(event.n)?;
        let (n, on_paper, by) = (event.n, event.on_paper, actor.to_owned());
        let minutes = self.minutes.as_mut()?;
        let objected = event.objection.is_some();
        minutes.answers.retain(|answer| answer.n != n);
        minutes.answers.push(Answer { n, at, objected, on_paper, by });
        let edition = minutes.edition;
        let objection = event.objection.as_ref().map(|kept| kept.vault);
        let objection = objection.map(|words| Objection { n, words, at, edition });
        self.objections.extend(objection);
        Some(())
    }

    fn settles(&mut self, event: &Settled) -> Option<()> {
        let agreements = self.minutes.iter_mut().flat_map(|minutes| &mut minutes.agreements);
        let mut open = agreements.filter(|one| one.settled.is_none());
        let one = open.find(|one| one.n == event.agreement)?;
        one.settled = Some((event.kept, event.words.vault));
        Some(())
    }
}
