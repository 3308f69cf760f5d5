//! Handling in depth: what assessment, plan, disputes over orders, task slips, stopped clocks, lists,
//! appointments and escalations add to an appeal.
//!
//! Each noun has a file; [`Casework`] holds them all and is stored as one column. Their events are in
//! [`super::event`], the way an appeal takes them in [`super::fold`], the duties that come of them in
//! [`mod@super::duties`].

pub(crate) mod asks;
pub(crate) mod assessment;
pub(crate) mod consult;
pub(crate) mod counting;
pub(crate) mod course;
pub(crate) mod disputes;
pub(crate) mod escalation;
pub(crate) mod floor;
pub(crate) mod meetings;
pub(crate) mod plans;
pub(crate) mod pools;
pub(crate) mod registers;
pub(crate) mod slips;
pub(crate) mod special;
pub(crate) mod stops;
pub(crate) mod supervisions;
pub(crate) mod taken;
pub(crate) mod used;
pub(crate) mod visits;
pub(crate) mod whistles;

pub use used::Used;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, Moment, StaffId};

use super::casework::asks::Ask;
use super::casework::assessment::Assessment;
use super::casework::consult::Consult;
use super::casework::counting::Objection;
use super::casework::course::Course;
use super::casework::disputes::Dispute;
use super::casework::escalation::Escalation;
use super::casework::floor::Floor;
use super::casework::meetings::Listing;
use super::casework::plans::Plan;
use super::casework::pools::EmptyPool;
use super::casework::slips::Slip;
use super::casework::special::Special;
use super::casework::stops::{Extension, Stop};
use super::casework::supervisions::Supervision;
use super::casework::taken::Taken;
use super::casework::visits::Visit;
use super::casework::whistles::OfWhistle;
use crate::organisation::AtUnit;

/// What handling in depth adds to an appeal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Casework {
    /// What the last assessment settled besides list, matter and lead.
    pub assessment: Assessment,
    /// When it took the steps that figures count.
    #[serde(skip_serializing_if = "Course::is_nothing")]
    pub course: Course,
    /// Plans of all rounds, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
    /// What was asked of a superior, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// Orders that a unit returned, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// The colleague an order is given to inside its unit, by order.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub named: BTreeMap<i64, StaffId>,
    /// The body outside that an order stands for (vault number), by order.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub bodies: BTreeMap<i64, i64>,
    /// Task slips of all rounds, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slips: Vec<Slip>,
    /// Stretches for which the handling clock stands, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Stop>,
    /// Longer limits that were granted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// After a change of lane or limit nothing is due before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Moment>,
    /// After a change of the rules, what was owed before is not due before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Floor>,
    /// The special channel, once taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// Orders that whistles own, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whistles: Vec<OfWhistle>,
    /// Home visits, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    /// Consultations of experts, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consults: Vec<Consult>,
    /// The public or inner lists it is on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listings: Vec<Listing>,
    /// Overdue duties brought before superiors, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// What superiors urged (督办), oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supervisions: Vec<Supervision>,
    /// Objections to how it is counted, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counting: Vec<Objection>,
    /// Nobody is left who may review or ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty_pool: Option<EmptyPool>,
    /// Who asks the applicant how it went, while that is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
    /// Units that may read it without a part in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<AtUnit>,
    /// Appeals split from it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<DossierId>,
    /// When the applicant last added facts, or a new round began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_facts: Option<Moment>,
    /// Numbers that moves since taken back had used.
    #[serde(skip_serializing_if = "Used::is_nothing")]
    pub used: Used,
    /// Until when a refusal may be objected to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_until: Option<Moment>,
    /// Whether it was looked at again one level up after a refusal; that is possible once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reconsidered: bool,
    /// The last rating, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<i64>,
    /// Who took the last rating down, when the applicant did not write it himself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// Who took down a rating that the applicant disowned, as the trail marks people; he asks no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disowned: Option<String>,
}
