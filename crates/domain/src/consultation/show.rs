use std::collections::BTreeMap;
use std::fmt::Write as _;

use xianban_kernel::{Moment, Problem};

use super::agenda::{Part, Presence};
use super::minutes::{Agreement, Decision, NOT_A_VOTE, Next, Objection, Proposal};
use super::noun::Consultation;
use super::permitted::by_no;
use crate::dossier;
use crate::folded::{self, Held};
use crate::office::Work;
use crate::organisation::UnitNames;

/// What somebody has said of the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// They are right.
    Confirmed,
    /// They are not.
    Objected,
    /// Nothing, which is no consent.
    Unanswered,
    /// He was not asked: he did not come, or there are none yet.
    NotAsked,
}

impl Silence {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "已确认",
            Self::Objected => "有异议",
            Self::Unanswered => "未回复",
            Self::NotAsked => "",
        }
    }

    /// What this participant has said.
    pub(super) fn of(of: &Consultation, n: i64) -> Self {
        let came = of.present().any(|one| one.n == n);
        let Some(minutes) = of.minutes.as_ref().filter(|_| came) else { return Self::NotAsked };
        match minutes.answer_of(n) {
            None => Self::Unanswered,
            Some(answer) if answer.objected => Self::Objected,
            Some(_) => Self::Confirmed,
        }
    }
}

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// His number.
    pub n: i64,
    /// As what.
    pub part: Part,
    /// His name.
    pub name: String,
    /// Whether he is reached here: he has an account or a phone.
    pub reached: bool,
    /// Whether he came.
    pub present: Option<Presence>,
    /// What he has said of the minutes.
    pub answer: Silence,
}

/// Words of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Who.
    pub by: i64,
    /// What.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// The minutes with their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDown {
    /// How often they were written.
    pub edition: i64,
    /// The minutes.
    pub words: String,
    /// What came of it.
    pub decision: Decision,
    /// What was agreed, in words, and how it ended.
    pub agreements: Vec<(Agreement, String, Option<String>)>,
}

/// A consultation as staff who may read it see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Which.
    pub held: Held<Consultation>,
    /// Who called it.
    pub unit: String,
    /// Its title.
    pub title: String,
    /// What is to be talked about.
    pub agenda: String,
    /// Where.
    pub place: String,
    /// Numbers of the appeals it is about.
    pub about: Vec<String>,
    /// Who was invited.
    pub people: Vec<Person>,
    /// What was said.
    pub statements: Vec<Heard>,
    /// What was proposed; heads are [`NOT_A_VOTE`].
    pub proposals: Vec<(Proposal, String)>,
    /// The minutes.
    pub minutes: Option<WrittenDown>,
    /// What is held against them.
    pub objections: Vec<(Objection, String)>,
    /// Why it was moved, cancelled, or its minutes were sent back.
    pub why: Option<String>,
    /// What follows where people did not agree, and why.
    pub next: Option<(Next, String)>,
}

/// Words of a vault, by number; what was erased says so.
pub(super) struct Read(BTreeMap<i64, String>);

impl Read {
    pub(super) fn of(work: &mut Work<'_, '_>, held: &Held<Consultation>) -> Result<Self, Problem> {
        let mut wanted = vec![held.meeting.title, held.meeting.agenda, held.meeting.place];
        wanted.extend(held.participants.iter().map(|one| one.name));
        wanted.extend(held.statements.iter().map(|one| one.words));
        wanted.extend(held.proposals.iter().map(|one| one.words));
        wanted.extend(held.objections.iter().map(|one| one.words));
        wanted.extend(held.why.into_iter().chain(held.next.map(|(_, words)| words)));
        if let Some(minutes) = &held.minutes {
            wanted.push(minutes.words);
            let settled = |one: &Agreement| one.settled.map(|(_, words)| words);
            wanted.extend(minutes.agreements.iter().map(|one| one.words));
            wanted.extend(minutes.agreements.iter().filter_map(settled));
        }
        Ok(Self(folded::words(work, held, &wanted)?))
    }

    pub(super) fn words(&self, n: i64) -> String {
        self.0.get(&n).cloned().unwrap_or_else(|| "内容已删除".to_owned())
    }

    pub(super) fn minutes(&self, of: &Consultation) -> Option<WrittenDown> {
        let minutes = of.minutes.as_ref()?;
        let agreement = |one: &Agreement| {
            (*one, self.words(one.words), one.settled.map(|(_, words)| self.words(words)))
        };
        Some(WrittenDown {
            edition: minutes.edition,
            words: self.words(minutes.words),
            decision: minutes.decision,
            agreements: minutes.agreements.iter().map(agreement).collect(),
        })
    }

    pub(super) fn people(&self, of: &Consultation) -> Vec<Person> {
        let person = |one: &super::agenda::Participant| Person {
            n: one.n,
            part: one.part,
            name: self.words(one.name),
            reached: one.mark.is_some(),
            present: one.present.clone(),
            answer: Silence::of(of, one.n),
        };
        of.participants.iter().map(person).collect()
    }
}

/// What is written in a consultation that the actor has open.
pub fn seen(work: &mut Work<'_, '_>, held: Held<Consultation>) -> Result<Seen, Problem> {
    let read = Read::of(work, &held)?;
    let mut about = Vec::new();
    for id in &held.about {
        about.extend(dossier::find(work.tx, *id)?.map(|dossier| dossier.no));
    }
    let heard = held.statements.iter();
    let heard = heard.map(|one| Heard { by: one.by, words: read.words(one.words), at: one.at });
    Ok(Seen {
        unit: UnitNames::default().name(work.tx, held.unit.unit)?,
        title: read.words(held.meeting.title),
        agenda: read.words(held.meeting.agenda),
        place: read.words(held.meeting.place),
        about,
        people: read.people(&held),
        statements: heard.collect(),
        proposals: held.proposals.iter().map(|one| (*one, read.words(one.words))).collect(),
        minutes: read.minutes(&held),
        objections: held.objections.iter().map(|one| (*one, read.words(one.words))).collect(),
        why: held.why.map(|why| read.words(why)),
        next: held.next.map(|(next, words)| (next, read.words(words))),
        held,
    })
}

/// Minutes put together from the record, for the form in which they are written; after they were sent
/// back, as they were last written.
pub fn draft(work: &mut Work<'_, '_>, no: &str) -> Result<String, Problem> {
    let held = by_no(work, no)?;
    let seen = seen(work, held)?;
    if let Some(minutes) = seen.minutes {
        return Ok(minutes.words);
    }
    Ok(composed(&seen))
}

fn composed(seen: &Seen) -> String {
    let who = |n: i64| {
        let one = seen.people.iter().find(|one| one.n == n);
        one.map_or_else(String::new, |one| format!("{}（{}）", one.name, one.part.name()))
    };
    let came: Vec<_> = seen.held.present().map(|one| who(one.n)).collect();
    let mut text = format!("时间：{}\n地点：{}\n", seen.held.meeting.time.said(), seen.place);
    let _ = writeln!(text, "到会 {} 人：{}", came.len(), came.join("、"));
    let _ = writeln!(text, "议题：{}", seen.agenda);
    for one in &seen.statements {
        let _ = writeln!(text, "{}：{}", who(one.by), one.words);
    }
    for (proposal, words) in &seen.proposals {
        let _ = write!(text, "方案 {}（{} 提）：{words}", proposal.n, who(proposal.by));
        if let Some((approve, oppose)) = proposal.heads {
            let _ = write!(text, "。赞成 {approve} 人，反对 {oppose} 人（{NOT_A_VOTE}）");
        }
        text.push('\n');
    }
    text
}
