use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xianban_domain::identity;
use xianban_kernel::{Actor, Context, Problem, Seed};

use crate::site::Site;

/// Who asks.
#[derive(Debug, Default, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub(crate) struct Keyed {
    /// The token of a service account; nobody's when empty.
    pub(crate) api_key: String,
}

/// The work of whoever holds this key; without one, of a guest. A key nobody has is refused.
pub(super) async fn acting(site: &Site, key: &str) -> Result<Context, Problem> {
    let cx = Context::new(Actor::Guest, site.clock.now(), Seed::fresh());
    if key.is_empty() {
        return Ok(cx);
    }
    let key = key.to_owned();
    let found = site.office.read(&cx, move |work| identity::find_service(work, &key)).await?;
    found.map(|actor| cx.acting_as(actor)).ok_or(Problem::LoginNeeded)
}
