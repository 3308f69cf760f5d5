//! Who people are, on both engines.

mod accounts;
mod codes;
mod erasure;
mod keys;
mod people;
mod service_accounts;
mod sessions;
mod staff_login;

use xianban_domain::identity::{
    self, Attempt, Lockout, NewSession, NewStaff, Password, PasswordHash, SessionView, Username,
    open_sms,
};
use xianban_domain::keys::Keys;
use xianban_domain::office::{Office, Work};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_kernel::{Actor, PhoneNumber, Post, Problem, Role, Seed, StaffId, UnitId};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, doing, nine_o_clock};

/// A minute, an hour, a day, in the minutes these tests count by.
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// What 张伟 types.
const PASSWORD: &str = "tide-and-lantern";

/// An office with its rules; places are not needed here, and laying them takes seconds.
struct Hall {
    office: Office,
}

/// Runs a story at the office's door, on each engine.
fn in_the_hall(story: impl Fn(&Hall)) {
    crate::on_each_engine(|db| {
        let book = db.write_blocking(Seed::fixed(1), |tx| {
            RuleBook::lay(tx, LAOSHAN, (SHIPPED, vocabulary()), nine_o_clock())
        });
        let office = Office::new(db, Keys::fixed(1), LAOSHAN, book.unwrap(), vocabulary());
        story(&Hall { office });
    });
}

fn phone() -> PhoneNumber {
    "13812346621".parse().unwrap()
}

impl Hall {
    /// Somebody does something, `minutes` after nine.
    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        minutes: i64,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (office, cx) = (self.office.clone(), doing(actor, minutes));
        let seed = cx.seed;
        self.office.db.write_blocking(seed, move |tx| verb(&mut Work::new(tx, &cx, &office)))
    }

    /// Asks for a code; answers what the SMS carries.
    fn code(&self, minutes: i64) -> String {
        self.does(&Actor::Guest, minutes, |work| {
            identity::request_code(work, &phone(), identity::CodeFor::Login)
        })
        .unwrap();
        let payload: String =
            self.newest("select payload as seen from outbox order by run_at desc");
        let sms = open_sms(&self.office.keys, &payload).unwrap();
        assert_eq!(sms.to, phone());
        let digits = sms.text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.unwrap().to_owned()
    }

    /// Types a code.
    fn types(&self, minutes: i64, code: &str) -> Result<NewSession, Problem> {
        let code = code.to_owned();
        let tried = self.does(&Actor::Guest, minutes, move |work| {
            identity::log_in(work, &phone(), &code, "华为手机")
        });
        tried.and_then(Attempt::settle)
    }

    /// The resident, logged in.
    fn resident(&self, minutes: i64) -> NewSession {
        let code = self.code(minutes);
        self.types(minutes, &code).unwrap()
    }

    /// Who comes with this token.
    fn comes(&self, minutes: i64, session: &NewSession) -> Option<SessionView> {
        let token = session.token.clone();
        let found = self
            .does(&Actor::Guest, minutes, move |work| identity::find_session(work, token.reveal()));
        found.unwrap()
    }

    /// An account with a post, as the system's first account is made.
    fn hires(&self, username: &'static str, role: &'static str) -> StaffId {
        let password = hash_of(PASSWORD);
        let made = self.does(&Actor::System, 0, move |work| {
            let username: Username = username.parse()?;
            let new = NewStaff {
                username,
                name: "张伟".to_owned(),
                password: password.clone(),
                must_change: false,
            };
            let id = identity::create_staff(work, &new)?;
            let post = seat(role);
            identity::grant_post(work, id, &post, work.cx.at, None)?;
            Ok(id)
        });
        made.unwrap()
    }

    /// Logs staff in the way the page does: find, check, enter.
    fn enters(&self, minutes: i64, name: &'static str, typed: &str) -> Result<NewSession, Problem> {
        let target =
            self.does(&Actor::Guest, minutes, move |work| identity::login_target(work, name))?;
        let checked = target.check(typed)?;
        let tried = self.does(&Actor::Guest, minutes, move |work| {
            identity::log_in_staff(work, &checked, Lockout::USUAL, "Chrome")
        });
        let entered = tried.and_then(Attempt::settle)?;
        Ok(entered.session().expect("no code is asked for"))
    }

    /// One value of the first row.
    fn newest<T: xianban_store::FromValue + Send + 'static>(&self, sql: &'static str) -> T {
        let read = self
            .office
            .db
            .read_blocking(move |tx| tx.row(sql, params![])?.expect("a row").get::<T>("seen"));
        read.unwrap()
    }
}

/// A seat at some unit.
fn seat(role: &str) -> Post {
    Post { unit: UnitId::new(1), role: Role::new(role) }
}

fn hash_of(password: &str) -> PasswordHash {
    let nobody: Username = "nobody".parse().unwrap();
    Password::new(password, &nobody).unwrap().hash(&mut Seed::fixed(1).draw()).unwrap()
}
