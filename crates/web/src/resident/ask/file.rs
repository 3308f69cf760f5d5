use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Picker;
use super::place::picker;
use super::unsent::{self, AskForm, Typed};
use crate::files;
use crate::frame::{Choice, Coded, Documents, Face, Faults, Flash, Frame, Photo, Tone};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Fault, Problem};

/// `/ask/livelihood`, `/ask/business`: the form. Sent as multipart to its own address. Fields:
/// `category`, `title`, `text`, `photos` (files), `photo` (ids already kept), `documents` and `document` alike, those of [`Picker`],
/// those of [`Contact`], `consent`, `csrf`, `key`. A button named `step` asks for the next rung of
/// the place (`place`), a higher rung (`place:ID`), or a code by SMS (`code`) and sends nothing.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/file.html")]
pub struct FilePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which kind.
    pub kind: Coded,
    /// Where the form is sent.
    pub action: String,
    /// The categories to choose from.
    pub categories: Vec<Choice>,
    /// A title; may be empty.
    pub title: String,
    /// The words, at most 10,000 characters.
    pub text: String,
    /// What to write, in one line.
    pub hint: &'static str,
    /// Photos and documents already kept.
    pub photos: Vec<Photo>,
    /// How many documents may come; `None` when none are taken.
    pub documents: Option<Documents>,
    /// The place.
    pub picker: Picker,
    /// Who files.
    pub contact: Contact,
    /// Whether it may be shown to others, without name and number.
    pub consent: bool,
    /// Whether the applicant is under eighteen.
    pub minor: bool,
    /// Whose drafts on this device the form takes up, the first of them also keeps.
    #[serde(skip)]
    pub drafts: String,
}

/// Who files. Fields: `phone`, `sms` (only for guests), `name`.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Contact {
    /// The masked phone of whoever is logged in; guests fill in the fields.
    pub known: Option<String>,
    /// As typed.
    pub phone: String,
    /// The code as typed, while it may still be good; may be empty.
    #[serde(skip)]
    pub sms: String,
    /// As typed; may be empty.
    pub name: String,
    /// Whether a code is on its way to this phone.
    pub code_sent: bool,
    /// What became of asking for a code; empty when none was asked for.
    pub code_said: String,
}

impl Face for FilePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// A place that came with the address, from a QR code.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    #[serde(default)]
    place: String,
    #[serde(default)]
    scanned: String,
}

/// The form: with what was typed and not sent yet, else empty.
pub(crate) async fn form(
    visitor: Visitor,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    match begun(&visitor, &kind, asked).await {
        Ok(page) => visitor.finish(visitor.reply.page_with(StatusCode::OK, &page)),
        Err(problem) => visitor.problem(&problem),
    }
}

async fn begun(visitor: &Visitor, kind: &str, asked: Asked) -> Result<FilePage, Problem> {
    let mut typed = unsent::typed(visitor, kind).await?.unwrap_or_default();
    if !asked.place.is_empty() {
        typed.form.place.clone_from(&asked.place);
    }
    let mut page = page(visitor, kind, &typed.form).await?;
    tell(visitor, &typed, &mut page);
    let found = page.picker.path.iter().any(|rung| rung.id == asked.place);
    page.picker.scanned = !asked.scanned.is_empty() && found;
    if !found && !asked.place.is_empty() {
        let said = "二维码上的地点已经停用，或者不在本区，请重新选择地点。".to_owned();
        page.frame.flash = Some(Flash { tone: Tone::Bad, said });
    }
    Ok(page)
}

/// The same form again, with everything typed still in it, and what is wrong.
pub(super) async fn again(
    visitor: &Visitor,
    kind: &str,
    form: &AskForm,
    problem: &Problem,
) -> Response {
    let mut page = match page(visitor, kind, form).await {
        Ok(page) => page,
        Err(problem) => return visitor.problem(&problem),
    };
    let problem = problem.clone().renamed(&["tile"], "category").renamed(&["where"], "place_words");
    page.faults = Faults::from(&problem);
    page.frame.flash = Flash::unless_faults(&problem);
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

/// Tells on the page what became of asking for a code, while that is still so.
fn tell(visitor: &Visitor, typed: &Typed, page: &mut FilePage) {
    let Some(told) = typed.told.as_ref().filter(|told| told.holds(visitor)) else { return };
    page.contact.code_sent = told.sent;
    if told.field.is_empty() {
        page.contact.code_said.clone_from(&told.said);
    } else {
        let field = if told.field == "phone" { "phone" } else { "sms" };
        page.faults = vec![Fault { field, said: told.said.clone() }].into();
    }
}

/// Leads back to the form, at this element; a refresh there sends nothing. Where the form cannot be
/// kept, it is the answer itself.
pub(super) async fn goes_back(
    visitor: &Visitor,
    kind: &str,
    typed: Typed,
    at: &'static str,
) -> Response {
    if let Err(problem) = typed.form.brought.check() {
        // What could not be kept is said at once, beside what was told about the code.
        return match page(visitor, kind, &typed.form).await {
            Ok(mut page) => {
                tell(visitor, &typed, &mut page);
                page.faults = Faults::from(&problem);
                visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
            }
            Err(problem) => visitor.problem(&problem),
        };
    }
    match back(visitor, kind, typed, at).await {
        Ok(response) => response,
        Err(problem) => visitor.problem(&problem),
    }
}

async fn back(
    visitor: &Visitor,
    kind: &str,
    typed: Typed,
    at: &'static str,
) -> Result<Response, Problem> {
    if unsent::keep(visitor, kind, &typed).await? {
        return Ok(visitor.goes_on(Ok(format!("/ask/{kind}#{at}"))));
    }
    let mut page = page(visitor, kind, &typed.form).await?;
    tell(visitor, &typed, &mut page);
    Ok(visitor.finish(visitor.reply.page_with(StatusCode::OK, &page)))
}

async fn page(visitor: &Visitor, kind: &str, form: &AskForm) -> Result<FilePage, Problem> {
    let kind = AppealKind::from_code(kind)
        .filter(|kind| *kind != AppealKind::Enforcement)
        .ok_or(Problem::NotFound)?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules.clone();
    let tile = |tile: &xianban_domain::rules::Tile| {
        Choice::new(tile.code.clone(), tile.name.clone()).chosen_if(&form.category)
    };
    let frame = visitor.frame("ask");
    let resident = matches!(visitor.cx.actor, Actor::Resident(_));
    let known = frame.who.as_ref().filter(|_| resident).map(|who| who.name.clone());
    let (phone, sms, name) = (form.phone.clone(), form.sms.clone(), form.name.clone());
    let contact = Contact { known, phone, sms, name, ..Contact::default() };
    let mut picker = picker(visitor, &form.place).await?;
    picker.words.clone_from(&form.place_words);
    picker.unknown = !form.place_unknown.is_empty();
    Ok(FilePage {
        frame,
        faults: Faults::default(),
        kind: view::kind(&rules, kind),
        action: format!("/ask/{}", kind.code()),
        categories: rules.tiles_of(kind).map(tile).collect(),
        title: form.title.clone(),
        text: form.text.clone(),
        hint: "什么事、从什么时候开始、希望怎么办。想到哪里写到哪里就行。",
        photos: form.brought.shown(visitor).await?,
        documents: files::documents(visitor, kind, &Actor::Guest),
        picker,
        contact,
        consent: !form.consent.is_empty(),
        minor: !form.minor.is_empty(),
        drafts: visitor.draft_marks(),
    })
}
