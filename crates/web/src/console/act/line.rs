use std::sync::Arc;

use axum::extract::{Path, Request};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Object, RefOr, Schema};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::send::{self, ActPage, Beside};
use super::typed::Typed;
use super::verb::Verb;
use super::{Act, On, Subject};
use crate::console::control::Field;
use crate::did;
use crate::door::For::{Part, Staff};
use crate::door::{Line, Shape, get, post};
use crate::frame::{Flash, Tone};
use crate::query::Query;
use crate::sent::Around;
use crate::visitor::Visitor;

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
    shape: fn() -> Shape,
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

/// What the address of a page says was just done, by one of these moves.
pub(crate) fn flash(acts: &[ActLine], path: &str) -> Option<Flash> {
    let mark = did::mark(path)?;
    let act = acts.iter().find(|act| act.mark() == mark)?;
    Some(Flash { tone: Tone::Good, said: act.done.to_owned() })
}

/// The addresses of every move of a room.
pub(crate) fn lines(acts: &'static [ActLine]) -> Vec<Line> {
    acts.iter().flat_map(lines_of).collect()
}

fn lines_of(act: &'static ActLine) -> [Line; 2] {
    let who = if act.path.contains("{no}") { Part } else { Staff };
    let form = move |visitor: Visitor, no: Option<Path<String>>, Query(typed): Query<Typed>| {
        send::form(visitor, act, no.map(|Path(no)| no).unwrap_or_default(), typed)
    };
    let send = move |visitor: Visitor, no: Option<Path<String>>, request: Request| {
        send::send(visitor, act, no.map(|Path(no)| no).unwrap_or_default(), request)
    };
    let form = get(act.path, who, act.verb.text, form).gives::<ActPage>();
    let send = post(act.path, who, act.verb.text, send);
    let send = if act.photos { send.with_files() } else { send };
    let own = (act.shape)();
    let asked = Shape { name: format!("{}Asked", own.name), ..own };
    let asked = with(asked, Shape::of::<Beside>());
    let own = (act.shape)();
    let taken = Shape { name: format!("{}Form", own.name), ..own };
    let taken = with(with(taken, Shape::of::<Beside>()), Shape::of::<Around>());
    let taken = if act.photos { with(taken, kept_files()) } else { taken };
    [Line { asks: Some(asked), ..form }, Line { takes: Some(taken), ..send }]
}

/// Files that are kept already, by their identifiers.
pub(crate) fn kept_files() -> Shape {
    let ids = || ArrayBuilder::new().items(Object::with_type(Type::String)).build();
    let files = ObjectBuilder::new().property("photo", ids()).property("document", ids());
    Shape { name: String::new(), schema: files.into(), parts: Vec::new() }
}

/// A shape with the fields of another beside its own.
pub(crate) fn with(mut shape: Shape, other: Shape) -> Shape {
    if let (RefOr::T(Schema::Object(own)), RefOr::T(Schema::Object(more))) =
        (&mut shape.schema, other.schema)
    {
        own.properties.extend(more.properties);
    }
    shape.parts.extend(other.parts);
    shape
}
