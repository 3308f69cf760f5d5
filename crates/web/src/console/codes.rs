use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};

/// `/c/places/{place}/codes`: the QR codes of an estate, for printing: one per building and
/// entrance.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/codes.html")]
pub struct CodesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The estate.
    pub estate: String,
    /// The estates to choose from, with where they lead.
    pub estates: Vec<crate::frame::Link>,
    /// The codes, in the order of buildings and entrances.
    pub codes: Vec<Code>,
}

/// One code.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Code {
    /// What it opens, such as 5 号楼 1 单元.
    pub place: String,
    /// The grid and its worker, such as 第 3 网格 王敏; may be empty.
    pub grid: String,
    /// The address in the code.
    pub url: String,
    /// How often it has been scanned.
    pub scans: u64,
    /// The drawing's size in modules and its path; made by [`crate::frame::qr::draw`].
    #[serde(skip)]
    pub drawing: crate::frame::qr::Drawing,
}

impl Face for CodesPage {}
