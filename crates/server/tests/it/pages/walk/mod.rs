//! Every move that a page offers, with every control of its form: what is shown is accepted. What a
//! move uses up is used up in a copy of the district in which every scene stands.

mod forms;
mod marks;
mod scenes;

use std::collections::{BTreeSet, VecDeque};
use std::sync::OnceLock;
use std::time::Instant;

use axum::http::StatusCode;
use serde_json::Value;
use xianban_testkit::documents::pdf;
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{Answer, Cookies, House, Visitor};
use xianban_testkit::{Engine, Ground, Kept};

use forms::{Fill, fillings, text};
use marks::{Mark, marks, missing};
use scenes::{Cast, SCENES, SHOWN};

/// Files sent with a form.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sent {
    Words,
    Photos,
    Document,
}

/// A form to be sent by somebody about an appeal of a scene.
struct Task {
    scene: usize,
    who: usize,
    code: String,
    fill: Fill,
    sent: Sent,
    /// What has to be found again afterwards.
    marks: Vec<Mark>,
}

/// What was walked, and what went wrong.
#[derive(Default)]
struct Walk {
    moves: BTreeSet<String>,
    controls: BTreeSet<String>,
    choices: BTreeSet<String>,
    forms: usize,
    found: usize,
    copies: usize,
    wrong: Vec<String>,
}

/// The district in which every scene stands, and who comes back to it.
struct Stage {
    kept: Kept,
    people: Vec<Cookies>,
    /// Of each scene, the numbers of its appeals.
    appeals: Vec<Vec<String>>,
}

impl Stage {
    fn set(engine: Engine) -> Self {
        let database = engine.database(Ground::Demo);
        let house = House::open(&database);
        let mut cast = Cast::of(&house);
        let appeals = SCENES
            .iter()
            .map(|scene| (0..scene.times).map(|_| (scene.make)(&house, &mut cast)).collect())
            .collect();
        let people = cast.cookies();
        drop(cast);
        drop(house);
        Self { kept: database.kept(), people, appeals }
    }

    /// What happens to a copy of it.
    fn played<T>(&self, act: impl FnOnce(&mut [Visitor<'_>]) -> T) -> T {
        let database = self.kept.again();
        let house = House::open(&database);
        let mut people: Vec<_> =
            self.people.iter().map(|cookies| house.returning(cookies.clone())).collect();
        act(&mut people)
    }
}

/// Opens every form that is offered and says how each is to be filled in: by everybody as usual,
/// each choice and each sort of file by whoever is offered it first.
fn opened(stage: &Stage, people: &mut [Visitor<'_>], walk: &mut Walk) -> Vec<VecDeque<Task>> {
    let mut all: Vec<VecDeque<Task>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (scene, appeals) in stage.appeals.iter().enumerate() {
        let (mut tasks, page) = (VecDeque::new(), format!("/c/appeals/{}", appeals[0]));
        for (who, person) in people.iter_mut().enumerate() {
            let shown = person.json(&page);
            if shown.status != StatusCode::OK {
                continue;
            }
            for step in shown.json()["moves"].as_array().into_iter().flatten() {
                let code = text(step, "code");
                let form = person.json(&format!("{page}/{code}"));
                if form.status != StatusCode::OK {
                    walk.wrong.push(format!("{}: {code}: {}", SCENES[scene].name, form.status));
                    continue;
                }
                let fields = form.json()["fields"].as_array().cloned().unwrap_or_default();
                walk.moves.insert(code.clone());
                let places = (scene, who, code.as_str());
                tasks.extend(asked(places, &fields, &mut seen, walk));
            }
        }
        all.push(tasks);
    }
    all
}

/// What is to be sent of one form.
fn asked(
    (scene, who, code): (usize, usize, &str),
    fields: &[Value],
    seen: &mut BTreeSet<String>,
    walk: &mut Walk,
) -> Vec<Task> {
    let names: Vec<String> = fields.iter().map(|field| text(field, "name")).collect();
    walk.controls.extend(names.iter().map(|name| format!("{code}.{name}")));
    // A slip that has to be shown in photos cannot be finished without.
    let shown = SCENES[scene].name == SHOWN && code == "do_slip";
    let usually = if shown { Sent::Photos } else { Sent::Words };
    let task = |fill: &Fill, sent| {
        let (code, marks) = (code.to_owned(), marks(code, fields, fill));
        Task { scene, who, code, fill: fill.clone(), sent, marks }
    };
    let mut tasks = Vec::new();
    for filled in fillings(code, fields) {
        let place = if filled.about.is_empty() {
            format!("{scene} {code} {names:?}")
        } else {
            walk.choices.insert(format!("{code} {}", filled.about));
            format!("{code} {} {names:?}", filled.about)
        };
        if seen.insert(place) {
            tasks.push(task(&filled.fill, usually));
        }
    }
    let files = fields.iter().find(|field| text(field, "control") == "photos");
    if let (Some(files), Some(whole)) = (files, fillings(code, fields).first())
        && seen.insert(format!("{code} files"))
    {
        tasks.push(task(&whole.fill, Sent::Photos));
        if !files["documents"].is_null() {
            tasks.push(task(&whole.fill, Sent::Document));
        }
    }
    tasks
}

fn send(person: &mut Visitor<'_>, no: &str, task: &Task) -> Answer {
    let path = format!("/c/appeals/{no}/{}", task.code);
    let opened = person.get(&path);
    if opened.status != StatusCode::OK {
        return opened;
    }
    let version = opened.between("name=\"version\" value=\"", "\"");
    let mut fields = vec![("version", version.as_str())];
    fields.extend(task.fill.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    match task.sent {
        Sent::Words => person.send(&path, &fields),
        Sent::Photos => {
            let (before, after) = photos();
            person.send_photos(&path, &fields, &[("前.jpg", before), ("后.jpg", after)])
        }
        Sent::Document => {
            person.send_files(&path, &fields, "documents", &[("说明.pdf", &pdf("说明"))])
        }
    }
}

/// Before and after, taken once.
fn photos() -> &'static (Vec<u8>, Vec<u8>) {
    static TAKEN: OnceLock<(Vec<u8>, Vec<u8>)> = OnceLock::new();
    TAKEN.get_or_init(|| (taken([180, 90, 60]), taken([70, 140, 80])))
}

/// What is wrong with the answer to a form that was offered and filled in whole.
fn judged(answer: &Answer) -> Option<String> {
    let after = |mark: &str| {
        let parts = answer.text.split(mark).skip(1);
        let said: Vec<&str> = parts.filter_map(|part| part.split("</").next()).collect();
        said.join("; ")
    };
    match answer.status {
        StatusCode::SEE_OTHER => None,
        StatusCode::CONFLICT => Some(after("<span>")),
        StatusCode::UNPROCESSABLE_ENTITY => Some(after("id=\"e-")),
        status => Some(status.to_string()),
    }
}

/// Plays copies until every form was sent; an appeal that a form has moved is used up.
fn sent(stage: &Stage, mut all: Vec<VecDeque<Task>>, walk: &mut Walk) {
    while all.iter().any(|tasks| !tasks.is_empty()) {
        walk.copies += 1;
        stage.played(|people| {
            for (tasks, appeals) in all.iter_mut().zip(&stage.appeals) {
                for no in appeals {
                    while let Some(task) = tasks.pop_front() {
                        walk.forms += 1;
                        let answer = send(&mut people[task.who], no, &task);
                        let wrong = judged(&answer).or_else(|| {
                            walk.found += task.marks.len();
                            let lost = missing(&mut people[scenes::DISPATCHER], no, &task.marks);
                            (!lost.is_empty()).then(|| format!("lost: {lost:?}"))
                        });
                        let Some(wrong) = wrong else { break };
                        let (scene, code) = (SCENES[task.scene].name, &task.code);
                        let filled = format!("{:?} {:?}", task.fill, task.sent);
                        let lost = wrong.starts_with("lost");
                        walk.wrong.push(format!("{scene}: {code} {filled}: {wrong}"));
                        if lost {
                            break;
                        }
                    }
                }
            }
        });
    }
}

/// Walks every form on one engine, or one in so many.
fn walked(engine: Engine, one_in: usize) -> Walk {
    let begun = Instant::now();
    let (stage, mut walk) = (Stage::set(engine), Walk::default());
    let mut all = stage.played(|people| opened(&stage, people, &mut walk));
    for tasks in &mut all {
        let kept = tasks.drain(..).enumerate().filter(|(n, _)| n % one_in == 0);
        *tasks = kept.map(|(_, task)| task).collect();
    }
    sent(&stage, all, &mut walk);
    let Walk { moves, controls, choices, forms, found, copies, .. } = &walk;
    println!(
        "{engine:?}: {} moves, {} controls, {} choices, {forms} forms, {found} marks found again, \
         {copies} copies, {:?}",
        moves.len(),
        controls.len(),
        choices.len(),
        begun.elapsed()
    );
    walk
}

/// Nothing went wrong on the walk of one form in so many, and it led past enough of them.
fn holds(engine: Engine, one_in: usize) {
    let walk = walked(engine, one_in);
    assert!(walk.wrong.is_empty(), "{} wrong: {:#?}", walk.wrong.len(), walk.wrong);
    assert!(walk.forms >= 550 / one_in, "{}", walk.forms);
    assert!(walk.moves.len() >= 38, "{:?}", walk.moves);
    assert!(walk.controls.len() >= 110, "{:?}", walk.controls);
    assert!(walk.choices.len() >= 160, "{:?}", walk.choices);
}

#[test]
fn what_a_form_offers_is_accepted_with_every_choice_and_with_files() {
    holds(Engine::Sqlite, 1);
}

#[test]
fn what_a_form_offers_is_accepted_on_a_server_too() {
    if Engine::Postgres.is_asked() {
        holds(Engine::Postgres, 3);
    }
}
