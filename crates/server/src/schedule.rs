//! What the program does by itself, and when.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
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
use xianban_kernel::{Actor, Clock, Context, Seed};
use xianban_store::{Error, Tx, give_lease_back, hold_lease};
use xianban_web::Making;

use crate::configuration::Fault;
use crate::courier::Courier;
use crate::extracts::Maker;
use crate::files::Cleaner;
use crate::last_seal::LastSeal;

/// Everything that runs by itself, each on the node that leads its district.
const LINES: &[(Chore, Duration)] = &[
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

#[derive(Clone, Copy, Debug)]
enum Chore {
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
    cleaner: Arc<Cleaner>,
    maker: Arc<Maker>,
    /// The demo's year, while it is lived: what is owed is looked at by its times, not by the clock.
    making: Making,
}

impl Schedule {
    /// Starts every line.
    pub fn start(
        courier: Courier,
        office: Office,
        clock: Clock,
        (data, objects): (PathBuf, Arc<dyn Objects>),
        making: Making,
    ) -> Self {
        let name = format!("{:016x}", Seed::fresh().draw().number());
        let maker = Arc::new(Maker::of(objects.clone()));
        let cleaner = Arc::new(Cleaner::of(objects));
        let node = Node { office, courier, clock, data, name, cleaner, maker, making };
        let (stop, stopped) = watch::channel(false);
        let mut chores = JoinSet::new();
        for (chore, every) in LINES {
            chores.spawn(node.clone().repeat(*chore, *every, stopped.clone()));
        }
        Self { node, stop, chores }
    }

    /// Lets every chore finish what it is doing, seals what is left and gives the lead away.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.chores.join_all().await;
        self.node.round(Chore::Seal).await;
        if let Err(error) = self.node.step_down().await {
            tracing::warn!(%error, "the lease runs out by itself");
        }
    }
}

impl Node {
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
        let leads = match chore {
            Chore::RenewRules => Ok(true),
            _ => self.leads().await,
        };
        let outcome = match leads {
            Ok(true) => match chore {
                Chore::Seal => self.seal().await,
                Chore::GiveCards => self.give_cards().await,
                Chore::ClearFiles => {
                    self.cleaner.round(&self.office, self.clock.now()).await.map_err(Fault::from)
                }
                Chore::SendCodes => self.courier.send_codes(self.clock.now()).await,
                Chore::SendNotices => self.courier.send_notices(self.clock.now()).await,
                Chore::AddUp => self.add_up().await,
                Chore::CloseEnded => self.close_ended().await,
                Chore::ClearOut => self.clear_out().await,
                Chore::RenewRules => self.office.renew().await.map_err(Fault::from),
                Chore::TakeOverRules => self.take_over_rules().await,
                Chore::SettleSeats => self.settle_seats().await,
                Chore::PlanMeetings => self.plan_meetings().await,
                Chore::TellBriefs => self.tell_briefs().await,
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

    async fn give_cards(&self) -> Result<(), Fault> {
        let swept = rooms::sweep(&self.office, &self.cx()).await?;
        if swept != Swept::default() {
            tracing::info!(cards = swept.cards, failed = swept.failed, "cards were given");
        }
        Ok(())
    }

    async fn add_up(&self) -> Result<(), Fault> {
        figures::add_up(&self.office, &self.cx()).await?;
        Ok(())
    }

    async fn close_ended(&self) -> Result<(), Fault> {
        let ended = appeals::close_ended(&self.office, &self.cx()).await?;
        if ended != Ended::default() {
            tracing::info!(closed = ended.closed, failed = ended.failed, "unrated appeals closed");
        }
        Ok(())
    }

    async fn take_over_rules(&self) -> Result<(), Fault> {
        let taken = appeals::take_over_rules(&self.office, &self.cx()).await?;
        if taken != TakenOver::default() {
            tracing::info!(changed = taken.changed, failed = taken.failed, "new rules taken over");
        }
        Ok(())
    }

    async fn settle_seats(&self) -> Result<(), Fault> {
        if self.office.write_later(&self.cx(), settle).await? {
            tracing::info!("seats changed with the time");
        }
        Ok(())
    }

    async fn plan_meetings(&self) -> Result<(), Fault> {
        let done = plan_meetings(&self.office, &self.cx()).await?;
        if done != PlannedNow::default() {
            tracing::info!(planned = done.planned, failed = done.failed, "meetings were planned");
        }
        Ok(())
    }

    async fn tell_briefs(&self) -> Result<(), Fault> {
        let told = self.office.write_later(&self.cx(), figures::tell_briefs).await?;
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

    async fn clear_out(&self) -> Result<(), Fault> {
        let Cleared { logins, replays, unsent, letters, extracts } =
            clear_out(&self.office, &self.cx()).await?;
        tracing::info!(logins, replays, unsent, letters, extracts, "old rows were deleted");
        Ok(())
    }

    /// What the program does now.
    fn cx(&self) -> Context {
        Context::new(Actor::System, self.clock.now(), Seed::fresh())
    }

    /// Whether this node leads its district, with the lead renewed.
    async fn leads(&self) -> Result<bool, Error> {
        let (lease, name, at) = (self.lease(), self.name.clone(), self.clock.now());
        let until = at.plus_millis(LEASE_MILLIS);
        let job = move |tx: &mut Tx<'_>| hold_lease(tx, &lease, &name, at, until);
        self.office.db.claim(Seed::fixed(0), job).await
    }

    async fn step_down(&self) -> Result<(), Error> {
        let (lease, name) = (self.lease(), self.name.clone());
        let job = move |tx: &mut Tx<'_>| give_lease_back(tx, &lease, &name);
        self.office.db.claim(Seed::fixed(0), job).await
    }

    fn lease(&self) -> String {
        format!("schedule.{}", self.office.district)
    }
}
