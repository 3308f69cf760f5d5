//! What every handler finds: the office, the clock, the names of this district.

use std::sync::Arc;

use xianban_domain::office::Office;
use xianban_domain::organisation::{UnitKind, units_of};
use xianban_kernel::{Actor, Clock, Context, Problem, Seed};

use crate::files::PhotoDesk;
use crate::frame::Brand;
use crate::reached::Reached;

/// One district's site.
#[derive(Clone)]
pub struct Site {
    /// Where the work is done.
    pub office: Office,
    /// What time it is.
    pub clock: Clock,
    /// The names on every page.
    pub brand: Arc<Brand>,
    /// Where photos are received and kept.
    pub photos: PhotoDesk,
    /// How it is reached from outside.
    pub reached: Arc<Reached>,
}

impl Site {
    /// Opens the site: reads the district's names once.
    pub async fn open(office: Office, clock: Clock, photos: PhotoDesk) -> Result<Self, Problem> {
        let cx = Context::new(Actor::System, clock.now(), Seed::fresh());
        let district = office.district;
        let communities =
            office.read(&cx, move |work| units_of(work.tx, district, UnitKind::Community)).await?;
        let first = communities.into_iter().next();
        let rules = &office.rules_at(clock.now()).rules;
        let [ask, party, window] = rules.district.sections.clone();
        let brand = Brand {
            platform: rules.district.platform.clone(),
            slogan: "有诉求，先来办 · 一个门进，一个门出".to_owned(),
            district: rules.district.name.clone(),
            community: first.as_ref().map(|unit| unit.name.clone()).unwrap_or_default(),
            phone: first.map(|unit| unit.phone).unwrap_or_default(),
            ask,
            party,
            window,
        };
        Ok(Self { office, clock, brand: Arc::new(brand), photos, reached: Arc::default() })
    }

    /// The site, reached in this way.
    #[must_use]
    pub fn reached(self, reached: Reached) -> Self {
        Self { reached: Arc::new(reached), ..self }
    }
}
