//! What other rooms have about an appeal, and what can be begun there.

use serde::Serialize;
use xianban_domain::appeals::{Appeal, Standing};
use xianban_domain::consultation;
use xianban_domain::folded;
use xianban_domain::office::Work;
use xianban_domain::rooms::ROOMS;
use xianban_domain::whistle;
use xianban_kernel::Problem;

use crate::frame::Link;

/// A dossier of another room that is about an appeal.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Beside {
    /// What it is called, such as 吹哨单.
    pub room: String,
    /// Its page, by its title.
    pub page: Link,
    /// Where it stands.
    pub standing: String,
}

/// What can be begun over an appeal: who may, what it says, where its number goes.
const BEGIN: &[(&str, &str, &str)] = &[
    (whistle::Action::Draft.code(), "汇总吹哨", "/c/whistles/new?appeals="),
    (consultation::Action::Call.code(), "召集网格协商", "/c/consultations/new?appeals="),
];

/// Dossiers of other rooms about an appeal, as far as the actor may read them.
pub(crate) fn beside(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Beside>, Problem> {
    let mut found = Vec::new();
    for room in ROOMS {
        for (dossier, title) in folded::tied(work, appeal.id, room.kind, room.reads)? {
            found.push(Beside {
                room: room.name.to_owned(),
                page: Link::new(title, format!("/c/{}", dossier.link())),
                standing: (room.standing)(&dossier.sort).to_owned(),
            });
        }
    }
    Ok(found)
}

/// What the actor may begin over an appeal that is handled.
pub(crate) fn begin(work: &Work<'_, '_>, appeal: &Appeal) -> Vec<Link> {
    if !matches!(appeal.state.standing(), Standing::Planning | Standing::Handling) {
        return Vec::new();
    }
    let rules = work.office.rules_at(work.cx.at).rules;
    let may = BEGIN.iter().filter(|(action, ..)| rules.may(&work.cx.actor, *action));
    may.map(|(_, text, href)| Link::new(*text, format!("{href}{}", appeal.no))).collect()
}
