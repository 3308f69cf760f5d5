use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame, Stamp};

/// `/my/notices`: what the visitor has been told, newest first.
#[derive(Template, Serialize)]
#[template(path = "resident/notices.html")]
pub struct NoticesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// One page of them.
    pub notices: Vec<Notice>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// One notice.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// Its words.
    pub said: String,
    /// Which appeal it is about.
    pub no: String,
    /// Where it leads.
    pub href: String,
    /// When it was sent.
    pub at: Stamp,
    /// Whether the visitor has not seen it yet.
    pub fresh: bool,
}

impl Face for NoticesPage {}
