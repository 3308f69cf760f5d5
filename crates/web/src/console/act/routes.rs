use axum::extract::{Path, Request};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Object, RefOr, Schema};

use super::line::ActLine;
use super::send::{self, ActPage, Beside};
use super::typed::Typed;
use crate::did;
use crate::door::For::{Part, Staff};
use crate::door::{Line, Shape, get, post};
use crate::frame::{Flash, Tone};
use crate::query::Query;
use crate::sent::Around;
use crate::visitor::Visitor;

/// What the address of a page says was just done, by one of these moves.
pub(crate) fn flash(acts: &[ActLine], path: &str) -> Option<Flash> {
    let mark = did::mark(path)?;
    let act = acts.iter().find(|act| act.mark() == mark)?;
    Some(Flash { tone: Tone::Good, said: act.done.to_owned() })
}

/// The addresses of every move of a room; `need` answers what the room's table of moves has granted for
/// the one of this code.
pub(crate) fn lines(acts: &'static [ActLine], need: fn(&str) -> &'static str) -> Vec<Line> {
    acts.iter().flat_map(|act| lines_of(act).map(|line| line.needs([need(act.code())]))).collect()
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
