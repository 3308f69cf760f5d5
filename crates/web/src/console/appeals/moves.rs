use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Coded, Face, Faults, Frame};
use crate::query::Query;
use axum::extract::{Path, Request};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_domain::office::Work;
use xianban_domain::organisation::{UnitKind, units_of};
use xianban_domain::phrases::{phrase, phrases};
use xianban_domain::rules::Action;
use xianban_kernel::Problem;

pub use super::control::{Control, Field};
use super::deep::{Around, DeepForm, Table};
use super::entry::changes;
use super::fields::fields;
use super::make::make;
use super::registration::evidence;
use super::verbs::{TAKE_PHOTOS, verb};
use crate::console::desk;
use crate::files;
use crate::files::form::{Brought, read};
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/c/appeals/{no}/{move}`: the form of one move, for every move alike; its fields come with it.
/// Always sent along: `csrf`, `key`, `version`. Its block `act` opens in place on the appeal's page.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/moves.html", blocks = ["act"])]
pub struct MovePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub back: String,
    /// Where the form is sent.
    pub action: String,
    /// The version the form was opened on.
    pub version: i64,
    /// The move's code, such as `dispatch`.
    pub code: &'static str,
    /// The verb, as heading and on the button, such as 派单给城管.
    pub verb: String,
    /// Who gets what and what follows, in one sentence.
    pub effect: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// What changed meanwhile, when somebody moved it first.
    pub stale: Option<String>,
    /// Why it cannot be made now, told when the form is opened.
    #[serde(skip)]
    pub barred: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// Texts that can be put into the words, where there are any: number and title.
    pub phrases: Vec<Coded>,
}

impl MovePage {
    fn has_photos(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.control, Control::Photos { .. }))
    }
}

impl Face for MovePage {
    fn status(&self) -> StatusCode {
        if self.stale.is_some() {
            StatusCode::CONFLICT
        } else if self.faults.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        ["act", "m-matter"].contains(&id).then(|| self.as_act().render())
    }
}

/// The fields of every move's form; each move reads those it has.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct MoveForm {
    pub(super) version: String,
    pub(super) words: String,
    pub(super) reason: String,
    pub(super) matter: String,
    pub(super) place: String,
    /// What is typed to find the matter or the place.
    pub(super) find: String,
    /// Not empty: only look for it and show the form again.
    look: String,
    pub(super) lane: String,
    pub(super) facts: String,
    pub(super) unit: String,
    pub(super) override_reason: String,
    pub(super) solved: String,
    pub(super) satisfied: String,
    pub(super) method: String,
    pub(super) grade: String,
    pub(super) witness: String,
    /// Not empty: told so, although the answers speak against each other.
    pub(super) sure: String,
    pub(super) entry: String,
    pub(super) reached: String,
    /// A text that is put into the words; nothing is done yet.
    pub(super) phrase: String,
    /// Those of handling in depth.
    #[serde(flatten)]
    pub(super) deep: DeepForm,
    #[serde(skip)]
    brought: Brought,
}

impl MoveForm {
    /// How many photos came with it.
    pub(super) fn brought_count(&self) -> usize {
        self.brought.count()
    }
}

/// The form of a move; what stands in the query is filled in.
pub(crate) async fn form(
    visitor: Visitor,
    Path((no, action)): Path<(String, String)>,
    Query(form): Query<MoveForm>,
) -> Response {
    let page = page(&visitor, &no, &action, &form).await.map(|mut page| {
        page.stale = page.barred.take();
        page
    });
    desk::shows(&visitor, page).await
}

/// Makes the move, or shows the form again with everything typed.
pub(crate) async fn send(
    visitor: Visitor,
    Path((no, action)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (sent, brought) = match read::<MoveForm>(&visitor, "POST move", request).await {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let keyed = sent.keyed;
    let form = MoveForm { brought, ..sent.form };
    if !form.phrase.is_empty() {
        return inserted(&visitor, (&no, &action), form, &sent.csrf).await;
    }
    if !form.look.is_empty() {
        let page = page(&visitor, &no, &action, &form).await;
        return desk::shows(&visitor, page).await;
    }
    let done = async {
        desk::posts(&visitor)?;
        visitor.check_form(&sent.csrf)?;
        let action = Action::from_code(&action).ok_or(Problem::NotFound)?;
        let (no, form) = (no.clone(), form.clone());
        form.brought.check_all()?;
        let claim = form.brought.claim(&visitor);
        let verb = move |work: &mut Work<'_, '_>| {
            let appeal = make(work, action, &no, &form)?;
            domain::attach(work, appeal, &claim)
        };
        visitor.does(keyed, verb).await.map(|()| action)
    };
    match done.await {
        Ok(made) => visitor.goes_on_having(Ok(onward(&visitor, &no).await), made),
        Err(problem @ (Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. })) => {
            let Ok(mut page) = page(&visitor, &no, &action, &form).await else {
                return desk::problem(&visitor, &problem).await;
            };
            page.faults = Faults::from(&problem);
            if page.faults.is_empty() {
                page.stale = Some(problem.said());
            }
            if matches!(problem, Problem::Stale { .. })
                && let Err(problem) = renew(&visitor, &mut page).await
            {
                return desk::problem(&visitor, &problem).await;
            }
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// The appeal's page; the desk when the move gave it to others and it can no longer be opened.
async fn onward(visitor: &Visitor, no: &str) -> String {
    let asked = no.to_owned();
    let read = move |work: &mut Work<'_, '_>| domain::by_no(work, &asked).map(|_| ());
    match visitor.site.office.read(&visitor.cx, read).await {
        Err(Problem::NotFound) => "/c".to_owned(),
        _ => desk::href(no),
    }
}

/// The form again with a kept text behind what was typed.
async fn inserted(
    visitor: &Visitor,
    (no, action): (&str, &str),
    mut form: MoveForm,
    csrf: &str,
) -> Response {
    let page = async {
        visitor.check_form(csrf)?;
        let (id, asked) = (form.phrase.parse().unwrap_or(0), no.to_owned());
        let read = move |work: &mut Work<'_, '_>| {
            let appeal = domain::by_no(work, &asked)?;
            Ok(phrase(work, id)?.filled(&appeal))
        };
        let words = visitor.site.office.read(&visitor.cx, read).await?;
        let typed = form.words.trim_end();
        form.words = if typed.is_empty() { words } else { format!("{typed}\n{words}") };
        page(visitor, no, action, &form).await
    };
    let page = page.await;
    desk::shows(visitor, page).await
}

/// Tells on a form that came too late what has happened since it was opened. Sent again, it counts
/// for the appeal as it is now.
async fn renew(visitor: &Visitor, page: &mut MovePage) -> Result<(), Problem> {
    let no = page.no.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let appeal = domain::by_no(work, &no)?;
        let history = domain::history(work, &appeal)?;
        Ok((appeal, history))
    });
    let (appeal, history) = read.await?;
    let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
    let since = changes(&history, page.version, rules, visitor.cx.at);
    page.stale = page.stale.take().map(|said| format!("{said}刚刚的变化：{since}。"));
    page.version = appeal.version;
    Ok(())
}

/// Kinds of unit that can be given an order, nearest first.
const HANDLING: &[UnitKind] = &[
    UnitKind::Community,
    UnitKind::PropertyCompany,
    UnitKind::StreetDepartment,
    UnitKind::StreetOffice,
    UnitKind::DistrictDepartment,
    UnitKind::GridTeam,
];

async fn page(
    visitor: &Visitor,
    no: &str,
    action: &str,
    form: &MoveForm,
) -> Result<MovePage, Problem> {
    let frame = desk::frame(visitor, "").await?;
    let action = Action::from_code(action).ok_or(Problem::NotFound)?;
    let verb = verb(action).ok_or(Problem::NotFound)?;
    let (asked, district) = (no.to_owned(), visitor.site.office.district);
    let find = form.find.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &asked)?;
        let mut units = Vec::new();
        for kind in HANDLING {
            units.extend(units_of(work.tx, district, *kind)?);
        }
        let history = if action == Action::Publish {
            domain::history(work, &glance.appeal)?
        } else {
            Vec::new()
        };
        let around = Around::read(work, action, &glance, (&units, &find))?;
        let barred = domain::in_the_way(work, &glance.appeal, action)?;
        Ok((glance, units, history, (around, barred), phrases(work)?))
    });
    let (glance, units, history, (around, barred), kept) = read.await?;
    let entries = domain::publishable(&history, &visitor.cx.actor.mark());
    let rules = &visitor.site.office.rules_of(glance.appeal.rules)?.rules;
    let (appeal, around) = (&glance.appeal, &around);
    let table = Table { rules, units: &units, appeal, around };
    let mut fields = fields(action, form, &table, &entries);
    if TAKE_PHOTOS.contains(&action) {
        let photos = form.brought.shown(visitor).await?;
        let documents = files::documents(visitor, glance.appeal.kind, &visitor.cx.actor);
        let control = Control::Photos { photos, documents };
        let asked = evidence(appeal, rules);
        let hint = asked.map(|asked| format!("这类事办完要交{asked}。")).unwrap_or_default();
        fields.push(Field::new("photos", "照片和文件", control).hint(hint).optional());
    }
    let writes = fields.iter().any(|field| field.name == "words");
    let offered = kept.into_iter().map(|one| Coded::new(one.id.to_string(), one.title)).collect();
    let back = desk::href(no);
    Ok(MovePage {
        frame,
        faults: Faults::default(),
        no: no.to_owned(),
        title: view::title(&glance),
        action: format!("{back}/{}", action.code()),
        back,
        version: form.version.parse().unwrap_or(glance.appeal.version),
        code: action.code(),
        verb: verb.text.to_owned(),
        effect: verb.effect.to_owned(),
        grave: verb.grave,
        stale: None,
        barred: barred.map(|problem| problem.said()),
        phrases: if writes { offered } else { Vec::new() },
        fields,
    })
}
