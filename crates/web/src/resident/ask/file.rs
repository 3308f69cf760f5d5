use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Picker;
use crate::frame::{Choice, Coded, Documents, Face, Faults, Frame, Photo, Tone};
use axum::extract::{Path, Query, Request};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Filed, Submit};
use xianban_domain::identity::Knock;
use xianban_domain::organisation::unit;
use xianban_domain::replay::{Keyed, Once, done_before, once};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Fault, Problem};

use super::done::DonePage;
use super::place::{climbed, climbs, picker, place_given};
use crate::files;
use crate::files::form::{Brought, read};
use crate::frame::{Flash, Stamp};
use crate::resident::appeals::view;
use crate::resident::login::{ask_code, let_in};
use crate::visitor::Visitor;

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
    /// Whether a code is on its way.
    pub code_sent: bool,
}

impl Face for FilePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct AskForm {
    category: String,
    title: String,
    text: String,
    place: String,
    place_next: String,
    place_words: String,
    place_unknown: String,
    phone: String,
    sms: String,
    name: String,
    consent: String,
    minor: String,
    step: String,
    #[serde(skip)]
    brought: Brought,
}

/// A place that came with the address, from a QR code.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    #[serde(default)]
    place: String,
    #[serde(default)]
    scanned: String,
}

/// An empty form.
pub(crate) async fn form(
    visitor: Visitor,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let form = AskForm { place: asked.place, ..AskForm::default() };
    let page = page(&visitor, &kind, &form, false).await.map(|mut page| {
        page.picker.scanned = !asked.scanned.is_empty() && !page.picker.place.is_empty();
        if page.picker.place.is_empty() && !form.place.is_empty() {
            let said = "二维码上的地点已经停用，或者不在本区，请重新选择地点。".to_owned();
            page.frame.flash = Some(Flash { tone: Tone::Bad, said });
        }
        page
    });
    visitor.shows(page)
}

/// A step of the form without scripts, or the filing itself.
pub(crate) async fn send(visitor: Visitor, Path(kind): Path<String>, request: Request) -> Response {
    let (sent, brought) = match read::<AskForm>(&visitor, "POST /ask", request).await {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let mut form = AskForm { brought, ..sent.form };
    form.place = climbed(&form.step, &form.place, &form.place_next);
    if let Err(problem) = visitor.check_form(&sent.csrf) {
        let keyed = sent.keyed;
        let known = visitor.site.office.read(&visitor.cx, move |work| done_before(work, &keyed));
        return match known.await {
            Ok(Some(location)) => visitor.goes_on(Ok(location)),
            _ if visitor.session_has_ended() => {
                again(&visitor, &kind, &form, false, Some(login_ended())).await
            }
            _ => again(&visitor, &kind, &form, false, Some(problem)).await,
        };
    }
    let unfit = form.brought.check().err();
    match form.step.clone().as_str() {
        "code" => {
            let asked = ask_code(&visitor, &form.phone).await;
            return again(&visitor, &kind, &form, asked.is_ok(), asked.err().or(unfit)).await;
        }
        step if climbs(step) => return again(&visitor, &kind, &form, false, unfit).await,
        _ => {}
    }
    file(visitor, &kind, form, sent.keyed).await
}

fn login_ended() -> Problem {
    let said = "登录已经过期，这次还没有提交。您填的内容都在下面；没传上的照片请重新选。\
        请填手机号和短信验证码，再提交一次。";
    Problem::refused("login_ended", said)
}

/// Files as a resident: whoever is not logged in is by the code of the form.
async fn file(mut visitor: Visitor, kind: &str, form: AskForm, keyed: Keyed) -> Response {
    let by_program = matches!(visitor.cx.actor, Actor::Service(_));
    if let Err(problem) = complete(&form, by_program).and_then(|()| form.brought.check()) {
        return again(&visitor, kind, &form, !form.sms.is_empty(), Some(problem)).await;
    }
    let mut session = None;
    if !matches!(visitor.cx.actor, Actor::Resident(_) | Actor::Service(_)) {
        let came = match visitor.knocks(Knock::Filing).await {
            Ok(()) => let_in(&visitor, &form.phone, &form.sms).await,
            Err(problem) => Err(problem),
        };
        match came {
            Ok(opened) => {
                visitor.enter(&opened);
                session = Some(opened);
            }
            Err(problem) => {
                let problem = match problem {
                    Problem::Faults(faults) => Problem::Faults(
                        faults
                            .into_iter()
                            .map(|fault| {
                                let field = if fault.field == "code" { "sms" } else { fault.field };
                                Fault { field, ..fault }
                            })
                            .collect(),
                    ),
                    other => other,
                };
                return again(&visitor, kind, &form, true, Some(problem)).await;
            }
        }
    }
    let response = match filed(&visitor, kind, &form, keyed).await {
        Ok(Once::Done(page)) => {
            let made = StatusCode::CREATED;
            visitor.finish(visitor.reply.page_with(made, &page))
        }
        Ok(Once::Before(location)) => visitor.goes_on(Ok(location)),
        Err(problem) => again(&visitor, kind, &form, false, Some(problem)).await,
    };
    match session {
        Some(session) => visitor.logged_in(&session, response),
        None => response,
    }
}

async fn filed(
    visitor: &Visitor,
    kind: &str,
    form: &AskForm,
    keyed: Keyed,
) -> Result<Once<DonePage>, Problem> {
    let kind = AppealKind::from_code(kind).ok_or(Problem::NotFound)?;
    let submit = submission(kind, form);
    let claim = form.brought.claim(visitor);
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        once(work, &keyed, |work| {
            let mut filed = domain::submit(work, &submit)?;
            filed.appeal = domain::attach(work, filed.appeal, &claim)?;
            let location = view::href(&filed.appeal.no);
            let receiver = unit(work.tx, filed.appeal.receiver.unit)?.name;
            Ok(((filed, receiver), location))
        })
    };
    let done = visitor.site.office.write(&visitor.cx, verb).await?;
    Ok(match done {
        Once::Done((filed, receiver)) => {
            let mut page = done_page(visitor, &filed, receiver)?;
            page.photos_said = form.brought.said();
            Once::Done(page)
        }
        Once::Before(location) => Once::Before(location),
    })
}

fn done_page(visitor: &Visitor, filed: &Filed, unit: String) -> Result<DonePage, Problem> {
    let appeal = &filed.appeal;
    let set = visitor.site.office.rules_of(appeal.rules)?;
    let owed = domain::duties(appeal, &set).into_iter().map(|duty| duty.due);
    let due = owed.min().unwrap_or(appeal.filed_at);
    Ok(DonePage {
        frame: visitor.frame("ask"),
        no: appeal.no.clone(),
        code: filed.code.to_string(),
        kind: view::kind(&set.rules, appeal.kind),
        unit,
        due: Stamp::new(due, visitor.cx.at),
        href: view::href(&appeal.no),
        photos_said: String::new(),
    })
}

/// What the form asks of everybody; another platform may not know our categories.
fn complete(form: &AskForm, by_program: bool) -> Result<(), Problem> {
    let mut faults = Vec::new();
    if form.category.is_empty() && !by_program {
        faults.push(Fault {
            field: "category", said: "请选一个最接近的类别。".to_owned()
        });
    }
    let somewhere = [&form.place, &form.place_words, &form.place_unknown];
    if somewhere.iter().all(|given| given.trim().is_empty()) {
        let said = "请选地点，或者写几个字；实在说不清就勾选“说不清在哪里”。".to_owned();
        faults.push(Fault { field: "place", said });
    }
    Problem::unless_faultless(faults)
}

fn submission(kind: AppealKind, form: &AskForm) -> Submit {
    let place = place_given(&form.place, &form.place_words);
    let name = Some(form.name.trim().to_owned()).filter(|name| !name.is_empty());
    let contact = domain::Contact {
        person: None,
        name,
        phone: form.phone.parse().ok(),
        minor: !form.minor.is_empty(),
    };
    Submit {
        kind,
        title: form.title.clone(),
        text: form.text.clone(),
        place,
        tile: Some(form.category.clone()).filter(|tile| !tile.is_empty()),
        contact,
        public: !form.consent.is_empty(),
    }
}

/// The same form again, with everything typed still in it.
async fn again(
    visitor: &Visitor,
    kind: &str,
    form: &AskForm,
    code_sent: bool,
    problem: Option<Problem>,
) -> Response {
    let mut page = match page(visitor, kind, form, code_sent).await {
        Ok(page) => page,
        Err(problem) => return visitor.problem(&problem),
    };
    let Some(problem) = problem else { return visitor.shows(Ok(page)) };
    page.faults =
        Faults::from(&problem).renamed("tile", "category").renamed("where", "place_words");
    page.frame.flash = Flash::unless_faults(&problem);
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

async fn page(
    visitor: &Visitor,
    kind: &str,
    form: &AskForm,
    code_sent: bool,
) -> Result<FilePage, Problem> {
    let kind = AppealKind::from_code(kind)
        .filter(|kind| *kind != AppealKind::Enforcement)
        .ok_or(Problem::NotFound)?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules.clone();
    let tile = |tile: &xianban_domain::rules::Tile| {
        Choice::new(tile.code.clone(), tile.name.clone()).chosen_if(&form.category)
    };
    let known = matches!(visitor.cx.actor, Actor::Resident(_)).then(|| "已登录".to_owned());
    let (phone, sms, name) = (form.phone.clone(), form.sms.clone(), form.name.clone());
    let contact = Contact { known, phone, sms, name, code_sent };
    let mut picker = picker(visitor, &form.place).await?;
    picker.words.clone_from(&form.place_words);
    picker.unknown = !form.place_unknown.is_empty();
    Ok(FilePage {
        frame: visitor.frame("ask"),
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
    })
}
