//! Whistles from the draft to the judgement, on both engines: the article's greens.

mod answer;
mod arrive;
mod blow;
mod call;
mod close;
mod draft;
mod judge;
mod recall;
mod report;
mod rule;
mod sheet;
mod wake;

use xianban_domain::appeals::{Appeal, PlaceGiven, PlanForm, answer_ask, plan};
use xianban_domain::files::Claim;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Called, Draft, Held};
use xianban_kernel::{Actor, Problem};
use xianban_testkit::office::{doing, staff};

use crate::appeals::{Town, greens, in_town};

/// Who takes part.
struct People {
    secretary: Actor,
    /// The street's head: the level above.
    street: Actor,
    /// City management, called.
    city: Actor,
    /// A company, called.
    company: Actor,
}

impl People {
    fn of(town: &Town) -> Self {
        let db = &town.office.db;
        Self {
            secretary: staff(db, "cgss", "secretary"),
            street: staff(db, "zhonghan", "head"),
            city: staff(db, "zh_city", "handler"),
            company: staff(db, "haiyue", "handler"),
        }
    }
}

/// Why city management is not first asked by its own duty list.
const REASON: &str = "几个小区一起恢复，需要城管和物业一同到场。";

impl Town {
    /// Greens grown over, led by the community itself.
    fn led_by_the_community(&self) -> Appeal {
        let filed = self.files(greens(PlaceGiven::Known(self.estate()))).unwrap().appeal;
        self.accepts(&filed.no, filed.version).unwrap();
        self.assesses(&filed.no, "cgss", "先由社区牵头劝导。").unwrap()
    }

    /// The community's own plan for it, to which the secretary agrees.
    fn plans_at_home(&self, handler: &Actor, secretary: &Actor, no: &str) {
        let limit = doing(handler, 14 * 24 * 60).at;
        self.moves(handler, 62, no, move |work, no, seen| {
            let form = PlanForm {
                nature: "占用公共绿地种菜".to_owned(),
                responsibility: "社区牵头，城管和物业来办".to_owned(),
                limit,
                procedure: "劝导、清理、补种".to_owned(),
                goal: "绿地恢复".to_owned(),
            };
            plan(work, no, seen, &form)
        })
        .unwrap();
        self.moves(secretary, 63, no, |work, no, seen| answer_ask(work, no, seen, 1, "")).unwrap();
    }

    pub(crate) fn bundle(&self, appeals: &[&str]) -> Draft {
        let called = |code| Called {
            unit: Some(self.unit(code)),
            asked: String::new(),
            reason: REASON.to_owned(),
        };
        Draft {
            title: "三个小区绿地被占种菜".to_owned(),
            text: "社区劝过三次，没有强制清理的权力，请来清理、补种。".to_owned(),
            appeals: appeals.iter().map(|no| (*no).to_owned()).collect(),
            called: vec![called("zh_city"), called("haiyue")],
            minutes: 120,
        }
    }

    /// Somebody makes a move on a whistle, at the version it has now.
    fn on_whistle(
        &self,
        actor: &Actor,
        minutes: i64,
        no: &str,
        verb: impl Fn(&mut Work<'_, '_>, &str, i64) -> Result<Held, Problem> + Send + 'static,
    ) -> Result<Held, Problem> {
        let no = no.to_owned();
        self.does(actor, minutes, move |work| {
            let seen = whistle::by_no(work, &no)?.version;
            verb(work, &no, seen)
        })
    }

    /// Drafted by the clerk over two appeals and blown by the secretary.
    fn blows(&self, people: &People) -> (Held, Vec<Appeal>) {
        let appeals = vec![self.led_by_the_community(), self.led_by_the_community()];
        let numbers: Vec<&str> = appeals.iter().map(|appeal| appeal.no.as_str()).collect();
        let form = self.bundle(&numbers);
        let held = self.does(&self.clerk, 60, move |work| whistle::draft(work, &form)).unwrap();
        let held = self.on_whistle(&people.secretary, 61, &held.no, whistle::blow).unwrap();
        (held, appeals)
    }

    /// Both come, are there, and say what they did.
    fn reports(&self, people: &People, no: &str) -> Held {
        let both = [(1, &people.city), (2, &people.company)];
        for (n, who) in both {
            self.on_whistle(who, 70, no, move |work, no, seen| {
                whistle::respond(work, no, seen, (n, "刘队带两个人来。"))
            })
            .unwrap();
            self.on_whistle(who, 100, no, move |work, no, seen| {
                whistle::arrive(work, no, seen, (n, ""))
            })
            .unwrap();
            self.on_whistle(&self.clerk, 101, no, move |work, no, seen| {
                whistle::confirm(work, no, seen, (n, true, ""))
            })
            .unwrap();
        }
        let mut held = None;
        for (n, who) in both {
            let done = self.on_whistle(who, 200, no, move |work, no, seen| {
                let claim = Claim { ids: Vec::new(), by: Vec::new() };
                whistle::report(work, no, seen, (n, "菜地清完，补种冬青四十株。", &claim))
            });
            held = Some(done.unwrap());
        }
        held.unwrap()
    }
}

/// A story with these people, on each engine.
fn on_the_street(story: impl Fn(&Town, &People)) {
    in_town(|town| story(town, &People::of(town)));
}
