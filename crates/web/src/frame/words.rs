//! Small words of a page: a code beside its text, a time people read, a status with its shape, a
//! photo, the faults of a form.

use serde::{Serialize, Serializer};
use xianban_kernel::{Due, Fault, Moment, Problem};

/// A code for programs beside the text for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Coded {
    /// Stable, such as `livelihood`.
    pub code: String,
    /// What people read, such as 民生诉求.
    pub text: String,
}

impl Coded {
    /// Both at once.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }
}

/// One of several answers in a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Choice {
    /// The value sent.
    pub code: String,
    /// What people read.
    pub text: String,
    /// A second line in plain words; may be empty.
    pub hint: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Choice {
    /// An answer that is not chosen yet.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into(), hint: String::new(), chosen: false }
    }

    /// With a second line.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// Chosen when `code` is its own.
    #[must_use]
    pub fn chosen_if(self, code: &str) -> Self {
        Self { chosen: self.code == code, ..self }
    }

    /// The drawing for a category; a plain one for categories a district has added.
    pub fn icon(&self) -> &'static str {
        match self.code.as_str() {
            "sanitation" | "environment" => "brush-cleaning",
            "traffic" | "transport" => "car",
            "city" | "urban" => "traffic-cone",
            "property" => "key-round",
            "civil" | "welfare" | "civil_affairs" => "heart-handshake",
            "safety" => "shield-alert",
            "party" => "flag",
            "policy" => "landmark",
            "licence" | "license" => "store",
            "law" | "enforcement" => "gavel",
            _ => "ellipsis",
        }
    }
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Link {
    /// What people read.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// Both at once.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// A point in time as people read it; in JSON the time itself, ISO 8601 with offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// For people, short: `今天 09:12`, `11-19 14:02`, `2025-11-19`.
    pub text: String,
    /// For people, exact: shown on hover.
    pub exact: String,
    /// For programs.
    pub iso: String,
}

impl Stamp {
    /// `at`, read at `now`.
    pub fn new(at: Moment, now: Moment) -> Self {
        let (civil, today) = (at.civil(), now.day());
        let form = if at.day() == today {
            "今天 %H:%M"
        } else if Some(at.day()) == today.yesterday().ok() {
            "昨天 %H:%M"
        } else if Some(at.day()) == today.tomorrow().ok() {
            "明天 %H:%M"
        } else if civil.year() == today.year() {
            "%m-%d %H:%M"
        } else {
            "%Y-%m-%d"
        };
        Self {
            text: civil.strftime(form).to_string(),
            exact: civil.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            iso: at.to_string(),
        }
    }
}

impl utoipa::PartialSchema for Stamp {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let time = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        ObjectBuilder::new().schema_type(Type::String).format(Some(time)).into()
    }
}

impl utoipa::ToSchema for Stamp {}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso)
    }
}

/// By when something is promised, and whether the notice of a year's holidays may still move it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Deadline {
    /// The moment.
    pub at: Stamp,
    /// Whether it was counted over a year whose holidays are not settled.
    pub provisional: bool,
}

impl Deadline {
    /// `due`, read at `now`.
    pub fn new(due: Due, now: Moment) -> Self {
        Self { at: Stamp::new(due.at, now), provisional: due.is_provisional() }
    }
}

/// Where a matter stands: colour, word and shape say the same, so that none is needed alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Status {
    /// The state's code, such as `handling`.
    pub code: String,
    /// What people read, such as 办理中.
    pub text: String,
}

impl Status {
    /// Both at once.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }

    /// The class that colours it.
    pub fn tone(&self) -> &'static str {
        match self.code.as_str() {
            "assessing" | "handling" | "reviewing" => "blue",
            "planning" => "amber",
            "following_up" => "gold",
            "closed" => "green",
            "overdue" => "red",
            _ => "grey",
        }
    }

    /// The shape beside the word.
    pub fn shape(&self) -> &'static str {
        match self.code.as_str() {
            "submitted" => "s-open",
            "assessing" => "s-quarter",
            "planning" => "s-talk",
            "handling" => "s-dot",
            "reviewing" => "s-most",
            "following_up" => "s-star",
            "closed" => "s-check",
            "overdue" => "s-bang",
            _ => "s-ended",
        }
    }
}

/// How many documents a form takes, PDF and Word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Documents {
    /// At most so many.
    pub most: usize,
    /// Each of at most so many megabytes.
    pub megabytes: usize,
}

/// A photo or document that is already with us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Photo {
    /// Its identifier, sent back by a form that keeps it.
    pub id: String,
    /// The large picture, or the document as a download.
    pub href: String,
    /// The small one, 320 px; empty when it cannot be drawn.
    pub thumb: String,
    /// What it is, for those who do not see it; a document's name.
    pub alt: String,
    /// A document's kind and size, such as `PDF，1.2 MB`; empty for photos.
    pub document: String,
}

impl Photo {
    /// The photos among them.
    pub fn pictures(all: &[Self]) -> Vec<&Self> {
        all.iter().filter(|one| one.document.is_empty()).collect()
    }

    /// The documents among them.
    pub fn documents(all: &[Self]) -> Vec<&Self> {
        all.iter().filter(|one| !one.document.is_empty()).collect()
    }
}

/// The faults of a form, asked for by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// What is wrong with `field`.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.said.as_str())
    }

    /// Whether something is wrong with `field`.
    pub fn has(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    /// All of them, in the order of the form.
    pub fn all(&self) -> &[Fault] {
        &self.0
    }

    /// Whether the form is in order.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The faults of a problem; none when it is not about a form.
impl From<&Problem> for Faults {
    fn from(problem: &Problem) -> Self {
        if let Problem::Faults(faults) = problem { Self(faults.clone()) } else { Self::default() }
    }
}

impl From<Vec<Fault>> for Faults {
    fn from(faults: Vec<Fault>) -> Self {
        Self(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn times_read_as_people_say_them() {
        let now = at("2026-11-23T09:00:00+08:00");
        let read = |text| Stamp::new(at(text), now).text;
        assert_eq!(read("2026-11-23T09:12:00+08:00"), "今天 09:12");
        assert_eq!(read("2026-11-22T23:59:00+08:00"), "昨天 23:59");
        assert_eq!(read("2026-11-24T18:00:00+08:00"), "明天 18:00");
        assert_eq!(read("2026-11-19T14:02:33+08:00"), "11-19 14:02");
        assert_eq!(read("2025-11-19T14:02:00+08:00"), "2025-11-19");
    }

    #[test]
    fn programs_get_the_time_itself() {
        let stamp = Stamp::new(at("2026-11-19T14:02:33+08:00"), at("2026-11-23T09:00:00+08:00"));
        assert_eq!(serde_json::to_string(&stamp).unwrap(), "\"2026-11-19T14:02:33+08:00\"");
    }
}
