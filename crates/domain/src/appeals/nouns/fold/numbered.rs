use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::{
    Used, asks::Ask, consult::Consult, counting::Objection, disputes::Dispute,
    escalation::Escalation, plans::Plan, slips::Slip, supervisions::Supervision, visits::Visit,
};
use crate::appeals::nouns::order::Order;

/// A row of an appeal that people and later events name by its number.
pub(crate) trait Numbered {
    /// Its number, from 1.
    fn number(&self) -> i64;
}

macro_rules! numbered {
    ($($row:ty),+) => {
        $(impl Numbered for $row {
            fn number(&self) -> i64 {
                self.n
            }
        })+
    };
}

numbered!(Order, Plan, Ask, Dispute, Slip, Visit, Consult, Escalation, Supervision, Objection);

/// The number of the next row of a list: behind the last one, and behind those that moves since taken
/// back had used.
pub(crate) fn following<T: Numbered>(list: &[T], used: i64) -> i64 {
    last(list, used).saturating_add(1)
}

/// The row with number `n`.
pub(crate) fn at<T: Numbered>(list: &mut [T], n: i64) -> Option<&mut T> {
    list.iter_mut().find(|row| row.number() == n)
}

fn last<T: Numbered>(list: &[T], used: i64) -> i64 {
    list.last().map_or(0, Numbered::number).max(used)
}

impl Used {
    /// The highest number of each list up to now.
    pub(crate) fn up_to(appeal: &Appeal) -> Self {
        let (casework, used) = (&appeal.casework, &appeal.casework.used);
        Self {
            orders: last(&appeal.orders, used.orders),
            plans: last(&casework.plans, used.plans),
            asks: last(&casework.asks, used.asks),
            disputes: last(&casework.disputes, used.disputes),
            slips: last(&casework.slips, used.slips),
            visits: last(&casework.visits, used.visits),
            consults: last(&casework.consults, used.consults),
            escalations: last(&casework.escalations, used.escalations),
            supervisions: last(&casework.supervisions, used.supervisions),
        }
    }
}
