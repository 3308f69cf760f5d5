//! The moves of rooms whose nouns are folded: one page and one way of sending for all of them. A room
//! lists its moves in a table; each is a type that is its form.
//!
//! Not here: the moves of appeals, which have phrases, searches and a trail to show what changed.

mod line;
mod routes;
mod send;
mod trail;
mod typed;
mod verb;

pub(crate) use line::ActLine;
pub(crate) use routes::{flash, kept_files, lines, with};
pub(crate) use trail::{Happened, Owing, owing, trail};
pub(crate) use typed::Typed;
pub(crate) use verb::{Rank, Verb};

use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use xianban_domain::files::Claim;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::control::Field;
use crate::frame::Link;

/// A move of a room: what it is called, what its form asks for, how it is made. The type is its form,
/// each field by its name, as it was typed; answers to a question with several stand in one field, with
/// commas between.
pub(crate) trait Act: DeserializeOwned + ToSchema + Send + Sync + 'static {
    /// Its address, such as `/c/whistles/{no}/respond`, or `/c/whistles/new`.
    const PATH: &'static str;
    /// How it reads on its button and above its form.
    const VERB: Verb;
    /// What it brought about, in a sentence for whoever made it.
    const DONE: &'static str;
    /// Whether photos may come with it.
    const PHOTOS: bool = false;

    /// What it is done to. For what is not there yet, the list that it will stand in.
    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem>;

    /// What is asked for now, with what was typed so far.
    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem>;

    /// Makes the move; faults stand at the fields of the form. Answers the address that follows.
    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem>;
}

/// What a move is done to, as its form shows it.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// Its page, by its title.
    pub(crate) page: Link,
    /// Its version now.
    pub(crate) version: i64,
    /// What to know before one does it; may be empty.
    pub(crate) known: Vec<(&'static str, String)>,
}

impl Subject {
    /// What has this page.
    pub(crate) fn new(title: impl Into<String>, href: impl Into<String>, version: i64) -> Self {
        Self { page: Link::new(title, href), version, known: Vec::new() }
    }

    /// With a line that is read before the fields.
    pub(crate) fn tells(mut self, what: &'static str, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.known.push((what, words));
        }
        self
    }
}

/// What a move is made on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct On<'a> {
    /// The number; empty for what is not there yet.
    pub(crate) no: &'a str,
    /// The version that the form was opened on.
    pub(crate) seen: i64,
    /// Photos that came with it.
    pub(crate) claim: &'a Claim,
}
