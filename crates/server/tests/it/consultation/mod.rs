//! Consultations from the call to what was agreed, on both engines.

mod call;
mod confirm;
mod follow;
mod postpone;
mod review;
mod sign_in;
mod write;

use xianban_domain::consultation::{
    self, Agreed, Call, Consultation, Decision, Guest, Part, Reply, Write,
};
use xianban_domain::folded::Held;
use xianban_domain::office::Work;
use xianban_kernel::{Actor, Problem};
use xianban_testkit::office::{doing, staff};

use crate::appeals::{Town, greens, in_town};

/// Minutes after nine at which the meeting begins: the same evening at seven.
const EVENING: i64 = 600;

/// A phone that nobody has here yet.
const PHONE: &str = "13800006621";

/// A consultation of the town.
pub(super) type Round = Held<Consultation>;

pub(super) struct Room<'t> {
    town: &'t Town,
    worker: Actor,
    secretary: Actor,
}

impl<'t> Room<'t> {
    fn of(town: &'t Town) -> Self {
        let db = &town.office.db;
        let (worker, secretary) = (staff(db, GRID, "grid_worker"), staff(db, "cgss", "secretary"));
        Self { town, worker, secretary }
    }

    /// Somebody does something with it at the version it has now.
    fn does(
        &self,
        actor: &Actor,
        minutes: i64,
        no: &str,
        verb: impl Fn(&mut Work<'_, '_>, &str, i64) -> Result<Round, Problem> + Send + 'static,
    ) -> Result<Round, Problem> {
        let no = no.to_owned();
        self.town.does(actor, minutes, move |work| {
            let seen = consultation::by_no(work, &no)?.version;
            verb(work, &no, seen)
        })
    }

    /// The secretary calls: over the vegetables where the green was.
    fn called(&self) -> Round {
        self.calls(&self.secretary, |_| {}).unwrap()
    }

    fn calls(
        &self,
        actor: &Actor,
        change: impl Fn(&mut Call) + Send + 'static,
    ) -> Result<Round, Problem> {
        let filed =
            self.town.files(greens(xianban_domain::appeals::PlaceGiven::Known(self.town.estate())));
        let appeal = filed.unwrap().appeal.no;
        let time = doing(actor, EVENING).at;
        self.town.does(actor, 10, move |work| {
            let mut form = Call {
                unit: None,
                title: "楼前绿地怎么办".to_owned(),
                agenda: "种菜的地方怎样恢复绿化".to_owned(),
                time: Some(time),
                place: "社区二楼会议室".to_owned(),
                appeals: vec![appeal.clone()],
                invited: guests(),
            };
            change(&mut form);
            consultation::call(work, &form)
        })
    }

    /// Called, and three came.
    fn gathered(&self) -> Round {
        let no = self.called().no;
        for n in 1..=3 {
            let no = no.clone();
            let by_hand =
                move |work: &mut Work<'_, '_>| consultation::sign_in_by_hand(work, &no, n);
            self.town.does(&self.secretary, EVENING, by_hand).unwrap();
        }
        self.does(&self.secretary, EVENING + 1, &no, consultation::begin).unwrap()
    }

    /// Recorded and written, with one agreement or none.
    fn written(&self, decision: Decision) -> Round {
        let no = self.gathered().no;
        self.does(&self.secretary, EVENING + 60, &no, move |work, no, seen| {
            consultation::write(work, no, seen, &minutes(work, decision))
        })
        .unwrap()
    }

    fn answers(&self, no: &str, n: i64, reply: Reply) -> Result<Round, Problem> {
        let no = no.to_owned();
        self.town.does(&self.secretary, EVENING + 61, move |work| {
            consultation::answer_on_paper(work, &no, n, &reply)
        })
    }

    /// Everybody has answered, and the head of the street lets it be seen.
    fn published(&self, decision: Decision, public: bool) -> Round {
        let no = self.written(decision).no;
        for n in 1..=3 {
            self.answers(&no, n, Reply::Confirm).unwrap();
        }
        let head = self.head();
        self.does(&head, EVENING + 90, &no, move |work, no, seen| {
            consultation::publish(work, no, seen, public)
        })
        .unwrap()
    }

    fn head(&self) -> Actor {
        staff(&self.town.office.db, "zhonghan", "head")
    }

    fn code(&self, no: &str, n: i64) -> String {
        let no = no.to_owned();
        self.town
            .does(&self.secretary, 20, move |work| consultation::entrance_code(work, &no, n))
            .unwrap()
    }
}

/// The team of the first grid.
const GRID: &str = "cgss-g01";

fn guests() -> Vec<Guest> {
    let guest = |part, name: &str, phone: &str| Guest {
        part: Some(part),
        name: name.to_owned(),
        phone: phone.to_owned(),
        staff: None,
    };
    vec![
        guest(Part::Resident, "王秀兰", PHONE),
        guest(Part::EstateSecretary, "李建国", ""),
        guest(Part::Property, "赵经理", ""),
        guest(Part::PartyMember, "孙党员", ""),
    ]
}

fn minutes(work: &Work<'_, '_>, decision: Decision) -> Write {
    let due = Some(work.cx.at.plus_hours(240));
    let agreed = Agreed { words: "物业补种冬青".to_owned(), who: Some(3), due };
    let none = decision == Decision::Not;
    Write {
        words: "王秀兰说不能种菜；赵经理答应补种。".to_owned(),
        decision: Some(decision),
        agreements: if none { Vec::new() } else { vec![agreed] },
    }
}

/// Tells a story in the town, which still verifies at its end.
fn in_room(story: impl Fn(&Room<'_>)) {
    in_town(|town| {
        story(&Room::of(town));
        assert!(town.verifies());
    });
}

fn refused(problem: &Problem) -> &'static str {
    let Problem::Refused { code, .. } = problem else { panic!("{problem:?}") };
    code
}
