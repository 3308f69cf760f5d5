//! The demo's year: when its clock was set, and that the year is lived once.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};
use xianban_domain::identity::PasswordHash;
use xianban_domain::office::Office;
use xianban_gateways::objects::Objects;
use xianban_kernel::{Clock, Moment, Problem, Seed};
use xianban_web::Making;
use xianban_year::{Album, Figures, Plan, Progress, begin, end, live};

use crate::configuration::{Fault, Settings};
use crate::{boot, demo_accounts};

/// Between two lines about the progress.
const TELL_MILLIS: i64 = 3_000;

/// Which year everybody sees.
const SEED: u64 = 2026;

/// The demo's own clock, and its year if that has still to be lived.
pub struct Demo {
    /// The clock of every part of the program.
    pub clock: Clock,
    /// When the district is laid: a year ago, where a year is to come.
    pub laid_at: Moment,
    /// The year to be lived.
    pub year: Option<Year>,
}

/// A year that nobody has lived yet.
pub struct Year {
    file: PathBuf,
    offset: i64,
    /// How far it is, for the pages.
    pub making: Making,
}

/// What is kept beside the data about the demo's time.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Milliseconds from the machine's clock to the demo's.
    offset: i64,
    /// Whether the year was lived to its end.
    lived: bool,
}

impl Demo {
    /// The demo as it is kept in the data directory; in a fresh one a year is to be lived, unless only
    /// the bare district is wanted.
    pub fn of(settings: &Settings, bare: bool) -> Result<Self, Fault> {
        let file = settings.data.join("demo.toml");
        let now = Clock::machine().now();
        if let Ok(text) = std::fs::read_to_string(&file) {
            let kept: Kept = toml::from_str(&text).map_err(|error| Fault::Configuration {
                file: file.clone(),
                why: error.to_string(),
            })?;
            if !kept.lived {
                eprintln!(
                    "xianban: the year of this demo was interrupted and stays incomplete; begin anew \
                     with another --data"
                );
            }
            let clock = Clock::shifted(kept.offset);
            return Ok(Self { laid_at: clock.now(), clock, year: None });
        }
        if bare || boot::is_kept(settings).is_ok() {
            return Ok(Self { clock: settings.clock.clone(), laid_at: now, year: None });
        }
        let offset = end().millis() - now.millis();
        let year = Year { file, offset, making: Making::default() };
        Ok(Self { clock: Clock::shifted(offset), laid_at: begin(), year: Some(year) })
    }
}

impl Year {
    /// Writes down that the year has begun: it is not begun again.
    pub fn begins(&self) -> Result<(), Fault> {
        self.making.tell(format!("{} 月", begin().day().month()));
        self.keep(false)
    }

    /// Lives the year behind people's work, tells how far it is, and writes down when it is over.
    pub async fn live(self, office: Office, objects: Arc<dyn Objects>) {
        match self.lives(&office, objects).await {
            Ok(()) => eprintln!("the year: all of it is there"),
            Err(fault) => eprintln!("xianban: the year of this demo stays incomplete: {fault}"),
        }
        self.making.over();
    }

    async fn lives(&self, office: &Office, objects: Arc<dyn Objects>) -> Result<(), Fault> {
        let calendar = office.rules_at(end()).calendar;
        let plan = Plan::of(&Figures::ARTICLE, &calendar, Seed::fixed(SEED))?;
        let hash: PasswordHash = demo_accounts::hash()?;
        let (clock, said) = (Clock::machine(), AtomicI64::new(0));
        let told = |progress: Progress| {
            let now = clock.now().millis();
            let month = progress.at.day().month();
            self.making.tell(format!("{month} 月"));
            if now - said.load(Ordering::Relaxed) >= TELL_MILLIS {
                said.store(now, Ordering::Relaxed);
                let Progress { at, filed, matters } = progress;
                eprintln!("the year: {}, {filed} of {matters} matters", at.day());
            }
        };
        let album = Album::drawn(objects)?;
        live((office, Some(album)), plan, &hash, Seed::fixed(SEED), told).await?;
        self.keep(true)
    }

    fn keep(&self, lived: bool) -> Result<(), Fault> {
        let kept = Kept { offset: self.offset, lived };
        let text = toml::to_string(&kept).map_err(|error| Problem::broken(error.to_string()))?;
        let doing = format!("writing {}", self.file.display());
        std::fs::write(&self.file, text).map_err(Fault::while_doing(doing))
    }
}
