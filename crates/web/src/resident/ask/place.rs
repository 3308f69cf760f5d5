use askama::Template;
use serde::Serialize;

use crate::frame::{Choice, Face};

/// Where it is, chosen one rung at a time: community, estate, building, entrance. Fields: `place`
/// (the lowest rung chosen so far), `place_next` (one rung lower; wins when not empty),
/// `place_words`, `place_unknown`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Picker {
    /// The lowest place chosen so far; empty when none.
    pub place: String,
    /// The rungs chosen so far, from the top.
    pub path: Vec<Rung>,
    /// What the next rung is called, such as 小区; empty when there is none below.
    pub next_name: String,
    /// The places of the next rung.
    pub next: Vec<Choice>,
    /// Whether the place came from a scanned code.
    pub scanned: bool,
    /// The grid worker of the place, such as 第 3 网格 王敏; may be empty.
    pub grid_worker: String,
    /// The place in the visitor's words.
    pub words: String,
    /// Whether the visitor cannot tell the place.
    pub unknown: bool,
}

/// One rung already chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// The place's id.
    pub id: String,
    /// Its name.
    pub text: String,
    /// The id of the place above, for going back one rung; empty at the top.
    pub above: String,
}

/// `/ask/place?place=ID`: the picker alone, which a script puts in place of the old one.
#[derive(Template, Serialize)]
#[template(path = "resident/ask/place.html")]
pub struct PlacePage {
    /// The picker.
    pub picker: Picker,
}

impl Face for PlacePage {}
