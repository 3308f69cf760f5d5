//! Handling in depth, by the persons who do it, on both engines.

mod answer_supervision;
mod ask_to_look;
mod attend;
mod check_slip;
mod conclude;
mod consult;
mod contact;
mod disown;
mod do_slip;
mod extend;
mod follow_up;
pub(crate) mod histories;
mod hold;
mod issue_slip;
mod list;
mod object_count;
mod offer_visit;
mod pause;
mod plan;
mod reassign;
mod recuse;
mod relane;
mod return_order;
mod rule;
mod rule_count;
mod rules;
mod seats;
mod specialise;
mod split;
mod supervise;
mod terminate;
mod transfer;
mod undo;

use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{self, Appeal, PlanForm};
use xianban_domain::ledger::{Note, Subject, What, keep};
use xianban_domain::organisation::unit_by_code;
use xianban_domain::seats::settle;
use xianban_kernel::{Actor, Moment, UnitId};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, doing, staff};

use super::Town;

impl Town {
    pub(crate) fn person(&self, unit: &'static str, role: &'static str) -> Actor {
        staff(&self.office.db, unit, role)
    }

    /// The same with a row for the post, as somebody who can be named needs.
    pub(crate) fn hired(&self, unit: &'static str, role: &'static str) -> Actor {
        let actor = self.person(unit, role);
        let staff = actor.staff().expect("staff").clone();
        let wrote = self.does(&Actor::System, 0, move |work| {
            let post = &staff.posts[0];
            work.tx.execute(
                "insert into staff
                   (district, id, username, name, password_hash, must_change, created_at)
                 values ($1, $2, $3, $4, '', $5, 0)",
                params![work.tx.district(), staff.id, format!("n{}", staff.id), &*staff.name, false],
            )?;
            let wrote = work.tx.execute(
                "insert into post (district, staff, unit, role, from_at) values ($1, $2, $3, $4, 0)",
                params![work.tx.district(), staff.id, post.unit, post.role],
            )?;
            let subject = Subject::staff(&format!("n{}", staff.id));
            let name = staff.name.to_string();
            keep(work, &Note { subject, what: What::Added, name, fields: Vec::new() })?;
            settle(work)?;
            Ok(wrote)
        });
        assert_eq!(wrote.unwrap(), 1);
        actor
    }

    pub(crate) fn unit(&self, code: &'static str) -> UnitId {
        let found = self.does(&Actor::System, 0, move |work| unit_by_code(work.tx, LAOSHAN, code));
        found.unwrap().expect("the demo has this unit").id
    }

    /// Some minutes after nine.
    pub(crate) fn at(&self, minutes: i64) -> Moment {
        doing(&self.clerk, minutes).at
    }

    fn kinds(&self, appeal: &Appeal) -> Vec<&'static str> {
        let set = self.office.rules_of(appeal.rules).unwrap();
        appeals::duties(appeal, &set).iter().map(|duty| duty.kind.code()).collect()
    }
}

fn a_plan(limit: Moment) -> PlanForm {
    PlanForm {
        nature: "占绿种菜".to_owned(),
        responsibility: "城管中队牵头".to_owned(),
        limit,
        procedure: "劝导、清理、补种".to_owned(),
        goal: "绿地恢复".to_owned(),
    }
}

pub(crate) fn due(town: &Town, appeal: &Appeal, kind: DutyKind) -> Moment {
    let set = town.office.rules_of(appeal.rules).unwrap();
    let owed = appeals::duties(appeal, &set);
    owed.iter().find(|duty| duty.kind == kind).expect("it is owed").due.at
}

fn day(moment: Moment) -> String {
    moment.civil().strftime("%m-%d %H:%M").to_string()
}
