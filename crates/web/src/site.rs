//! What every handler finds: the office, the clock, the names of this district.

use std::sync::Arc;

use xianban_domain::office::{Front, Office};
use xianban_kernel::{Clock, Problem, Secret};

use crate::files::PhotoDesk;
use crate::frame::{Brand, Most};
use crate::making::Making;
use crate::proxy::ProxiesSeen;
use crate::reached::Reached;
use crate::readiness::Readiness;
use crate::turns::Turns;

/// One district's site.
#[derive(Clone)]
pub struct Site {
    /// Where the work is done.
    pub office: Office,
    /// What time it is.
    pub clock: Clock,
    /// Where photos are received and kept.
    pub photos: PhotoDesk,
    /// Whose turn it is to have a password hashed.
    pub(crate) hashing: Turns,
    /// The same for those who come on a device known to the owner: a line that strangers never fill.
    pub(crate) hashing_known: Turns,
    /// How it is reached from outside.
    pub reached: Arc<Reached>,
    /// What was seen of proxies that nobody named.
    pub(crate) proxies_seen: Arc<ProxiesSeen>,
    /// What a program from elsewhere brings to read `/metrics`.
    pub(crate) metrics_token: Option<Arc<Secret<String>>>,
    /// How far the demo's data is made.
    pub making: Making,
    /// Whether it can be given requests.
    pub(crate) ready: Readiness,
}

impl Site {
    /// Opens the site; the office is read as it is now.
    pub async fn open(office: Office, clock: Clock, photos: PhotoDesk) -> Result<Self, Problem> {
        office.renew().await?;
        let (reached, making) = (Arc::default(), Making::default());
        let (proxies_seen, metrics_token) = (Arc::default(), None);
        let (hashing, hashing_known) = (Turns::at_hashing(), Turns::for_the_known());
        Ok(Self {
            office,
            clock,
            photos,
            hashing,
            hashing_known,
            reached,
            proxies_seen,
            metrics_token,
            making,
            ready: Readiness::default(),
        })
    }

    /// The names on every page, as the rules have them now.
    pub fn brand(&self) -> Brand {
        let rules = self.office.rules_at(self.clock.now());
        let district = &rules.rules.district;
        let [ask, party, window] = district.sections.clone();
        let Front { community, phone } = self.office.front();
        Brand {
            platform: district.platform.clone(),
            slogan: "有诉求，先来办 · 一个门进，一个门出".to_owned(),
            district: district.name.clone(),
            community,
            phone,
            ask,
            party,
            window,
        }
    }

    /// How long words may be, as the rules have it now.
    pub fn most(&self) -> Most {
        let rules = self.office.rules_at(self.clock.now());
        let forms = &rules.rules.forms;
        Most { text: forms.text_max, note: forms.note_max }
    }

    /// The site of a demo whose data is being made.
    #[must_use]
    pub fn making(self, making: Making) -> Self {
        Self { making, ..self }
    }

    /// The site, of which somebody finds out whether it can be given requests.
    #[must_use]
    pub fn readied(self, ready: Readiness) -> Self {
        Self { ready, ..self }
    }

    /// The site, whose metrics go to loopback and to whoever brings this token.
    #[must_use]
    pub fn metered(self, token: Option<Arc<Secret<String>>>) -> Self {
        Self { metrics_token: token, ..self }
    }

    /// The site, reached in this way.
    #[must_use]
    pub fn reached(self, reached: Reached) -> Self {
        Self { reached: Arc::new(reached), ..self }
    }
}
