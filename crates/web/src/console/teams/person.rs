use serde::Serialize;
use xianban_domain::teams::Person;

use crate::frame::{Coded, Link};
use crate::resident::teams::whom::dialled;

/// One of a team as staff read him.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TeamPerson)]
pub struct Phoned {
    /// Which one of the team.
    pub n: i64,
    /// As what.
    pub role: Coded,
    /// His name.
    pub name: String,
    /// His number; empty when there is none.
    pub phone: String,
    /// The number, as it is dialled.
    pub tel: String,
    /// When he is there; may be empty.
    pub times: String,
    /// What residents read of him, in words.
    pub shown: String,
    /// His account, by name; may be empty.
    pub staff: String,
    /// Who stands in for him.
    pub stand_in: Option<Standing>,
    /// What this person may do with him now.
    pub moves: Vec<Link>,
}

/// Who stands in for somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TeamStandInShown)]
pub struct Standing {
    /// His name.
    pub name: String,
    /// His number; empty when there is none.
    pub phone: String,
    /// The number, as it is dialled.
    pub tel: String,
    /// Until which day.
    pub until: String,
}

impl Phoned {
    /// Somebody with what may be done with him.
    pub(super) fn of(person: &Person, moves: Vec<Link>) -> Self {
        let shown = format!("{}；{}", person.shown.name.name(), person.shown.phone.name());
        Self {
            n: person.n,
            role: Coded::new(person.role.code(), person.role.name()),
            name: person.name.clone(),
            phone: person.phone.clone(),
            tel: dialled(&person.phone),
            times: person.times.clone(),
            shown,
            staff: person.staff.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            stand_in: person.stand_in.as_ref().map(|one| Standing {
                name: one.name.clone(),
                phone: one.phone.clone(),
                tel: dialled(&one.phone),
                until: one.until.day().to_string(),
            }),
            moves,
        }
    }
}
