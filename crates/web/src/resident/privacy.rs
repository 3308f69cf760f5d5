use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};

/// `/privacy`: what is kept about a person, who sees it, and how the pages help those who see or
/// move less well.
#[derive(Template, Serialize)]
#[template(path = "resident/privacy.html")]
pub struct PrivacyPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
}

impl Face for PrivacyPage {}
