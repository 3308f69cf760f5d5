use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId, Moment, StaffId};

use super::event::{Event, Given};
use crate::coded::coded;
use crate::organisation::AtUnit;

coded! {
    /// Where praise stands.
    Standing {
        /// It waits for review.
        Given = "given",
        /// It is seen by the praised, and by everybody if the giver agreed.
        Published = "published",
        /// Review refused it, or took it down.
        Refused = "refused",
        /// The giver took it back.
        Withdrawn = "withdrawn",
    }
}

impl Standing {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "待审核",
            Self::Published => "已转达",
            Self::Refused => "没有通过",
            Self::Withdrawn => "已撤回",
        }
    }
}

/// Somebody's thanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Praise {
    /// County code, six digits.
    pub district: i64,
    /// Its dossier.
    pub id: DossierId,
    /// Its number.
    pub no: String,
    /// Who gave it, as the trail marks people.
    pub giver: String,
    /// The appeal it came of, if any.
    pub about: Option<DossierId>,
    /// The unit that is thanked, or whose person or grid team is.
    pub unit: AtUnit,
    /// The office that reviews.
    pub office: AtUnit,
    /// The person meant, once the reviewer found him.
    pub person: Option<StaffId>,
    /// Its words.
    pub words: Words,
    /// Whether everybody may see it.
    pub public: bool,
    /// Where it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// When it was given.
    pub given_at: Moment,
    /// Of a refusal: the reason's code, and words in the vault.
    pub refusal: Option<(String, Option<i64>)>,
    /// Its photos.
    pub photos: Vec<FileId>,
    /// How many events it has seen.
    pub version: i64,
}

/// Numbers of its words in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The text of the banner.
    pub banner: Option<i64>,
    /// What it is for.
    pub text: i64,
    /// Who is meant, as the giver knows him.
    pub whom: Option<i64>,
    /// How the giver signs; without it he is not named.
    pub signed: Option<i64>,
}

impl Praise {
    /// What was just given.
    pub(super) fn begin(district: i64, id: DossierId, at: Moment, given: &Given) -> Self {
        let number = |kept: &Option<crate::dossier::Kept>| kept.as_ref().map(|kept| kept.vault);
        Self {
            district,
            id,
            no: given.no.clone(),
            giver: given.giver.clone(),
            about: given.about,
            unit: given.unit,
            office: given.office,
            person: None,
            words: Words {
                banner: number(&given.banner),
                text: given.text.vault,
                whom: number(&given.whom),
                signed: number(&given.signed),
            },
            public: given.public,
            standing: Standing::Given,
            since: at,
            given_at: at,
            refusal: None,
            photos: Vec::new(),
            version: 1,
        }
    }

    /// What it is after an event; `None` when the event does not fit.
    pub(super) fn after(&self, at: Moment, event: &Event) -> Option<Self> {
        let mut next = Self { version: self.version + 1, ..self.clone() };
        let (waits, live) = (self.standing == Standing::Given, self.is_live());
        let standing = match event {
            Event::Attached(attached) => {
                next.photos.extend(attached.files.iter().map(|kept| kept.file));
                return Some(next);
            }
            Event::Erased(_) => return Some(next),
            Event::Published(published) => {
                next.person = published.person;
                waits.then_some(Standing::Published)
            }
            Event::Refused(refused) => {
                let words = refused.words.as_ref().map(|words| words.vault);
                next.refusal = Some((refused.reason.clone(), words));
                live.then_some(Standing::Refused)
            }
            Event::Withdrawn(_) => live.then_some(Standing::Withdrawn),
            Event::Given(_) => None,
        };
        let standing = standing?;
        Some(Self { standing, since: at, ..next })
    }

    /// Whether it waits for review or is seen.
    pub const fn is_live(&self) -> bool {
        matches!(self.standing, Standing::Given | Standing::Published)
    }

    /// Whether everybody sees it.
    pub const fn is_on_wall(&self) -> bool {
        self.public && matches!(self.standing, Standing::Published)
    }
}
