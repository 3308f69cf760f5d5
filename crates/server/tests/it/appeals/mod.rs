//! Appeals from filing on, on both engines.

mod accept;
mod submit;
mod sweep;
mod trail;

use tokio::runtime::{Builder, Runtime};
use xianban_domain::appeals::{self, Appeal, Contact, Filed, PlaceGiven, Seen, Submit};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{PlacePath, place_by_path};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, PersonId, PlaceId, Problem};
use xianban_testkit::office::{demo_office, doing, staff};

/// The demo's community.
const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

/// The unit of that community.
const COMMUNITY_UNIT: &str = "cgss";

/// The demo district with the people of these tests.
struct Town {
    office: Office,
    resident: Actor,
    clerk: Actor,
    runtime: Runtime,
}

/// Runs a story in the demo district, on each engine.
fn in_town(story: impl Fn(&Town)) {
    crate::on_each_engine(|db| {
        let office = demo_office(db);
        let clerk = staff(db, COMMUNITY_UNIT, "clerk");
        let runtime = Builder::new_current_thread().build().unwrap();
        story(&Town { office, resident: Actor::Resident(PersonId::new(7)), clerk, runtime });
    });
}

impl Town {
    /// Somebody does something, `minutes` after nine.
    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        minutes: i64,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (office, cx) = (self.office.clone(), doing(actor, minutes));
        let seed = cx.seed;
        self.office
            .db
            .write_blocking(seed, move |tx| verb(&mut Work { tx, cx: &cx, office: &office }))
    }

    /// Waits for work that is async because it goes through several transactions.
    fn waits<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    fn files(&self, form: Submit) -> Result<Filed, Problem> {
        self.does(&self.resident, 0, move |work| appeals::submit(work, &form))
    }

    fn accepts(&self, no: &str, seen: i64) -> Result<Appeal, Problem> {
        let no = no.to_owned();
        self.does(&self.clerk, 30, move |work| {
            appeals::accept(work, &no, Seen(seen), &appeals::Accept::default())
        })
    }

    fn estate(&self) -> PlaceId {
        let path = PlacePath::parse(&format!("{COMMUNITY}/cgss1")).expect("a path");
        let found = self.office.db.read_blocking(move |tx| place_by_path(tx, &path));
        found.unwrap().expect("the demo has a first estate").id
    }
}

/// Somebody grows vegetables where the green was.
fn greens(place: PlaceGiven) -> Submit {
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
