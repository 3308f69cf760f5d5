//! Appeals from filing on, on both engines.

mod accept;
mod answer;
mod assess;
mod call;
pub(crate) mod casework;
mod decline;
mod dispatch;
mod erase;
mod export;
mod import;
mod note;
mod offer;
pub(crate) mod photos;
mod publish;
mod rate;
mod release;
mod rework;
mod see_applicant;
mod send_back;
mod submit;
mod supplement;
mod sweep;
pub(crate) mod trail;
mod tampering;
mod urge;
mod verify;
mod windows;
mod withdraw;

use tokio::runtime::{Builder, Runtime};
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{
    self, Appeal, Assess, Contact, Filed, PlaceGiven, PlanForm, Rating, Seen, Submit, answer_ask,
    plan,
};
use xianban_domain::notice;
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{PlacePath, place_by_path, unit_by_code};
use xianban_domain::rules::{AppealKind, Lane};
use xianban_kernel::{Actor, PageSize, PersonId, PlaceId, Problem};
use xianban_store::Db;
use xianban_testkit::office::{LAOSHAN, demo_office, doing, staff};

/// The demo's community.
const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

/// The unit of that community.
const COMMUNITY_UNIT: &str = "cgss";

/// The demo district with the people of these tests.
pub(crate) struct Town {
    pub(crate) office: Office,
    pub(crate) resident: Actor,
    pub(crate) clerk: Actor,
    pub(crate) gardeners: Actor,
    pub(crate) reviewer: Actor,
    caller: Actor,
    runtime: Runtime,
}

/// Runs a story in the demo district, on each engine.
pub(crate) fn in_town(story: impl Fn(&Town)) {
    xianban_testkit::in_the_demo(|db| story(&Town::laid_on(db)));
}

impl Town {
    pub(crate) fn laid_on(db: &Db) -> Self {
        Self {
            office: demo_office(db),
            resident: Actor::Resident(PersonId::new(7)),
            clerk: staff(db, COMMUNITY_UNIT, "clerk"),
            gardeners: staff(db, "zh_city", "handler"),
            reviewer: staff(db, "platform", "reviewer"),
            caller: staff(db, "platform", "follow_up"),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
        }
    }

    /// Somebody does something, `minutes` after nine.
    pub(crate) fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        minutes: i64,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (office, cx) = (self.office.clone(), doing(actor, minutes));
        let seed = cx.seed;
        self.office.db.write_blocking(seed, move |tx| verb(&mut Work::new(tx, &cx, &office)))
    }

    /// Waits for work that is async because it goes through several transactions.
    pub(crate) fn waits<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    pub(crate) fn files(&self, form: Submit) -> Result<Filed, Problem> {
        self.does(&self.resident, 0, move |work| appeals::submit(work, &form))
    }

    pub(crate) fn accepts(&self, no: &str, seen: i64) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&self.clerk, 30, move |work| {
            appeals::accept(work, &no, Seen(seen), &appeals::Accept::default())
        })
    }

    /// Somebody moves an appeal on, at the version it has now.
    pub(crate) fn moves(
        &self,
        actor: &Actor,
        minutes: i64,
        no: &str,
        verb: impl Fn(&mut Work<'_, '_>, &str, Seen) -> Result<Appeal, Problem> + Send + 'static,
    ) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(actor, minutes, move |work| {
            let seen = Seen(appeals::by_no(work, &no)?.version);
            verb(work, &no, seen)
        })
    }

    /// Files, accepts and assesses: the street's gardeners lead.
    pub(crate) fn handled_by_gardeners(&self) -> Appeal {
        let filed = self.files(greens(PlaceGiven::Known(self.estate()))).unwrap().appeal;
        self.accepts(&filed.no, filed.version).unwrap();
        self.assesses(&filed.no, "zh_city", "").unwrap();
        self.plans(&filed.no)
    }

    /// The gardeners write a plan, and their head agrees: work starts.
    fn plans(&self, no: &str) -> Appeal {
        let limit = doing(&self.gardeners, 14 * 24 * 60).at;
        self.moves(&self.gardeners, 42, no, move |work, no, seen| {
            let form = PlanForm {
                nature: "占用公共绿地种菜".to_owned(),
                responsibility: "综合执法中队牵头，社区配合".to_owned(),
                limit,
                procedure: "劝导、清理、补种".to_owned(),
                goal: "绿地恢复".to_owned(),
            };
            plan(work, no, seen, &form)
        })
        .unwrap();
        let head = staff(&self.office.db, "zh_city", "head");
        self.moves(&head, 44, no, |work, no, seen| answer_ask(work, no, seen, 1, "")).unwrap()
    }

    pub(crate) fn assesses(
        &self,
        no: &str,
        lead: &'static str,
        reason: &'static str,
    ) -> Result<Appeal, Problem> {
        self.assesses_as(&self.clerk, no, lead, reason)
    }

    fn assesses_as(
        &self,
        actor: &Actor,
        no: &str,
        lead: &'static str,
        reason: &'static str,
    ) -> Result<Appeal, Problem> {
        self.moves(actor, 40, no, move |work, no, seen| {
            let lead = unit_by_code(work.tx, LAOSHAN, lead)?.expect("the demo has this unit").id;
            let form = Assess {
                matter: "greening.occupied".to_owned(),
                list: String::new(),
                lane: Lane::General,
                facts: "两户圈地种菜，已劝过一次。".to_owned(),
                lead,
                override_reason: reason.to_owned(),
                more: appeals::More::default(),
            };
            appeals::assess(work, no, seen, &form)
        })
    }

    /// On from there: taken, contacted, done, released; now the resident is asked.
    pub(crate) fn answered(&self) -> Appeal {
        let no = self.handled_by_gardeners().no;
        self.moves(&self.gardeners, 60, &no, appeals::acknowledge).unwrap();
        self.moves(&self.gardeners, 61, &no, |work, no, _| {
            appeals::contact(work, no, "电话里说明了安排。")
        })
        .unwrap();
        self.moves(&self.gardeners, 90, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理种植土，补种冬青四十六株。")
        })
        .unwrap();
        self.moves(&self.reviewer, 95, &no, appeals::release).unwrap()
    }

    fn rates(&self, no: &str, grade: i64, solved: bool) -> Result<Appeal, Problem> {
        self.moves(&self.resident, 120, no, move |work, no, seen| {
            let form = Rating { grade, solved, words: String::new() };
            appeals::rate(work, no, seen, &form)
        })
    }

    fn history(&self, actor: &Actor, no: &str) -> Vec<appeals::Happened> {
        let no = no.to_owned();
        let read = self.does(actor, 300, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            appeals::history(work, &appeal)
        });
        read.unwrap()
    }

    fn may(&self, actor: &Actor, no: &str, action: Action) -> bool {
        let no = no.to_owned();
        let now = self.does(actor, 60, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            appeals::moves_now(work, &appeal)
        });
        now.unwrap().contains(&action)
    }

    /// Titles of the messages somebody finds, newest first.
    pub(crate) fn inbox(&self, actor: &Actor) -> Vec<String> {
        let page = self.does(actor, 200, |work| notice::inbox(work, None, PageSize::USUAL));
        page.unwrap().rows.into_iter().map(|told| told.title).collect()
    }

    /// Whether the trail and the rows say the same.
    pub(crate) fn verifies(&self) -> bool {
        let broken = self.does(&Actor::System, 300, |work| {
            let office = work.office;
            xianban_domain::rooms::verify(office, work.tx, None)
        });
        broken.unwrap().is_none()
    }

    pub(crate) fn estate(&self) -> PlaceId {
        let path = PlacePath::parse(&format!("{COMMUNITY}/cgss1")).expect("a path");
        let found = self.office.db.read_blocking(move |tx| place_by_path(tx, &path));
        found.unwrap().expect("the demo has a first estate").id
    }
}

/// Somebody grows vegetables where the green was.
pub(crate) fn greens(place: PlaceGiven) -> Submit {
    Submit {
        kind: AppealKind::Livelihood,
        title: String::new(),
        text: "楼前绿地被占种菜。希望恢复绿化。".to_owned(),
        place,
        tile: Some("environment".to_owned()),
        contact: Contact::default(),
        public: false,
    }
}

fn filed(town: &Town) -> Appeal {
    town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal
}
