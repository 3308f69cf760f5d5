use askama::Template;
use serde::Serialize;

use crate::frame::{Coded, Face, Frame, Stamp};

/// `/ask/done/{no}`: it has been filed. The number, the query code, who calls until when.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/done.html")]
pub struct DonePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The number, in large type.
    pub no: String,
    /// The query code that opens it together with the number.
    pub code: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Who takes it on.
    pub unit: String,
    /// Until when they do.
    pub due: Stamp,
    /// Its page.
    pub href: String,
    /// Photos that could not be kept, in words; may be empty.
    pub photos_said: String,
}

impl Face for DonePage {}
