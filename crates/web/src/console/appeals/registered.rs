use askama::Template;
use serde::Serialize;

use crate::frame::{Coded, Face, Frame, Stamp};

/// What `POST /c/new` answers: the slip for the applicant, to be printed or read out.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/registered.html")]
pub struct RegisteredPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The number, in large type.
    pub no: String,
    /// The query code that opens it together with the number; shown once.
    pub code: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Who takes it on.
    pub unit: String,
    /// That unit's telephone; may be empty.
    pub phone: String,
    /// How the applicant is addressed; may be empty.
    pub name: String,
    /// Until when it is taken on.
    pub due: Stamp,
    /// When it was entered.
    pub filed: Stamp,
    /// Its page, for those who may open it.
    pub href: String,
    /// Whether the applicant finds it among his own after logging in with his phone.
    pub own: bool,
    /// What to know about the photos; may be empty.
    pub photos_said: String,
}

impl Face for RegisteredPage {}
