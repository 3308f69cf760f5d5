//! Who stands in for whom, as `/c/me` shows it.

use serde::Serialize;
use xianban_domain::identity::{self, Absence};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, Problem};

use crate::frame::{Choice, Stamp};

/// What `/c/me` shows of it.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Away {
    /// Who stands in, from when to when; none when nobody does.
    pub now: Option<AwayNow>,
    /// Colleagues who could.
    pub colleagues: Vec<Choice>,
    /// For whom one stands in oneself.
    pub stands_in_for: Vec<String>,
    /// From when, as typed.
    pub from: String,
    /// Until when, as typed.
    pub until: String,
}

/// An absence that runs or is to come.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AwayNow {
    /// Who stands in.
    pub name: String,
    /// From when.
    pub from: Stamp,
    /// Until when.
    pub until: Stamp,
}

impl Away {
    /// Reads it for one's own account.
    pub(super) fn read(work: &mut Work<'_, '_>, now: Moment) -> Result<Self, Problem> {
        let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
        let posts = identity::posts_of(work, staff)?;
        let units: Vec<_> = posts.iter().map(|post| post.unit).collect();
        let mut known = identity::colleagues(work, &units)?;
        known.retain(|(id, ..)| *id != staff);
        known.dedup_by_key(|(id, ..)| *id);
        let shown = |absence: Absence| AwayNow {
            name: absence.name,
            from: Stamp::new(absence.from, now),
            until: Stamp::new(absence.until, now),
        };
        Ok(Self {
            now: identity::own_absence(work)?.map(shown),
            colleagues: known
                .into_iter()
                .map(|(id, name, _)| Choice::new(id.to_string(), name))
                .collect(),
            stands_in_for: identity::stands_in_for(work, staff)?,
            from: String::new(),
            until: String::new(),
        })
    }
}
