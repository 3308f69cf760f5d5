use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::{at, following};
use crate::trail::Kept;

/// Experts are asked (专家会诊); each sees masked facts only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consult {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// Who asks, and sums up.
    pub by: AtUnit,
    /// The facts and the question as experts read them, in the vault.
    pub question: i64,
    /// Since when.
    pub since: Moment,
    /// By when opinions are wanted.
    pub until: Moment,
    /// Those asked: numbers of the expert pool.
    pub experts: Vec<i64>,
    /// Those who answered.
    pub opinions: Vec<i64>,
    /// Whether it was summed up.
    pub ended: bool,
}

/// Experts were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultOpened {
    /// Who asks.
    pub by: AtUnit,
    /// The facts and the question, without identity.
    pub question: Kept,
    /// By when opinions are wanted.
    pub until: Moment,
    /// Those asked.
    pub experts: Vec<i64>,
}

/// An expert answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opined {
    /// The consultation.
    pub consult: i64,
    /// The expert.
    pub expert: i64,
    /// His name, which signs the opinion when he has left the pool too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Kept>,
    /// The opinion.
    pub words: Kept,
}

/// The opinions were summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultEnded {
    /// The consultation.
    pub consult: i64,
    /// The conclusion that goes into the case.
    pub words: Kept,
}

impl Appeal {
    pub(super) fn open_consult(&mut self, now: Moment, event: &ConsultOpened) -> Option<()> {
        if event.experts.is_empty() || !self.state.is_open() {
            return None;
        }
        self.casework.consults.push(Consult {
            n: following(&self.casework.consults),
            by: event.by,
            question: event.question.vault,
            since: now,
            until: event.until,
            experts: event.experts.clone(),
            opinions: Vec::new(),
            ended: false,
        });
        Some(())
    }

    pub(super) fn opine(&mut self, event: &Opined) -> Option<()> {
        let consult = at(&mut self.casework.consults, event.consult)?;
        let asked = consult.experts.contains(&event.expert);
        if consult.ended || !asked || consult.opinions.contains(&event.expert) {
            return None;
        }
        consult.opinions.push(event.expert);
        Some(())
    }

    pub(super) fn end_consult(&mut self, event: &ConsultEnded) -> Option<()> {
        let consult = at(&mut self.casework.consults, event.consult);
        consult.filter(|consult| !consult.ended)?.ended = true;
        Some(())
    }
}
