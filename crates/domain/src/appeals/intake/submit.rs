use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::words::{beginning, length};
use xianban_kernel::{
    Actor, AppealNo, DossierId, Due, Fault, Moment, PersonId, PhoneNumber, PlaceId, Post, Problem,
    QueryCode,
};

use crate::appeals::desk::{KeptContact, PlaceGiven, code_of, owe, print_of, tell};
use crate::appeals::nouns::event::Submitted;
use crate::appeals::nouns::{Appeal, Came, Event, Origin, duties};
use crate::appeals::rows::{Face, index, store};
use crate::dossier::{Chain, Opening, Vault};
use crate::identity::{Knock, PersonName, knock_as_resident};
use crate::office::Work;
use crate::organisation::{
    AtUnit, UnitKind, district_path, find_place, open_place, platform_office, receiving_unit, unit,
};
use crate::rules::{AppealKind, Lane, RuleSet, Submitter};

/// What somebody fills in to file an appeal.
#[derive(Clone, Debug)]
pub struct Submit {
    /// Which of the three kinds.
    pub kind: AppealKind,
    /// What it is about; the first words of the text when empty.
    pub title: String,
    /// All words, up to what the rules allow.
    pub text: String,
    /// Where.
    pub place: PlaceGiven,
    /// The tile chosen on the form.
    pub tile: Option<String>,
    /// How to reach the applicant.
    pub contact: Contact,
    /// Whether the matter may be shown to the public.
    pub public: bool,
}

/// How to reach an applicant.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// The applicant's account; a resident who files for himself is his own.
    pub person: Option<PersonId>,
    /// A name to address.
    pub name: Option<String>,
    /// A phone.
    pub phone: Option<PhoneNumber>,
    /// Whether the applicant, or the child somebody files for, is under eighteen.
    pub minor: bool,
}

/// What the applicant takes away.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The appeal.
    pub appeal: Appeal,
    /// With the number, opens the public look-up; [`crate::appeals::own_query_code`] gives it again.
    pub code: QueryCode,
}

/// Files an appeal: it gets its number, and the receiving unit owes it an acceptance.
pub fn submit(work: &mut Work<'_, '_>, form: &Submit) -> Result<Filed, Problem> {
    file_as(work, form, Way::Own)
}

/// Which way a matter comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By whoever files it.
    Own,
    /// Entered by staff.
    Entered(Came),
    /// From a tool that speaks Open311.
    Open311,
}

/// Files what comes this way.
pub(crate) fn file_as(work: &mut Work<'_, '_>, form: &Submit, way: Way) -> Result<Filed, Problem> {
    file_with(work, form, way, None)
}

/// The same with what the tool that files it says besides, as JSON.
pub(crate) fn file_with(
    work: &mut Work<'_, '_>,
    form: &Submit,
    way: Way,
    beside: Option<String>,
) -> Result<Filed, Problem> {
    let set = work.office.rules_at(work.cx.at).clone();
    check(&set, form)?;
    let origin = origin(work, &set, form, way)?;
    knock_as_resident(work, Knock::FilingOfOne)?;
    let (district, at) = (work.office.district, work.cx.at);
    let picked = form.place.picked();
    let place = picked.map(|place| open_place(work.tx, district, place, at)).transpose()?;
    let place_id = place.as_ref().map(|place| place.id);
    let office = platform_office(work.tx, work.office.district)?;
    let unit = receiving_unit(work.tx, work.office.district, place.as_ref())?;
    let applicant = match (&work.cx.actor, form.contact.person) {
        (_, Some(person)) => Some(Actor::Resident(person).mark()),
        (Actor::Resident(_) | Actor::Service(_), None) => Some(work.cx.actor.mark()),
        _ => None,
    };
    let fresh = Fresh {
        at: work.cx.at,
        origin,
        applicant,
        place: place_id,
        receiver: AtUnit::of(&unit),
        office: AtUnit::of(&office),
        parent: None,
        beside,
    };
    let appeal = file(work, &set, form, fresh)?;
    let scope = place.map_or_else(|| district_path(work.office.district), |p| p.path.to_string());
    let first = duties(&appeal, &set).into_iter().map(|duty| duty.due).min();
    let due = first.map(Due::said).unwrap_or_default();
    tell(work, &appeal, NoticeKind::Submitted, &[("due", due)])?;
    index(work, &appeal, &scope, (&title_of(form), &form.text))?;
    owe(work, &appeal)?;
    let code = code_of(&work.office.keys, appeal.district, appeal.id);
    Ok(Filed { appeal, code })
}

/// Files a second matter found in `parent`: the same applicant, place and contact, a life of its own.
pub(crate) fn file_split(
    work: &mut Work<'_, '_>,
    parent: &Appeal,
    title: &str,
    text: &str,
) -> Result<Filed, Problem> {
    let set = work.office.rules_at(work.cx.at).clone();
    let vault = Vault::open(work.tx, &work.office.keys, parent.district, parent.id)?;
    let contact = parent.words.contact.map(|n| vault.read(work.tx, n)).transpose()?.flatten();
    let kept: Option<KeptContact> = contact.and_then(|kept| serde_json::from_str(&kept).ok());
    let phone = kept.as_ref().and_then(|kept| kept.phone.as_deref()?.parse().ok());
    let name = kept.and_then(|kept| kept.name);
    let words = parent.words.where_said.map(|n| vault.read(work.tx, n)).transpose()?.flatten();
    let form = Submit {
        kind: parent.kind,
        title: title.to_owned(),
        text: text.to_owned(),
        place: PlaceGiven::of(parent.place, words.as_deref().unwrap_or_default()),
        tile: parent.tile.clone(),
        contact: Contact { person: None, name, phone, minor: parent.filing.minor },
        public: parent.public,
    };
    check(&set, &form)?;
    let fresh = Fresh {
        at: work.cx.at,
        origin: parent.origin,
        applicant: parent.applicant.clone(),
        place: parent.place,
        receiver: parent.receiver,
        office: parent.office,
        parent: Some(parent.id),
        beside: None,
    };
    let appeal = file(work, &set, &form, fresh)?;
    let place = parent.place.map(|place| find_place(work.tx, place)).transpose()?.flatten();
    let scope = place.map_or_else(|| district_path(parent.district), |p| p.path.to_string());
    tell(work, &appeal, NoticeKind::Split, &[])?;
    index(work, &appeal, &scope, (&title_of(&form), &form.text))?;
    owe(work, &appeal)?;
    let code = code_of(&work.office.keys, appeal.district, appeal.id);
    Ok(Filed { appeal, code })
}

/// What was settled about an appeal before it has a row.
pub(crate) struct Fresh {
    /// When it was filed, here or on another platform.
    pub(crate) at: Moment,
    pub(crate) origin: Origin,
    pub(crate) applicant: Option<String>,
    pub(crate) place: Option<PlaceId>,
    pub(crate) receiver: AtUnit,
    pub(crate) office: AtUnit,
    /// The appeal it is split from.
    pub(crate) parent: Option<DossierId>,
    /// What another city's tool said besides, as JSON.
    pub(crate) beside: Option<String>,
}

/// Draws a row and a number until both are free, and writes vault, row and first event.
pub(crate) fn file(
    work: &mut Work<'_, '_>,
    set: &RuleSet,
    form: &Submit,
    fresh: Fresh,
) -> Result<Appeal, Problem> {
    let district = work.office.district;
    let (id, at) = (DossierId::draw(work.tx.draw(), fresh.at), fresh.at);
    let letters = &set.rules.district.letters;
    let no = AppealNo::draw(letters, at.day(), work.tx.draw()).to_string();
    let mut opening = Opening::begin(work.tx, &work.office.keys, district, id);
    let title = opening.keep(work.tx, &title_of(form))?;
    let text = opening.keep(work.tx, form.text.trim())?;
    let where_said = form.place.words().map(|words| opening.keep(work.tx, words)).transpose()?;
    let contact = contact_json(&form.contact)?;
    let contact = contact.map(|json| opening.keep(work.tx, &json)).transpose()?;
    let beside = fresh.beside.as_deref().map(|json| opening.keep(work.tx, json)).transpose()?;
    let event = Submitted {
        no,
        query: print_of(&work.office.keys, &code_of(&work.office.keys, district, id)),
        kind: form.kind,
        origin: fresh.origin,
        rules: set.version,
        applicant: fresh.applicant.clone(),
        place: fresh.place,
        receiver: fresh.receiver,
        office: fresh.office,
        tile: form.tile.clone(),
        lane: Lane::General,
        public: form.public,
        minor: form.contact.minor,
        title,
        text,
        where_said,
        contact,
        parent: fresh.parent,
        beside,
    };
    let appeal = Appeal::begin(district, id, at, &work.cx.actor.mark(), &event);
    let face = Face::of(&appeal);
    if !opening.write(work.tx, &face.dossier, &face.readers)? {
        return file(work, set, form, fresh);
    }
    store::insert(work.tx, &appeal)?;
    let event = Event::Submitted(Box::new(event));
    Chain::begin(district, id).append_at(work.tx, work.cx, at, event.kind(), &event)?;
    Ok(appeal)
}

/// From whom an appeal comes, if this actor may file this kind at all.
fn origin(
    work: &mut Work<'_, '_>,
    set: &RuleSet,
    form: &Submit,
    way: Way,
) -> Result<Origin, Problem> {
    let came = if let Way::Entered(came) = way { Some(came) } else { None };
    let (who, origin) = match work.cx.actor.clone() {
        Actor::Guest => (Submitter::Guest, asker(form.kind)),
        Actor::Resident(_) => (Submitter::Resident, asker(form.kind)),
        actor @ Actor::Service(_) if set.rules.may(&actor, Action::Submit) => {
            let origin = if way == Way::Open311 { Origin::Open311 } else { Origin::OtherPlatform };
            (Submitter::Service, origin)
        }
        Actor::Staff(staff) => return entered_by(work, set, form.kind, came, &staff.posts),
        Actor::System | Actor::Service(_) => return Err(not_yours(set, form.kind)),
    };
    if set.rules.may_file(form.kind, who, None) {
        Ok(origin)
    } else {
        Err(not_yours(set, form.kind))
    }
}

/// The same for staff: any of the posts may give the right; patrols are a grid team's.
fn entered_by(
    work: &mut Work<'_, '_>,
    set: &RuleSet,
    kind: AppealKind,
    came: Option<Came>,
    posts: &[Post],
) -> Result<Origin, Problem> {
    let rules = &set.rules;
    for post in posts.iter().filter(|post| rules.role_may(&post.role, Action::SubmitOnBehalf)) {
        let at = unit(work.tx, post.unit)?.kind;
        let here = came != Some(Came::Patrol) || at == UnitKind::GridTeam;
        if here && rules.may_file(kind, Submitter::Staff, Some(at)) {
            let plain =
                if kind == AppealKind::Enforcement { Origin::Community } else { Origin::Desk };
            return Ok(came.map_or(plain, |came| came.origin(kind)));
        }
    }
    if came == Some(Came::Patrol) {
        let said = "网格巡查发现的事由网格员登记。";
        return Err(Problem::fault("channel", said));
    }
    Err(not_yours(set, kind))
}

const fn asker(kind: AppealKind) -> Origin {
    match kind {
        AppealKind::Development => Origin::Firm,
        AppealKind::Livelihood | AppealKind::Enforcement => Origin::Resident,
    }
}

fn not_yours(set: &RuleSet, kind: AppealKind) -> Problem {
    let rule = set.rules.kind(kind);
    let (name, hint) = rule.map_or(("", ""), |rule| (rule.name.as_str(), rule.hint.as_str()));
    Problem::refused("submitter", format!("{name}不能由您提交（{hint}）。请换一类诉求再提交。"))
}

fn check(set: &RuleSet, form: &Submit) -> Result<(), Problem> {
    let most = set.rules.forms.text_max;
    let mut faults = Vec::new();
    let written = length(&form.text);
    if form.text.trim().is_empty() {
        faults.push(Fault { field: "text", said: "请写下您要反映的事情。".to_owned() });
    } else if written > most {
        let said = format!("写了 {written} 个字，最多 {most} 个字，请删掉一些。");
        faults.push(Fault { field: "text", said });
    }
    if length(&form.title) > TITLE_MOST {
        let said = format!("标题最多 {TITLE_MOST} 个字。");
        faults.push(Fault { field: "title", said });
    }
    if form.place.words().is_some_and(|words| length(words) > 200) {
        faults.push(Fault { field: "where", said: "地点最多写 200 个字。".to_owned() });
    }
    if form.tile.as_deref().is_some_and(|tile| set.rules.tile(tile).is_none()) {
        faults.push(Fault { field: "tile", said: "请重新选一个类别。".to_owned() });
    }
    let name = form.contact.name.as_deref();
    if let Some(Err(Problem::Faults(found))) = name.map(str::parse::<PersonName>) {
        faults.extend(found);
    }
    Problem::unless_faultless(faults)
}

/// How long a title may be.
pub const TITLE_MOST: usize = 60;

/// A title that the program takes from the words.
const TITLE_SHORT: usize = 30;

/// The title, or the first words of the text up to a full stop.
pub(crate) fn title_of(form: &Submit) -> String {
    let title = form.title.trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let first = form.text.trim().split(['。', '！', '？', '\n']).next().unwrap_or_default();
    beginning(first, TITLE_SHORT)
}

fn contact_json(contact: &Contact) -> Result<Option<String>, Problem> {
    if contact.name.is_none() && contact.phone.is_none() {
        return Ok(None);
    }
    let kept = KeptContact {
        name: contact.name.clone(),
        phone: contact.phone.as_ref().map(|phone| phone.reveal().to_owned()),
    };
    serde_json::to_string(&kept).map(Some).map_err(|error| Problem::broken(error.to_string()))
}
