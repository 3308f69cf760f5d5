//! The table of the moves, and their addresses.

use std::sync::LazyLock;

use axum::extract::{Path, Request};
use xianban_domain::appeals::Action;

use super::step::StepLine;
use super::{Beside, MovePage, STEPS, send, undo};
use crate::console::act::{Typed, kept_files, with};
use crate::door::For::Part;
use crate::door::{Line, Shape, get, post};
use crate::query::Query;
use crate::sent::Around;
use crate::visitor::Visitor;

/// An address of the table with what its form is called.
struct Address {
    step: &'static StepLine,
    path: String,
    form: String,
}

static ADDRESSES: LazyLock<Vec<Address>> = LazyLock::new(|| {
    let address = |step: &'static StepLine| Address {
        step,
        path: format!("/c/appeals/{{no}}/{}", step.action.code()),
        form: format!("{}的表单", step.verb.text),
    };
    STEPS.iter().map(address).collect()
});

/// The addresses of every move, and of taking one's last move back.
pub(crate) fn lines() -> Vec<Line> {
    let mut lines: Vec<Line> = ADDRESSES.iter().flat_map(lines_of).collect();
    lines.push(
        post("/c/appeals/{no}/undo", Part, "撤销自己的上一步", undo::send)
            .needs_there([Action::Undo.code()]),
    );
    lines
}

fn lines_of(address: &'static Address) -> [Line; 2] {
    let step = address.step;
    let form = move |visitor: Visitor, Path(no): Path<String>, Query(typed): Query<Typed>| {
        send::form(visitor, step, no, typed)
    };
    let send = move |visitor: Visitor, Path(no): Path<String>, request: Request| {
        send::send(visitor, step, no, request)
    };
    let form = get(&address.path, Part, &address.form, form).gives::<MovePage>();
    let send = post(&address.path, Part, step.verb.text, send);
    let send = if step.photos { send.with_files() } else { send };
    [
        Line { asks: Some(asked(step)), barred: true, ..form },
        Line { takes: Some(taken(step)), ..send },
    ]
    .map(|line| line.needs_there([step.action.code()]))
}

/// What may stand after the question mark of a form: its fields, filled in.
fn asked(step: &StepLine) -> Shape {
    let own = (step.shape)();
    with(Shape { name: format!("{}Asked", own.name), ..own }, Shape::of::<Beside>())
}

/// What a form takes: its own fields and those of every form.
fn taken(step: &StepLine) -> Shape {
    let own = (step.shape)();
    let shape = Shape { name: format!("Move{}", own.name), ..own };
    let shape = with(with(shape, Shape::of::<Beside>()), Shape::of::<Around>());
    if step.photos { with(shape, kept_files()) } else { shape }
}

#[cfg(test)]
mod tests {
    use super::super::step;
    use super::*;

    /// Every other action, with the address where it is done; empty where no person does it there.
    const ELSEWHERE: &[(Action, &str)] = &[
        (Action::Submit, "/ask/{kind}"),
        (Action::SubmitOnBehalf, "/c/new"),
        (Action::Import, ""),
        (Action::Supplement, "/appeals/{no}/supplement"),
        (Action::Urge, "/appeals/{no}/urge"),
        (Action::Rate, "/appeals/{no}/rate"),
        (Action::Disown, "/appeals/{no}/disown"),
        (Action::Rework, "/appeals/{no}/rework"),
        (Action::Close, ""),
        (Action::Withdraw, "/appeals/{no}/withdraw"),
        (Action::Reconsider, "/appeals/{no}/rework"),
        (Action::AnswerVisit, "/appeals/{no}/visit"),
        (Action::Undo, "/c/appeals/{no}/undo"),
        (Action::ReadCase, "/c/appeals/{no}"),
        (Action::ReadIdentity, "/c/appeals/{no}/read_identity"),
        (Action::Search, "/c/appeals"),
    ];

    #[test]
    fn every_action_has_one_step_or_is_done_elsewhere() {
        let table = crate::table();
        for action in Action::ALL {
            let steps = STEPS.iter().filter(|step| step.action == *action).count();
            let others = ELSEWHERE.iter().filter(|(other, _)| other == action).count();
            assert_eq!(steps + others, 1, "{action}: give it a step, or say where it is done");
        }
        for (action, path) in ELSEWHERE {
            let found = path.is_empty() || table.iter().any(|line| line.path == *path);
            assert!(found, "{action} is not done at {path}");
        }
    }

    #[test]
    fn the_words_of_every_step_are_those_reviewers_have_seen() {
        let line = |action: &Action| match step(*action) {
            Some(StepLine { verb, key, .. }) => {
                let (grave, text, effect) =
                    (if verb.grave { "!" } else { " " }, verb.text, verb.effect);
                format!("{:<16} {grave} {key:<1} {text}　{effect}\n", action.code())
            }
            None => format!("{:<16} -\n", action.code()),
        };
        let now: String = Action::ALL.iter().map(line).collect();
        let found = std::env::temp_dir().join("steps.txt");
        std::fs::write(&found, &now).unwrap();
        let seen = include_str!("../../../../golden/steps.txt");
        assert!(now == seen, "when the change is meant, copy {} to golden/", found.display());
    }

    #[test]
    fn a_form_tells_what_must_be_sent_and_what_a_field_may_hold() {
        let document = crate::openapi();
        let schema = &document["components"]["schemas"]["MoveRule"];
        assert_eq!(
            schema["required"],
            serde_json::json!(["item", "choice", "words"]),
            "what the form marks as needed"
        );
        let choice = &schema["properties"]["choice"];
        assert_eq!(choice["$ref"], "#/components/schemas/Ruling");
        let ruling = &document["components"]["schemas"]["Ruling"]["enum"];
        assert_eq!(*ruling, serde_json::json!(["stays", "moves"]));
        for common in ["version", "csrf", "key", "find", "look", "phrase"] {
            assert!(schema["properties"][common].is_object(), "{common}");
        }
    }
}
