//! Handling in depth, by the persons who do it, on both engines.

mod asking;
mod clocks;
mod disown;
mod ends;
mod histories;
mod minors;
mod people;
mod relay;
mod returns;
mod rules;
mod seats;
mod slips;

use xianban_domain::appeals::{self, Appeal, PlanForm};
use xianban_domain::organisation::unit_by_code;
use xianban_domain::seats::settle;
use xianban_kernel::{Actor, Moment, UnitId};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, doing, staff};

use super::{PlaceGiven, Town, greens, in_town};

impl Town {
    fn person(&self, unit: &'static str, role: &'static str) -> Actor {
        staff(&self.office.db, unit, role)
    }

    /// The same with a row for the post, as somebody who can be named needs.
    fn hired(&self, unit: &'static str, role: &'static str) -> Actor {
        let actor = self.person(unit, role);
        let staff = actor.staff().expect("staff").clone();
        let wrote = self.does(&Actor::System, 0, move |work| {
            let post = &staff.posts[0];
            work.tx.execute(
                "insert into staff
                   (district, id, username, name, password_hash, failed, must_change, created_at)
                 values ($1, $2, $3, $4, '', 0, $5, 0)",
                params![work.tx.district(), staff.id, format!("n{}", staff.id), &*staff.name, false],
            )?;
            let wrote = work.tx.execute(
                "insert into post (district, staff, unit, role, from_at) values ($1, $2, $3, $4, 0)",
                params![work.tx.district(), staff.id, post.unit, post.role],
            )?;
            settle(work)?;
            Ok(wrote)
        });
        assert_eq!(wrote.unwrap(), 1);
        actor
    }

    fn unit(&self, code: &'static str) -> UnitId {
        let found = self.does(&Actor::System, 0, move |work| unit_by_code(work.tx, LAOSHAN, code));
        found.unwrap().expect("the demo has this unit").id
    }

    /// Some minutes after nine.
    fn at(&self, minutes: i64) -> Moment {
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

#[test]
fn a_hard_matter_waits_for_a_plan_that_somebody_else_agrees_to() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let no = filed.no;
        town.accepts(&no, filed.version).unwrap();
        let assessed = town.assesses(&no, "zh_city", "").unwrap();
        assert_eq!(assessed.state.standing().code(), "planning");
        assert!(
            town.kinds(&assessed).contains(&"plan") && !town.kinds(&assessed).contains(&"handle")
        );
        let limit = town.at(9 * 24 * 60);
        let planned = town
            .moves(&town.gardeners, 41, &no, move |work, no, seen| {
                appeals::plan(work, no, seen, &a_plan(limit))
            })
            .unwrap();
        assert!(town.kinds(&planned).contains(&"approve"));
        let own = town.moves(&town.gardeners, 42, &no, |work, no, seen| {
            appeals::answer_ask(work, no, seen, 1, "")
        });
        assert_eq!(own.unwrap_err().code(), "not_your_move");
        let head = town.person("zh_city", "head");
        let refused = town
            .moves(&head, 43, &no, |work, no, seen| {
                appeals::refuse_ask(work, no, seen, 1, "补种的时间要写清楚。")
            })
            .unwrap();
        assert!(town.kinds(&refused).contains(&"plan"));
        // What the head writes himself goes one level up.
        let again = town
            .moves(&head, 44, &no, move |work, no, seen| {
                appeals::plan(work, no, seen, &a_plan(limit))
            })
            .unwrap();
        let asked = again.asked().next().expect("it waits").approver.unit;
        assert_eq!(asked, town.unit("zhonghan"));
        let street = town.person("zhonghan", "head");
        let begun = town
            .moves(&street, 45, &no, |work, no, seen| {
                appeals::answer_ask(work, no, seen, 2, "同意")
            })
            .unwrap();
        assert_eq!(begun.state.standing().code(), "handling");
        assert_eq!(begun.plan().map(|plan| plan.n), Some(2));
        assert!(town.verifies());
    });
}
