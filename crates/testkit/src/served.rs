//! The demo district's office behind real pages, for browsers that act as persons. The clock stands
//! still until a test moves it; short messages stay where the test can read them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use tokio::net::TcpListener;
use xianban_domain::appeals::close_ended;
use xianban_domain::identity::{Password, Username, hire, open_sms};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{DEMO, DistrictData};
use xianban_kernel::{Actor, Clock, Context, Seed};
use xianban_store::params;
use xianban_web::{Metrics, PhotoDesk, Site};

use crate::office::{demo_office, nine_o_clock};
use crate::{Database, Engine, Ground};

/// What every demo account logs in with.
pub const PASSWORD: &str = "tide-and-lantern";

/// A served office; it goes with the test.
pub struct Served {
    /// Where the work is done.
    pub office: Office,
    address: SocketAddr,
    clock: Clock,
    _database: Database,
}

impl Served {
    /// Serves the demo district on a port of its own, with the demo's staff, from Monday
    /// 2026-11-23, nine in the morning.
    pub async fn demo(engine: Engine) -> Self {
        // The laying waits for the database, which an async runtime refuses to its own threads.
        let laying = thread::spawn(move || {
            let database = engine.database(Ground::Demo);
            let office = demo_office(&database);
            staffed(&office);
            (database, office)
        });
        let laid = tokio::task::spawn_blocking(|| laying.join()).await;
        let (database, office) = laid.expect("a thread").expect("the demo is laid");
        let clock = Clock::frozen(nine_o_clock());
        let site = Site::open(office.clone(), clock.clone(), PhotoDesk::in_memory()).await;
        let site = site.expect("the site opens");
        let metrics: Metrics = Arc::new(String::new);
        let pages = xianban_web::routes(site, metrics);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        tokio::spawn(async move {
            let pages = pages.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, pages).await
        });
        Self { office, address, clock, _database: database }
    }

    /// Where the residents begin, `http://127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// So many minutes go by.
    pub fn pass(&self, minutes: i64) {
        self.clock.set(self.clock.now().plus_millis(minutes * 60_000));
    }

    /// The program closes what has waited long enough for its rating.
    pub async fn closes_ended(&self) {
        let cx = Context::new(Actor::System, self.clock.now(), Seed::fresh());
        close_ended(&self.office, &cx).await.expect("what has ended closes");
    }

    /// The newest code that an SMS brought to this phone.
    pub async fn code_for(&self, phone: &str) -> String {
        let text = self.newest_sms(phone).await;
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
    }

    /// The newest SMS to this phone.
    pub async fn newest_sms(&self, phone: &str) -> String {
        let cx = Context::new(Actor::System, self.clock.now(), Seed::fresh());
        let list = |work: &mut Work<'_, '_>| {
            let sql = "select payload from outbox where district = $1 and kind = 'sms'
                order by created_at desc, id desc";
            let rows = work.tx.rows(sql, params![work.tx.district()])?;
            Ok(rows.iter().map(|row| row.get("payload")).collect::<Result<Vec<String>, _>>()?)
        };
        let letters = self.office.read(&cx, list).await.expect("the outbox can be read");
        let opened = letters.iter().filter_map(|letter| open_sms(&self.office.keys, letter).ok());
        let found = opened.into_iter().find(|sms| sms.to.reveal() == phone);
        found.unwrap_or_else(|| panic!("no SMS went to {phone}")).text
    }
}

fn staffed(office: &Office) {
    let staff = DistrictData::parse(DEMO).expect("the demo data holds").staff;
    let nobody: Username = "nobody".parse().expect("a name");
    let password = Password::new(PASSWORD, &nobody).expect("a fair password");
    let hash = password.hash(&mut Seed::fixed(1).draw()).expect("a hash");
    let cx = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
    let (desk, seed) = (office.clone(), cx.seed);
    let hired = office.db.write_blocking(seed, move |tx| {
        let mut work = Work::new(tx, &cx, &desk);
        staff.iter().try_for_each(|entry| hire(&mut work, entry, &hash))
    });
    hired.expect("the staff are hired");
}
