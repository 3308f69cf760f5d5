use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self as domain, Came, Submit};
use xianban_domain::office::Work;
use xianban_domain::organisation::{UnitKind, unit};
use xianban_domain::replay::{Keyed, Once, once};
use xianban_domain::rules::{AppealKind, Rules, Submitter};
use xianban_kernel::{Fault, PhoneNumber, Problem};

use super::registered;
use crate::console::desk;
use crate::files;
use crate::files::form::{Brought, LeftOut, read};
use crate::frame::{Choice, Coded, Documents, Face, Faults, Flash, Frame, Photo};
use crate::resident::appeals::view;
use crate::resident::ask::Picker;
use crate::resident::ask::place::{climbed, climbs, picker, place_given};
use crate::visitor::Visitor;

/// `/c/new`: enter a call, a visit, a letter, a find of a patrol, or a community's own 执法诉求.
/// Sent as multipart to its own address. Fields: `kind`, `channel`, `category`, `text`, `photos`
/// (files), `photo` (ids already kept), `name`, `phone`, those of [`Picker`], `consent`, `csrf`,
/// `key`; `step` as on the resident's form, and `kind:CODE` for another kind.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/enter.html")]
pub struct NewPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The kind that is being entered.
    pub kind: Coded,
    /// The kinds this person may enter.
    pub kinds: Vec<Choice>,
    /// How it came: by telephone, visit, letter, patrol. One for the community's own matters: none.
    pub channels: Vec<Choice>,
    /// The categories of the kind; may be empty.
    pub categories: Vec<Choice>,
    /// The words.
    pub text: String,
    /// Photos and documents already kept.
    pub photos: Vec<Photo>,
    /// How many documents may come; `None` when none are taken.
    pub documents: Option<Documents>,
    /// The applicant's name; may be empty.
    pub name: String,
    /// The applicant's phone; may be empty.
    pub phone: String,
    /// The place.
    pub picker: Picker,
    /// Whether the applicant agrees that it is shown to others, without name and number.
    pub consent: bool,
    /// Whether the applicant is under eighteen.
    pub minor: bool,
}

impl Face for NewPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct NewForm {
    kind: String,
    channel: String,
    category: String,
    text: String,
    name: String,
    phone: String,
    place: String,
    place_next: String,
    place_words: String,
    place_unknown: String,
    consent: String,
    minor: String,
    step: String,
    #[serde(skip)]
    brought: Brought,
}

/// An empty form.
pub(crate) async fn form(visitor: Visitor) -> Response {
    let page = page(&visitor, &NewForm::default()).await;
    desk::shows(&visitor, page).await
}

/// A step of the form, or the filing itself.
pub(crate) async fn send(visitor: Visitor, request: Request) -> Response {
    let (sent, brought) = match read::<NewForm>(&visitor, "POST /c/new", request).await {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let mut form = NewForm { brought, ..sent.form };
    form.place = climbed(&form.step, &form.place, &form.place_next);
    if let Err(problem) = visitor.check_form(&sent.csrf) {
        return again(&visitor, &form, Some(problem)).await;
    }
    let unfit = form.brought.check_all().err();
    if let Some(kind) = form.step.strip_prefix("kind:").map(str::to_owned) {
        form.kind = kind;
        form.category.clear();
        return again(&visitor, &form, unfit).await;
    }
    if climbs(&form.step) {
        return again(&visitor, &form, unfit).await;
    }
    match entered(&visitor, &form, sent.keyed).await {
        Ok(Once::Done((no, left))) if visitor.reply.is_whole_page() => {
            visitor.goes_on(Ok(registered::href(&no, left)))
        }
        Ok(Once::Done((no, left))) => {
            let page = registered::page(&visitor, no, left).await;
            match page {
                Ok(page) => visitor.finish(visitor.reply.page_with(StatusCode::CREATED, &page)),
                Err(problem) => desk::problem(&visitor, &problem).await,
            }
        }
        Ok(Once::Before(location)) => visitor.goes_on(Ok(location)),
        Err(problem) => again(&visitor, &form, Some(problem)).await,
    }
}

async fn entered(
    visitor: &Visitor,
    form: &NewForm,
    keyed: Keyed,
) -> Result<Once<(String, LeftOut)>, Problem> {
    let (submit, came) = submission(form)?;
    form.brought.check_all()?;
    let (claim, left) = (form.brought.claim(visitor), form.brought.left_out());
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            let filed = domain::enter(work, &submit, came)?;
            let no = domain::attach(work, filed.appeal, &claim)?.no;
            let location = registered::href(&no, left);
            Ok((no, location))
        })
    };
    Ok(match visitor.site.office.write(&visitor.cx, verb).await? {
        Once::Done(no) => Once::Done((no, left)),
        Once::Before(location) => Once::Before(location),
    })
}

fn submission(form: &NewForm) -> Result<(Submit, Came), Problem> {
    let kind = AppealKind::from_code(&form.kind).ok_or(Problem::NotFound)?;
    let own = kind == AppealKind::Enforcement;
    let came = if own { Some(Came::Visit) } else { Came::from_code(&form.channel) };
    let mut faults = Vec::new();
    let mut fault = |field, said: &str| faults.push(Fault { field, said: said.to_owned() });
    if came.is_none() {
        fault("channel", "请选这件事是怎么来的。");
    }
    if form.category.is_empty() && !own {
        fault("category", "请选一个最接近的类别。");
    }
    let place = place_given(&form.place, &form.place_words);
    if place == domain::PlaceGiven::Unknown && form.place_unknown.is_empty() {
        fault("place", "请选地点，或者写几个字；诉求人说不清就勾选“说不清在哪里”。");
    }
    if form.text.trim().is_empty() {
        fault("text", "请写明诉求内容。");
    }
    let typed = Some(form.phone.trim()).filter(|phone| !phone.is_empty());
    let phone = match typed.map(PhoneNumber::parse).transpose() {
        Ok(phone) => phone,
        Err(wrong) => {
            fault("phone", &wrong.said());
            None
        }
    };
    Problem::unless_faultless(faults)?;
    let name = Some(form.name.trim().to_owned()).filter(|name| !name.is_empty());
    let submit = Submit {
        kind,
        title: String::new(),
        text: form.text.clone(),
        place,
        tile: Some(form.category.clone()).filter(|tile| !tile.is_empty()),
        contact: domain::Contact { person: None, name, phone, minor: !form.minor.is_empty() },
        public: !form.consent.is_empty(),
    };
    Ok((submit, came.unwrap_or(Came::Visit)))
}

/// The same form again, with everything typed still in it.
async fn again(visitor: &Visitor, form: &NewForm, problem: Option<Problem>) -> Response {
    let mut page = match page(visitor, form).await {
        Ok(page) => page,
        Err(problem) => return desk::problem(visitor, &problem).await,
    };
    let Some(problem) = problem else { return visitor.shows(Ok(page)) };
    let problem = problem.renamed(&["tile"], "category").renamed(&["where"], "place_words");
    page.faults = Faults::from(&problem);
    page.frame.flash = Flash::unless_faults(&problem);
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

async fn page(visitor: &Visitor, form: &NewForm) -> Result<NewPage, Problem> {
    let frame = desk::frame(visitor, "new").await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules.clone();
    let units = units(visitor, &rules).await?;
    let may = |kind: AppealKind| {
        units.iter().any(|unit| rules.may_file(kind, Submitter::Staff, Some(*unit)))
    };
    let kinds: Vec<_> = AppealKind::ALL.iter().copied().filter(|kind| may(*kind)).collect();
    let asked = AppealKind::from_code(&form.kind).filter(|kind| kinds.contains(kind));
    let kind = asked.or_else(|| kinds.first().copied()).ok_or(Problem::NotFound)?;
    let choice = |one: &AppealKind| {
        let hint = rules.kind(*one).map(|rule| rule.hint.clone()).unwrap_or_default();
        let name = view::kind(&rules, *one).text;
        Choice::new(one.code(), name).hint(hint).chosen_if(kind.code())
    };
    let channels = channels(kind, units.contains(&UnitKind::GridTeam));
    let tiles = rules.tiles_of(kind);
    let mut picker = picker(visitor, &form.place).await?;
    picker.words.clone_from(&form.place_words);
    picker.unknown = !form.place_unknown.is_empty();
    Ok(NewPage {
        frame,
        faults: Faults::default(),
        kinds: kinds.iter().map(choice).collect(),
        kind: view::kind(&rules, kind),
        channels: channels
            .map(|came| Choice::new(came.code(), came.name()))
            .map(|one| one.chosen_if(&form.channel))
            .collect(),
        categories: tiles
            .map(|tile| Choice::new(tile.code.clone(), tile.name.clone()).chosen_if(&form.category))
            .collect(),
        text: form.text.clone(),
        photos: form.brought.shown(visitor).await?,
        documents: files::documents(visitor, kind, &visitor.cx.actor),
        name: form.name.clone(),
        phone: form.phone.clone(),
        picker,
        consent: !form.consent.is_empty(),
        minor: !form.minor.is_empty(),
    })
}

/// The ways a matter of this kind may have come; patrols are the grid workers'.
fn channels(kind: AppealKind, grid: bool) -> impl Iterator<Item = Came> {
    let open = kind != AppealKind::Enforcement;
    let patrol = grid && kind == AppealKind::Livelihood;
    Came::ALL.iter().copied().filter(move |came| open && (patrol || *came != Came::Patrol))
}

/// The kinds of unit at which this person may enter something for others.
async fn units(visitor: &Visitor, rules: &Rules) -> Result<Vec<UnitKind>, Problem> {
    let mut posts = desk::posts(visitor)?;
    posts.retain(|post| rules.role_may(&post.role, Action::SubmitOnBehalf));
    let read = move |work: &mut Work<'_, '_>| {
        posts.iter().map(|post| Ok(unit(work.tx, post.unit)?.kind)).collect()
    };
    visitor.site.office.read(&visitor.cx, read).await
}
