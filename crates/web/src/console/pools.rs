use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::seats::{Empty, empty_seats};
use xianban_kernel::Problem;

use super::desk;
use crate::frame::{Face, Frame, Stamp};
use crate::visitor::Visitor;

/// `/c/pools`: for the system administrator, the seats that lack somebody for what is owed there: nobody
/// sits there, or everybody had a hand in the matters. Numbers only, no matter's words.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/pools.html")]
pub struct PoolsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The seats, with what waits.
    pub pools: Vec<Pool>,
}

/// A seat that lacks somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Pool {
    /// The unit.
    pub unit: String,
    /// The role, such as 审核员.
    pub role: String,
    /// What is owed there, such as 办理 3 件、签收 1 件.
    pub owed: String,
    /// How many duties that is.
    pub duties: i64,
    /// Why it lacks somebody, and who has it meanwhile.
    pub why: String,
    /// The oldest, since when.
    pub since: Stamp,
}

impl Face for PoolsPage {}

/// What waits for more people.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor) -> Result<PoolsPage, Problem> {
    let frame = desk::frame(visitor, "pools").await?;
    let found = visitor.site.office.read(&visitor.cx, empty_seats).await?;
    let pool = |one: Empty| {
        let owed = one.owed.iter().map(|(kind, n)| format!("{} {n} 件", desk::called(kind)));
        let why = match &one.to {
            _ if one.barred => "能办的人都经手过，要再任命一位没有经手的人".to_owned(),
            Some((unit, role)) => format!("没有人在岗，由{unit}{role}代办"),
            None => "没有人在岗，上级单位和平台办公室也没有人，请尽快任命".to_owned(),
        };
        Pool {
            unit: one.unit,
            role: one.role,
            owed: owed.collect::<Vec<_>>().join("、"),
            duties: one.owed.iter().map(|(_, n)| n).sum(),
            why,
            since: Stamp::new(one.since, visitor.cx.at),
        }
    };
    Ok(PoolsPage { frame, pools: found.into_iter().map(pool).collect() })
}
