use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, PlaceId};

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::Casework;
use crate::appeals::nouns::order::Order;
use crate::appeals::nouns::state::State;
use crate::organisation::AtUnit;
use crate::rules::{HandleClass, Lane};

/// A move taken back by whoever made it, before anybody was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Place in the trail of the move.
    pub seq: i64,
    /// The appeal as it was before.
    pub back: Box<Snapshot>,
}

/// What a move can change of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub(crate) state: State,
    pub(crate) since: Moment,
    pub(crate) place: Option<PlaceId>,
    pub(crate) receiver: AtUnit,
    pub(crate) assessor: AtUnit,
    pub(crate) list: Option<String>,
    pub(crate) matter: Option<String>,
    pub(crate) lane: Lane,
    pub(crate) class: HandleClass,
    pub(crate) round: i64,
    pub(crate) orders: Vec<Order>,
    pub(crate) casework: Casework,
}

impl Snapshot {
    /// The appeal as it is.
    pub fn of(appeal: &Appeal) -> Self {
        let Appeal { state, since, place, receiver, assessor, list, matter, .. } = appeal.clone();
        let Appeal { lane, class, round, orders, casework, .. } = appeal.clone();
        Self {
            state,
            since,
            place,
            receiver,
            assessor,
            list,
            matter,
            lane,
            class,
            round,
            orders,
            casework,
        }
    }
}
