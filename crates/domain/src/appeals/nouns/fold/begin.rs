use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Moment};

use crate::appeals::nouns::appeal::{Appeal, Hand, Words};
use crate::appeals::nouns::call::Urges;
use crate::appeals::nouns::casework::Casework;
use crate::appeals::nouns::event::{Accepted, Folds, Imported, Submitted, While, Withdrawn};
use crate::appeals::nouns::filing::Filing;
use crate::appeals::nouns::state::{Closing, Origin, Standing, State};
use crate::rules::{HandleClass, Under};

impl Appeal {
    /// A new appeal, from its first event, done by `actor` (as the trail marks people).
    pub fn begin(district: i64, id: DossierId, at: Moment, actor: &str, event: &Submitted) -> Self {
        // Staff who wrote it down find it again; it bars them from nothing.
        let staff = actor.starts_with("staff:");
        let filed = staff.then(|| (actor.to_owned(), BTreeSet::from([Hand::Filed])));
        Self {
            district,
            id,
            no: event.no.clone(),
            query: event.query.clone(),
            kind: event.kind,
            origin: event.origin,
            rules: Under::since(event.rules),
            applicant: event.applicant.clone(),
            place: event.place,
            receiver: event.receiver,
            assessor: event.receiver,
            office: event.office,
            list: None,
            matter: None,
            tile: event.tile.clone(),
            lane: event.lane,
            class: UNASSESSED,
            round: 1,
            public: event.public,
            filing: Filing {
                minor: event.minor,
                parent: event.parent,
                beside: event.beside.as_ref().map(|kept| kept.vault),
            },
            words: Words {
                title: event.title.vault,
                text: event.text.vault,
                where_said: event.where_said.as_ref().map(|kept| kept.vault),
                contact: event.contact.as_ref().map(|kept| kept.vault),
            },
            state: State::Submitted,
            since: at,
            filed_at: at,
            version: 1,
            cards: Vec::new(),
            urges: Urges::default(),
            call: None,
            orders: Vec::new(),
            casework: Casework::default(),
            hands: filed.into_iter().collect(),
        }
    }
}

/// The class an appeal has until somebody assesses it.
pub(crate) const UNASSESSED: HandleClass = HandleClass::General;

impl Folds for Submitted {
    const WHILE: While = While::In(&[]);

    /// An appeal begins with it, and only once.
    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        None
    }
}

impl Folds for Imported {
    const WHILE: While = While::In(&[Standing::Submitted]);

    /// Right after its filing: closed with the reply it had elsewhere, or owed from now on.
    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if appeal.origin != Origin::OtherPlatform || appeal.version != 1 {
            return None;
        }
        match &self.reply {
            Some(reply) => {
                appeal.close(now, Closing { reply: reply.vault, grade: None, rework_until: now });
            }
            None => appeal.enter(now, State::Submitted),
        }
        Some(())
    }
}

impl Folds for Accepted {
    const WHILE: While = While::In(&[Standing::Submitted]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.place = self.place;
        appeal.receiver = self.receiver;
        appeal.assessor = self.assessor.unwrap_or(self.receiver);
        appeal.casework.course.accepted.get_or_insert(now);
        appeal.enter(now, State::Assessing);
        Some(())
    }
}

impl Folds for Withdrawn {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.leave_work(now);
        appeal.end_orders();
        appeal.enter(now, State::Withdrawn);
        Some(())
    }
}
