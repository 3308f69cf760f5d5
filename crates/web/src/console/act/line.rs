use std::sync::Arc;

use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::typed::Typed;
use super::verb::Verb;
use super::{Act, On, Subject};
use crate::console::control::Field;
use crate::door::Shape;

/// A move without the types of its form.
pub(crate) struct ActLine {
    /// Its address.
    pub(crate) path: &'static str,
    /// How it reads.
    pub(crate) verb: Verb,
    /// What it brought about.
    pub(crate) done: &'static str,
    /// Whether photos may come with it.
    pub(super) photos: bool,
    /// What it is done to.
    pub(super) on: fn(&mut Work<'_, '_>, &str) -> Result<Subject, Problem>,
    pub(super) shape: fn() -> Shape,
    read: fn(&Typed) -> Result<Arc<dyn Filled>, Problem>,
}

/// A form that was filled in, of whichever move.
pub(super) trait Filled: Send + Sync {
    /// What it asks for now.
    fn asked(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem>;

    /// Makes its move.
    fn made(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem>;
}

impl<A: Act> Filled for A {
    fn asked(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        self.fields(work, no)
    }

    fn made(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        self.make(work, on)
    }
}

impl ActLine {
    /// The line of a move.
    pub(crate) const fn of<A: Act>() -> Self {
        Self {
            path: A::PATH,
            verb: A::VERB,
            done: A::DONE,
            photos: A::PHOTOS,
            on: A::on,
            shape: Shape::of::<A>,
            read: |typed| Ok(Arc::new(typed.joined().read::<A>()?)),
        }
    }

    /// Its last word, such as `respond`.
    pub(crate) fn code(&self) -> &'static str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// How an address names it after it was made: `whistles.respond`.
    pub(super) fn mark(&self) -> String {
        let room = self.path.trim_start_matches("/c/").split('/').next().unwrap_or_default();
        format!("{room}.{}", self.code())
    }

    /// Where its form is for a number.
    pub(crate) fn at(&self, no: &str) -> String {
        self.path.replace("{no}", no)
    }

    pub(super) fn read(&self, typed: &Typed) -> Result<Arc<dyn Filled>, Problem> {
        (self.read)(typed)
    }
}
