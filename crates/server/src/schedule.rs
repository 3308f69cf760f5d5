//! What the program does by itself, and when.

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use xianban_domain::appeals::{self, Ended, TakenOver};
use xianban_domain::dossier::seal_waiting;
use xianban_domain::duty::Swept;
use xianban_domain::figures;
use xianban_domain::office::Office;
use xianban_domain::retention::{Cleared, clear_out};
use xianban_domain::rooms;
use xianban_domain::seats::settle;
use xianban_domain::supervision::{PlannedNow, plan_meetings};
use xianban_gateways::objects::Objects;
use xianban_kernel::{Actor, Clock, Context, Moment, Seed};
use xianban_store::{Error, Tx, give_lease_back, hold_lease, void_lease};
use xianban_web::{Making, Readiness};

use crate::alive::Alive;
use crate::configuration::Fault;
use crate::courier::Courier;
use crate::extracts::Maker;
use crate::files::Cleaner;
use crate::last_seal::LastSeal;

/// Everything that runs by itself, most of it on the node that leads its district.
const LINES: &[(Chore, Duration)] = &[
    // Whoever shares requests out asks every few seconds who can take them.
    (Chore::GiveSign, Duration::from_secs(2)),
    // New events must be sealed within ten seconds.
    (Chore::Seal, Duration::from_secs(4)),
    (Chore::GiveCards, Duration::from_secs(15)),
    // Somebody waits for a code with the phone in his hand.
    (Chore::SendCodes, Duration::from_secs(1)),
    (Chore::SendNotices, Duration::from_secs(5)),
    // Whoever reads a figure adds the changes that wait.
    (Chore::AddUp, Duration::from_secs(2)),
    // What was erased must be gone soon.
    (Chore::ClearFiles, Duration::from_secs(10)),
    // A window for rating ends with a day's close of business.
    (Chore::CloseEnded, Duration::from_mins(1)),
    // A new version of the rules is in force five seconds after it was brought in.
    (Chore::RenewRules, Duration::from_secs(2)),
    (Chore::TakeOverRules, Duration::from_mins(1)),
    // A post or an absence begins and ends at a time that nobody's move marks.
    (Chore::SettleSeats, Duration::from_secs(20)),
    // Whoever asked for it looks on.
    (Chore::MakeExtracts, Duration::from_secs(2)),
    // A meeting is there on the morning of its day.
    (Chore::PlanMeetings, Duration::from_mins(1)),
    (Chore::TellBriefs, Duration::from_secs(30)),
    (Chore::ClearOut, Duration::from_hours(24)),
];

/// A node that leads and falls silent is replaced after this long.
const LEASE_MILLIS: i64 = 30_000;

/// What runs by itself has so long for its end when the program is stopped.
const FAREWELL: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug)]
enum Chore {
    /// Find out and tell whether this node can write, and look at its clock.
    GiveSign,
    /// Put new events under a seal and copy the last seal outside the database.
    Seal,
    /// Give the warning cards whose moment has passed.
    GiveCards,
    /// Hand login codes to the gateway.
    SendCodes,
    /// Hand word of notices to the gateway.
    SendNotices,
    /// Add up what changed in figures.
    AddUp,
    /// Close what nobody rated in time.
    CloseEnded,
    /// Delete what was kept long enough.
    ClearOut,
    /// Read the rules again, on every node.
    RenewRules,
    /// Let running matters take over what new rules say they do.
    TakeOverRules,
    /// Write who sits where now, and move what this lifts or lets down.
    SettleSeats,
    /// Plan the meetings that the calendar asks for.
    PlanMeetings,
    /// Make the extracts that somebody asked for.
    MakeExtracts,
    /// Tell those who oversee something how it stands this morning.
    TellBriefs,
    /// Delete the objects nobody needs.
    ClearFiles,
}

impl Chore {
    /// Whether it would judge a year that is still being lived by the time of its end.
    const fn waits_for_the_year(self) -> bool {
        matches!(
            self,
            Self::GiveCards
                | Self::SendNotices
                | Self::CloseEnded
                | Self::PlanMeetings
                | Self::TellBriefs
                | Self::ClearOut
        )
    }

    /// Whether it judges by the clock what cannot be taken back.
    const fn needs_a_true_clock(self) -> bool {
        self.waits_for_the_year() && !matches!(self, Self::SendNotices)
            || matches!(self, Self::ClearFiles | Self::SettleSeats | Self::TakeOverRules)
    }

    /// Whether every node does it for itself: letters are taken by whoever is there.
    const fn of_every_node(self) -> bool {
        matches!(self, Self::GiveSign | Self::RenewRules | Self::SendCodes | Self::SendNotices)
    }
}

/// The running schedule of one node.
pub struct Schedule {
    node: Node,
    stop: watch::Sender<bool>,
    chores: JoinSet<()>,
}

#[derive(Clone)]
struct Node {
    office: Office,
    courier: Courier,
    clock: Clock,
    data: PathBuf,
    name: String,
    alive: Arc<Alive>,
    cleaner: Arc<Cleaner>,
    maker: Arc<Maker>,
    /// The demo's year, while it is lived: what is owed is looked at by its times, not by the clock.
    making: Making,
}

impl Schedule {
    /// Starts every line.
    pub fn start(
        courier: Courier,
        district: (Office, Clock),
        places: (PathBuf, Arc<dyn Objects>),
        (making, ready): (Making, Readiness),
    ) -> Self {
        let node = Node::of(courier, district, places, (making, ready));
        let (stop, stopped) = watch::channel(false);
        let mut chores = JoinSet::new();
        for (chore, every) in LINES {
            chores.spawn(node.clone().repeat(*chore, *every, stopped.clone()));
        }
        Self { node, stop, chores }
    }

    /// Lets every chore finish what it is doing, seals what is left and gives the lead away, all within
    /// [`FAREWELL`].
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let Self { node, chores, .. } = self;
        let leaving = async {
            chores.join_all().await;
            node.round(Chore::Seal).await;
            node.step_down().await?;
            node.alive.leave().await
        };
        match timeout(FAREWELL, leaving).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the lease runs out by itself"),
            Err(_) => tracing::warn!("not all work came to its end; the lease runs out by itself"),
        }
    }
}

impl Node {
    fn of(
        courier: Courier,
        (office, clock): (Office, Clock),
        (data, objects): (PathBuf, Arc<dyn Objects>),
        (making, ready): (Making, Readiness),
    ) -> Self {
        let name = format!("{:016x}", Seed::fresh().draw().number());
        let maker = Arc::new(Maker::of(objects.clone()));
        let cleaner = Arc::new(Cleaner::of(objects));
        let alive = (office.clone(), clock.clone());
        let alive = Arc::new(Alive::of(alive, data.clone(), name.clone(), ready));
        Self { office, courier, clock, data, name, alive, cleaner, maker, making }
    }

    async fn repeat(self, chore: Chore, every: Duration, mut stopped: watch::Receiver<bool>) {
        let mut ticks = interval(every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => self.round(chore).await,
                _ = stopped.changed() => return,
            }
        }
    }

    /// One round of a chore; what goes wrong is logged, and the next round tries again.
    async fn round(&self, chore: Chore) {
        if chore.waits_for_the_year() && self.making.said().is_some() {
            return;
        }
        let now = match self.alive.believed_now() {
            None if chore.needs_a_true_clock() => return,
            believed => believed.unwrap_or_else(|| self.clock.now()),
        };
        let leads = if chore.of_every_node() { Ok(true) } else { self.leads().await };
        let outcome = match leads {
            Ok(true) => match chore {
                Chore::GiveSign => self.alive.round().await,
                Chore::Seal => self.seal().await,
                Chore::GiveCards => self.give_cards(now).await,
                Chore::ClearFiles => {
                    self.cleaner.round(&self.office, now).await.map_err(Fault::from)
                }
                Chore::SendCodes => self.courier.send_codes(self.clock.now()).await,
                Chore::SendNotices => self.courier.send_notices(self.clock.now()).await,
                Chore::AddUp => self.add_up(now).await,
                Chore::CloseEnded => self.close_ended(now).await,
                Chore::ClearOut => self.clear_out(now).await,
                Chore::RenewRules => self.office.renew().await.map_err(Fault::from),
                Chore::TakeOverRules => self.take_over_rules(now).await,
                Chore::SettleSeats => self.settle_seats(now).await,
                Chore::PlanMeetings => self.plan_meetings(now).await,
                Chore::TellBriefs => self.tell_briefs(now).await,
                Chore::MakeExtracts => self.make_extracts().await,
            },
            Ok(false) => Ok(()),
            Err(error) => Err(error.into()),
        };
        if let Err(fault) = outcome {
            tracing::warn!(?chore, %fault, "the next round tries again");
        }
    }

    async fn seal(&self) -> Result<(), Fault> {
        let Office { db, keys, district, .. } = &self.office;
        let newest = seal_waiting(db, keys, *district, self.clock.now()).await?;
        newest.map_or(Ok(()), |seal| LastSeal::of(&seal).keep(&self.data))
    }

    async fn give_cards(&self, now: Moment) -> Result<(), Fault> {
        let swept = rooms::sweep(&self.office, &cx_at(now)).await?;
        if swept != Swept::default() {
            tracing::info!(cards = swept.cards, failed = swept.failed, "cards were given");
        }
        Ok(())
    }

    async fn add_up(&self, now: Moment) -> Result<(), Fault> {
        figures::add_up(&self.office, &cx_at(now)).await?;
        Ok(())
    }

    async fn close_ended(&self, now: Moment) -> Result<(), Fault> {
        let ended = appeals::close_ended(&self.office, &cx_at(now)).await?;
        if ended != Ended::default() {
            tracing::info!(closed = ended.closed, failed = ended.failed, "unrated appeals closed");
        }
        Ok(())
    }

    async fn take_over_rules(&self, now: Moment) -> Result<(), Fault> {
        let taken = appeals::take_over_rules(&self.office, &cx_at(now)).await?;
        if taken != TakenOver::default() {
            tracing::info!(changed = taken.changed, failed = taken.failed, "new rules taken over");
        }
        Ok(())
    }

    async fn settle_seats(&self, now: Moment) -> Result<(), Fault> {
        if self.office.write_later(&cx_at(now), settle).await? {
            tracing::info!("seats changed with the time");
        }
        Ok(())
    }

    async fn plan_meetings(&self, now: Moment) -> Result<(), Fault> {
        let done = plan_meetings(&self.office, &cx_at(now)).await?;
        if done != PlannedNow::default() {
            tracing::info!(planned = done.planned, failed = done.failed, "meetings were planned");
        }
        Ok(())
    }

    async fn tell_briefs(&self, now: Moment) -> Result<(), Fault> {
        let told = self.office.write_later(&cx_at(now), figures::tell_briefs).await?;
        if told > 0 {
            tracing::info!(told, "leaders were told how it stands");
        }
        Ok(())
    }

    async fn make_extracts(&self) -> Result<(), Fault> {
        let made = self.maker.round(&self.office, self.clock.now()).await?;
        if made > 0 {
            tracing::info!(made, "extracts were made");
        }
        Ok(())
    }

    async fn clear_out(&self, now: Moment) -> Result<(), Fault> {
        let Cleared { logins, replays, unsent, letters, extracts } =
            clear_out(&self.office, &cx_at(now)).await?;
        tracing::info!(logins, replays, unsent, letters, extracts, "old rows were deleted");
        Ok(())
    }

    /// Whether this node leads its district, with the lead renewed.
    async fn leads(&self) -> Result<bool, Error> {
        let (lease, name, at) = (self.lease(), self.name.clone(), self.clock.now());
        let until = at.plus_millis(LEASE_MILLIS);
        let job = move |tx: &mut Tx<'_>| hold_lease(tx, &lease, &name, at, until);
        self.office.db.claim(Seed::fixed(0), job).await
    }

    async fn step_down(&self) -> Result<(), Fault> {
        let (lease, name) = (self.lease(), self.name.clone());
        let job = move |tx: &mut Tx<'_>| give_lease_back(tx, &lease, &name);
        Ok(self.office.db.claim(Seed::fixed(0), job).await?)
    }

    fn lease(&self) -> String {
        lease_of(&self.office)
    }
}

/// What the program does at this moment.
fn cx_at(now: Moment) -> Context {
    Context::new(Actor::System, now, Seed::fresh())
}

fn lease_of(office: &Office) -> String {
    format!("schedule.{}", office.district)
}

/// Ends the lead that a killed program has left behind: for one that knows it is alone.
pub fn nobody_leads(office: &Office) -> Result<(), Error> {
    let lease = lease_of(office);
    office.db.write_blocking(Seed::fixed(0), move |tx| void_lease(tx, &lease))
}
