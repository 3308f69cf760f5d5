use serde::Serialize;
use xianban_domain::office::Work;
use xianban_domain::organisation::{Grid, find_place};
use xianban_domain::teams::{self, Card};
use xianban_kernel::Problem;

use super::whom::{dialled, href};
use crate::frame::Coded;

/// The team of a grid, as residents read it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = GridTeam)]
pub struct View {
    /// The grid, such as 第3网格.
    pub grid: String,
    /// The community it lies in.
    pub community: String,
    /// Its own page.
    pub href: String,
    /// Who is in it, in the order of the eight roles.
    pub members: Vec<Helping>,
}

/// One of a team.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = GridTeamMember)]
pub struct Helping {
    /// As what.
    pub role: Coded,
    /// His name, as far as he allows.
    pub name: String,
    /// The number to ring; empty when he shows none.
    pub phone: String,
    /// The number, as it is dialled.
    pub tel: String,
    /// Whether it is the community's number.
    pub office: bool,
    /// What he does; may be empty.
    pub does: String,
    /// When he is there; may be empty.
    pub times: String,
    /// Until which day he stands in for somebody; empty when he does not.
    pub until: String,
}

impl View {
    /// The team of a grid.
    pub(super) fn of(work: &mut Work<'_, '_>, grid: &Grid) -> Result<Self, Problem> {
        let community = find_place(work.tx, grid.community)?.ok_or(Problem::NotFound)?;
        let members = teams::cards(work, grid)?.iter().map(Helping::of).collect();
        Ok(Self {
            grid: grid.name.clone(),
            community: community.name,
            href: href(grid.id),
            members,
        })
    }
}

impl Helping {
    fn of(card: &Card) -> Self {
        let phone = card.phone.clone().unwrap_or_default();
        Self {
            role: Coded::new(card.role.code(), card.role.name()),
            name: card.name.clone(),
            tel: dialled(&phone),
            phone,
            office: card.office,
            does: card.does.clone(),
            times: card.times.clone(),
            until: card.until.map(|until| until.day().to_string()).unwrap_or_default(),
        }
    }

    /// Whom the button calls.
    pub fn called(&self) -> &str {
        if self.office { "社区" } else { &self.name }
    }
}
