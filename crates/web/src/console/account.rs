use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame, Stamp};

/// `/c/me`: posts held, devices logged in, logout everywhere.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/account.html")]
pub struct AccountPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The person's name.
    pub name: String,
    /// Account name.
    pub account: String,
    /// Posts held, such as 春光山色社区 · 受理员.
    pub posts: Vec<String>,
    /// Devices logged in, this one first.
    pub sessions: Vec<SessionLine>,
}

/// A device that is logged in.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SessionLine {
    /// Sent back to end it.
    pub id: String,
    /// What it is, in plain words, such as Windows 上的 Chrome.
    pub device: String,
    /// Since when.
    pub since: Stamp,
    /// Last seen, within five minutes.
    pub seen: Stamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl Face for AccountPage {}
