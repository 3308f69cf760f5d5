//! Signs of life of this node: whether it can write, and whether its clock can be believed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use xianban_domain::office::Office;
use xianban_kernel::{Clock, ClockWatch, Look, Moment, Seed};
use xianban_store::{Alive as Found, bring_near, give_sign, take_leave};
use xianban_web::Readiness;

use crate::closed;
use crate::configuration::Fault;

/// A clock of a machine and the one of its database may be so far apart.
const APART_MILLIS: i64 = 60_000;

/// What one node says of itself.
pub struct Alive {
    office: Office,
    clock: Clock,
    data: PathBuf,
    name: String,
    ready: Readiness,
    began: (Moment, Instant),
    watch: Mutex<Watch>,
}

#[derive(Default)]
struct Watch {
    clock: ClockWatch,
    /// Whether the last sign said that the clocks of machine and database differ.
    apart: bool,
    /// Whether the clock came back, and letters of its time ahead still lie in the future.
    is_back: bool,
}

impl Alive {
    /// A node that begins now.
    pub fn of(
        (office, clock): (Office, Clock),
        data: PathBuf,
        name: String,
        ready: Readiness,
    ) -> Self {
        ready.watched();
        let began = (clock.now(), Instant::now());
        Self { office, clock, data, name, ready, began, watch: Mutex::default() }
    }

    /// Looks at the clock, writes into the database and beside it, and tells how that went.
    pub async fn round(&self) -> Result<(), Fault> {
        self.believed_now();
        if std::mem::take(&mut self.watch().is_back) {
            self.bring_letters_near().await?;
        }
        match self.sign().await {
            Ok(()) => {
                self.ready.wrote();
                Ok(())
            }
            Err(fault) => {
                self.ready.could_not(why(&fault));
                Err(fault)
            }
        }
    }

    /// What time it is, if the clock can be believed: whatever is judged is judged by this very moment,
    /// for a later look at the clock may show another time.
    pub fn believed_now(&self) -> Option<Moment> {
        let mut watch = self.watch();
        // Read under the lock: of two looks the later one comes second.
        let now = self.clock.now();
        let believed = watch.clock.believes();
        let look = watch.clock.looks(now, self.began.1.elapsed());
        let (believes, ahead) = (watch.clock.believes(), watch.clock.ahead());
        watch.is_back |= believes && !believed;
        drop(watch);
        let seconds = i32::try_from(ahead / 1000).unwrap_or(i32::MAX);
        metrics::gauge!("clock_ahead_seconds").set(f64::from(seconds));
        if let Look::Jumped(by) = look {
            tell_of_jump(by / 1000, believes);
        }
        believes.then_some(now)
    }

    /// The node stops.
    pub async fn leave(&self) -> Result<(), Fault> {
        let (name, at) = (self.name.clone(), self.clock.now());
        Ok(self.office.db.write(Seed::fixed(0), move |tx| take_leave(tx, &name, at)).await?)
    }

    async fn sign(&self) -> Result<(), Fault> {
        let (name, at, began) = (self.name.clone(), self.clock.now(), self.began.0);
        let sign = self.office.db.write(Seed::fixed(0), move |tx| give_sign(tx, &name, at, began));
        let Found { nodes, engine } = sign.await?;
        metrics::gauge!("nodes").set(f64::from(i32::try_from(nodes).unwrap_or(i32::MAX)));
        if let Some(engine) = engine {
            self.compare(engine);
        }
        write_beside(&self.data.join("alive"), at)
    }

    /// The database's clock is a second opinion; which of the two is wrong, only the operator knows.
    fn compare(&self, engine: Moment) {
        let apart = Clock::machine().now().millis() - engine.millis();
        let is = apart.abs() > APART_MILLIS;
        let said = std::mem::replace(&mut self.watch().apart, is);
        if is && !said {
            let seconds = apart / 1000;
            tracing::error!(
                seconds,
                "the clocks of this machine and of its database differ: set both by one time server"
            );
        }
    }

    async fn bring_letters_near(&self) -> Result<(), Fault> {
        let now = self.clock.now();
        let near = self.office.db.write(Seed::fixed(0), move |tx| bring_near(tx, now)).await?;
        tracing::info!(letters = near, "the clock is back: all work goes on");
        Ok(())
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tell_of_jump(seconds: i64, believes: bool) {
    if believes {
        tracing::error!(seconds, "the clock was set");
    } else {
        tracing::error!(
            seconds,
            "the clock jumped ahead: no cards are given, nothing is closed and nothing deleted until it \
             is set back; when it is right as it is, start the program again"
        );
    }
}

/// The reason for whoever asks the node from outside: no path, no address.
fn why(fault: &Fault) -> String {
    match fault {
        Fault::Store(xianban_store::Error::Full(_)) => {
            "the disk of the database is full".to_owned()
        }
        Fault::Store(_) => "the database takes nothing".to_owned(),
        _ => "the data directory takes nothing".to_owned(),
    }
}

/// The directory takes photos on their way and the last seal: it is tried, too.
fn write_beside(path: &Path, at: Moment) -> Result<(), Fault> {
    let write =
        || closed::file(path).and_then(|mut file| file.write_all(at.to_string().as_bytes()));
    write().map_err(Fault::while_doing(format!("writing {}", path.display())))
}
