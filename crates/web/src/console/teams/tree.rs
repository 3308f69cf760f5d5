use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::organisation::{GridRole, Unit};
use xianban_domain::teams::{self, Branch, Sought};
use xianban_kernel::{Moment, Problem, UnitId};

use super::person::Phoned;
use super::subject::href;
use crate::console::desk;
use crate::frame::{Choice, Face, Frame, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/teams?community=ID`: the phone tree (通讯录) of a community: grid by grid, role by role; printable.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/teams/tree.html")]
#[schema(as = TeamsPage)]
pub struct TreePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The communities to choose from.
    pub communities: Vec<Choice>,
    /// The one that is shown, by name; empty when there is none.
    pub community: String,
    /// The roles to choose from; the first, with an empty code, means all.
    pub roles: Vec<Choice>,
    /// A part of a name or number that was looked for; may be empty.
    pub q: String,
    /// Whether only a part of it is wanted.
    pub sifted: bool,
    /// Its grids, by number.
    pub teams: Vec<Twig>,
    /// What its grids reported.
    pub reports: String,
}

impl Face for TreePage {}

/// A grid of a phone tree.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TeamTwig)]
pub struct Twig {
    /// The number of its team's dossier.
    pub no: String,
    /// What the team is called.
    pub name: String,
    /// Its page.
    pub href: String,
    /// When names and numbers were last found to hold.
    pub checked: Stamp,
    /// Who is in it, in the order of roles.
    pub members: Vec<Phoned>,
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = TeamsAsked)]
pub(crate) struct Asked {
    /// Which community, as a unit; the first of those the person may read when empty.
    community: String,
    /// One role.
    role: String,
    /// A part of a name, or of a number.
    q: String,
}

/// The phone tree.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<TreePage, Problem> {
    desk::posts(visitor)?;
    let wanted = chosen(&asked.community)?;
    let sought = Sought { role: GridRole::from_code(&asked.role), words: asked.q.clone() };
    let sifted = sought.role.is_some() || !asked.q.trim().is_empty();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let all = teams::communities(work)?;
        let community = wanted.or_else(|| all.first().map(|unit| unit.id));
        let tree = community.map(|unit| teams::phone_tree(work, unit, &sought)).transpose()?;
        Ok((all, community, tree.unwrap_or_default()))
    });
    let (all, community, tree) = read.await?;
    let role = |role: &GridRole| Choice::new(role.code(), role.name()).chosen_if(&asked.role);
    let mut roles = vec![Choice::new("", "八大员").chosen_if(&asked.role)];
    roles.extend(GridRole::ALL.iter().map(role));
    let name = all.iter().find(|unit| Some(unit.id) == community).map(|unit| unit.name.clone());
    let now = visitor.cx.at;
    Ok(TreePage {
        frame: desk::frame(visitor, "teams").await?,
        communities: choices(&all, community),
        community: name.unwrap_or_default(),
        roles,
        q: asked.q.clone(),
        sifted,
        teams: tree.iter().map(|branch| twig(branch, now)).collect(),
        reports: community
            .map(|unit| format!("/c/teams/reports?community={unit}"))
            .unwrap_or_default(),
    })
}

/// The community that an address names, if any.
pub(super) fn chosen(text: &str) -> Result<Option<UnitId>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(|id| Some(UnitId::new(id))).map_err(|_| Problem::NotFound)
}

/// The communities to choose from.
pub(super) fn choices(all: &[Unit], chosen: Option<UnitId>) -> Vec<Choice> {
    let chosen = chosen.map(|unit| unit.to_string()).unwrap_or_default();
    let choice = |unit: &Unit| Choice::new(unit.id.to_string(), unit.name.clone());
    all.iter().map(|unit| choice(unit).chosen_if(&chosen)).collect()
}

fn twig(branch: &Branch, now: Moment) -> Twig {
    let held = &branch.held;
    Twig {
        no: held.no.clone(),
        name: held.at.name.clone(),
        href: href(&held.no),
        checked: Stamp::new(held.checked_at, now),
        members: branch.members.iter().map(|one| Phoned::of(one, Vec::new())).collect(),
    }
}
