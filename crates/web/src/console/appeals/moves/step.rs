//! What one move of staff is made of, and all of them without their types: the page, the handlers and
//! the table of addresses know only the lines.

use std::fmt;
use std::sync::Arc;
use xianban_domain::appeals::Action;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, MapAccess};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;
use xianban_domain::appeals::{Appeal, Seen};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::table::Table;
use crate::console::control::Field;
use crate::door::Shape;
use crate::frame::problem::unreadable;

/// One move of staff on an appeal: what it is called, what its form asks for, how it is made. The type
/// is its form, each field by its name, as it was typed: a form with a fault is given back as it came.
pub(super) trait Step: DeserializeOwned + ToSchema + Send + Sync + 'static {
    /// The move.
    const ACTION: Action;
    /// How it reads on its button and above its form.
    const VERB: Verb;
    /// How early it stands among the moves of a page.
    const RANK: Rank;
    /// The single key that opens it; empty when it has none.
    const KEY: &'static str = "";
    /// Whether photos and documents may come with it.
    const PHOTOS: bool = false;

    /// What is asked for now, with what was typed so far.
    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem>;

    /// Makes the move; faults stand at the fields of the form.
    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem>;
}

/// How a move reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb {
    /// On its button and above its form.
    pub(crate) text: &'static str,
    /// Who gets what and what follows, in a sentence or two.
    pub(crate) effect: &'static str,
    /// Whether it leaves the house or cannot be undone.
    pub(crate) grave: bool,
}

impl Verb {
    pub(super) const fn new(text: &'static str, effect: &'static str) -> Self {
        Self { text, effect, grave: false }
    }

    /// One that leaves the house or cannot be undone.
    pub(super) const fn grave(text: &'static str, effect: &'static str) -> Self {
        Self { text, effect, grave: true }
    }
}

/// How early a move stands on a page: what the state waits for comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// What the state waits for.
    Awaited,
    /// Telling how it goes.
    Telling,
    /// Saying that it is done.
    Closing,
    /// Often wanted beside them.
    Often,
    /// Wanted now and then.
    Sometimes,
    /// Seldom wanted: behind a word that opens.
    Rare,
}

/// What a move is made on.
#[derive(Clone, Copy, Debug)]
pub(super) struct On<'a> {
    /// The appeal's number.
    pub(super) no: &'a str,
    /// The version that the form was opened on.
    pub(super) seen: Seen,
    /// How many photos came with it.
    pub(super) photos: usize,
}

/// A form that was filled in, of whichever move.
pub(super) trait Filled: Send + Sync {
    /// What it asks for now.
    fn asked(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem>;

    /// Makes its move.
    fn made(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem>;
}

impl<S: Step> Filled for S {
    fn asked(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        self.fields(table)
    }

    fn made(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        self.make(work, on)
    }
}

/// A move without the types of its form.
pub(crate) struct StepLine {
    /// The move.
    pub(crate) action: Action,
    /// How it reads.
    pub(crate) verb: Verb,
    /// How early it stands.
    pub(crate) rank: Rank,
    /// Its single key.
    pub(crate) key: &'static str,
    /// Whether photos and documents may come with it.
    pub(super) photos: bool,
    /// The shape of its form.
    pub(super) shape: fn() -> Shape,
    read: fn(&Typed) -> Result<Arc<dyn Filled>, Problem>,
}

impl StepLine {
    /// The line of a move.
    pub(super) const fn of<S: Step>() -> Self {
        Self {
            action: S::ACTION,
            verb: S::VERB,
            rank: S::RANK,
            key: S::KEY,
            photos: S::PHOTOS,
            shape: Shape::of::<S>,
            read: |typed| Ok(Arc::new(typed.read::<S>()?)),
        }
    }

    /// Its form as it was filled in.
    pub(super) fn read(&self, typed: &Typed) -> Result<Arc<dyn Filled>, Problem> {
        (self.read)(typed)
    }
}

/// The fields of a form by name, as they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(Vec<(String, Value)>);

impl Typed {
    /// The fields of `T`, each at most once; what it does not know is left alone.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let read = T::deserialize(MapDeserializer::new(self.0.iter().cloned()));
        read.map_err(|error: serde_json::Error| unreadable(&error.to_string()))
    }

    /// The text of a field; empty when there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.and_then(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The same with another text in a field.
    pub(super) fn with(mut self, name: &str, text: String) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), Value::String(text)));
        self
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

/// Takes every pair, those of one name too: whether a name may come twice, the form decides.
struct Pairs;

impl<'de> serde::de::Visitor<'de> for Pairs {
    type Value = Typed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Typed, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Typed(pairs))
    }
}
