//! What one move of staff is made of, and all of them without their types: the page, the handlers and
//! the table of addresses know only the lines.

use std::sync::Arc;
use xianban_domain::appeals::Action;

use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use xianban_domain::appeals::{Appeal, Seen};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::table::Table;
use crate::console::act::{Rank, Typed, Verb};
use crate::console::control::Field;
use crate::door::Shape;

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
