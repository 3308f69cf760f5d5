use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, PlaceId};

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::order::{Order, Progress};
use super::super::state::State;
use super::Casework;
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
    state: State,
    since: Moment,
    place: Option<PlaceId>,
    receiver: AtUnit,
    assessor: AtUnit,
    list: Option<String>,
    matter: Option<String>,
    lane: Lane,
    class: HandleClass,
    round: i64,
    orders: Vec<Order>,
    casework: Casework,
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

impl Appeal {
    /// Back to what it was. An order sent since then stays in the books as ended: its number is used.
    pub(super) fn undo(&mut self, event: &Undone) {
        let back = (*event.back).clone();
        let sent_since = self.orders.split_off(back.orders.len().min(self.orders.len()));
        self.orders = back.orders;
        self.orders.extend(sent_since.into_iter().map(|mut order| {
            order.progress = Progress::Ended;
            order
        }));
        self.state = back.state;
        self.since = back.since;
        self.place = back.place;
        (self.receiver, self.assessor) = (back.receiver, back.assessor);
        (self.list, self.matter) = (back.list, back.matter);
        (self.lane, self.class, self.round) = (back.lane, back.class, back.round);
        self.casework = back.casework;
    }
}
