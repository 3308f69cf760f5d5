//! What the fields of a form may hold, as the document of the addresses tells it. The fields
//! themselves stay text: what was typed must be given back with its fault.

use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use xianban_domain::appeals::{Jurisdiction, Level, Measure, Mode, Risk, Why};
use xianban_domain::rules::{Evidence, Lane};

/// A closed list of codes with their names, under the name that the document gives it.
macro_rules! closed {
    ($($(#[$doc:meta])* $name:ident { $all:expr })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum $name {}

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::console::closed::list($all)
            }
        }

        impl utoipa::ToSchema for $name {}
    )+ };
}
pub(crate) use closed;

/// A text that is one of these codes.
pub(crate) fn list<'a>(
    all: impl IntoIterator<Item = &'a (&'static str, &'static str)>,
) -> RefOr<Schema> {
    let all: Vec<_> = all.into_iter().collect();
    let said: Vec<_> = all.iter().map(|(code, name)| format!("`{code}` {name}")).collect();
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(all.iter().map(|(code, _)| *code)))
        .description(Some(said.join("; ")))
        .into()
}

/// A text of one form.
fn shaped(pattern: &str, said: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern))
        .description(Some(said))
        .into()
}

macro_rules! shaped {
    ($($(#[$doc:meta])* $name:ident { $pattern:literal, $said:literal })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum $name {}

        impl utoipa::PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                shaped($pattern, $said)
            }
        }

        impl utoipa::ToSchema for $name {}
    )+ };
}

shaped! {
    /// A number.
    Digits { "^[0-9]+$", "A number, as the form of the move offers it." }
    /// A day and time.
    LocalTime { "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        "A day and time, `2026-11-25T18:00`, China time." }
}

/// Yes or no.
pub(crate) const YES_NO: &[(&str, &str)] = &[("yes", "是"), ("no", "否")];

/// Every code of a closed list of the house with its name.
macro_rules! named {
    ($list:ident) => {
        &$list::ALL.iter().map(|one| (one.code(), one.name())).collect::<Vec<_>>()
    };
}
pub(crate) use named;

closed! {
    /// Yes or no.
    YesNo { YES_NO }
    /// A lane.
    LaneCode { named!(Lane) }
    /// What must be handed in.
    EvidenceCode { named!(Evidence) }
    /// Whose matter it is.
    JurisdictionCode { named!(Jurisdiction) }
    /// At which level it is settled.
    LevelCode { named!(Level) }
    /// How it was assessed.
    ModeCode { named!(Mode) }
    /// How much harm may come of it.
    RiskCode { named!(Risk) }
    /// A visit on site, a hearing, a joint meeting.
    MeasureCode { named!(Measure) }
    /// A list on which an appeal may stand.
    WhyCode { named!(Why) }
}
