use std::collections::HashMap;

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_domain::organisation::{Unit, UnitKind};
use xianban_domain::praise::{self, Give, PraiseRules, Thanked};
use xianban_domain::replay::{Keyed, Once, once};
use xianban_kernel::{PlaceId, Problem, UnitId};

use super::show::{Did, href_having};
use crate::files::form::{self as sending, Brought};
use crate::frame::{Choice, Face, Faults, Flash, Frame, Photo, Tone};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/praises/new`: thank somebody. Fields: those of [`GiveForm`], `photos` (files), `photo` (ids
/// already kept).
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/praises/give.html")]
pub struct GivePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Whom one can thank, by kind; one group without a name when there are only a few.
    pub units: Vec<Group>,
    /// Banners ready to be chosen.
    pub ready: Vec<Choice>,
    /// Characters that fit on a banner.
    pub banner_most: usize,
    /// Characters of the words.
    pub text_most: usize,
    /// As typed.
    pub form: GiveForm,
    /// Photos already kept.
    pub photos: Vec<Photo>,
    /// Whose drafts on this device the form takes up.
    #[serde(skip)]
    pub drafts: String,
}

/// Units of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PraisedGroup)]
pub struct Group {
    /// The kind, such as 社区; may be empty.
    pub kind: String,
    /// Its units.
    pub units: Vec<Choice>,
}

/// The form as sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GiveForm {
    /// The number of one's own appeal it comes of; may be empty.
    #[serde(default)]
    pub appeal: String,
    /// The place of the QR code it comes from; may be empty.
    #[serde(default)]
    pub place: String,
    /// Whom it thanks.
    #[serde(default)]
    pub unit: String,
    /// Who is meant there; may be empty.
    #[serde(default)]
    pub whom: String,
    /// A banner that was ready to be chosen; may be empty.
    #[serde(default)]
    pub ready: String,
    /// A banner in one's own words, which goes before a ready one; may be empty.
    #[serde(default)]
    pub banner: String,
    /// What it is for.
    #[serde(default)]
    pub text: String,
    /// Not empty when everybody may see it.
    #[serde(default)]
    pub public: String,
    /// How the giver signs; may be empty.
    #[serde(default)]
    pub signed: String,
}

/// Banners that nobody has to think up.
const READY: [&str; 3] = ["心系居民 热情服务", "尽职尽责 排忧解难", "邻里贴心 办事暖心"];

impl GivePage {
    /// What the form's draft on this device is called: one for each thing it comes of.
    fn draft(&self) -> String {
        format!("praise-{}{}", self.form.appeal, self.form.place)
    }

    /// Whether so few can be thanked that all are shown at once.
    fn few(&self) -> bool {
        matches!(&self.units[..], [only] if only.kind.is_empty())
    }
}

impl Face for GivePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

impl GiveForm {
    fn from(&self) -> Thanked {
        if !self.appeal.is_empty() {
            return Thanked::Appeal(self.appeal.clone());
        }
        let place = self.place.parse().map(PlaceId::new);
        place.map_or(Thanked::Anybody, Thanked::Place)
    }

    fn give(&self) -> Give {
        let own = !self.banner.trim().is_empty();
        Give {
            from: self.from(),
            unit: self.unit.parse().ok().map(UnitId::new),
            whom: self.whom.clone(),
            banner: if own { &self.banner } else { &self.ready }.clone(),
            text: self.text.clone(),
            public: !self.public.is_empty(),
            signed: self.signed.clone(),
        }
    }
}

/// What it comes of.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = GiveAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    appeal: String,
    #[serde(default)]
    place: String,
}

/// An empty form.
pub(crate) async fn form(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let form = GiveForm { appeal: asked.appeal, place: asked.place, ..GiveForm::default() };
    let from_place = !form.place.is_empty();
    let mut shown = page(&visitor, form).await;
    if from_place && matches!(shown, Err(Problem::Faults(_))) {
        // The code on the wall is older than the place: everybody can still be thanked.
        shown = page(&visitor, GiveForm::default()).await.map(|mut page| {
            let said = "二维码上的地点已经停用，请在下面选要感谢的单位。".to_owned();
            page.frame.flash = Some(Flash { tone: Tone::Bad, said });
            page
        });
    }
    visitor.shows(shown)
}

/// Gives thanks.
pub(crate) async fn send(visitor: Visitor, request: Request) -> Response {
    let read = sending::read::<GiveForm>(&visitor, "POST /praises/new", request).await;
    let (sent, brought) = match read {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let (form, keyed) = (sent.form, sent.keyed);
    let given = async {
        visitor.check_form(&sent.csrf)?;
        brought.check_all()?;
        given(&visitor, &form, &brought, keyed).await
    };
    match given.await.map_err(|problem| problem.renamed(&["documents"], "photos")) {
        Ok(no) => visitor.goes_on(Ok(href_having(&visitor, &no, Did::Given))),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            again(&visitor, form, &brought, &problem).await
        }
        Err(problem) => visitor.problem(&problem),
    }
}

/// The number of what was given, once for the key it came under.
async fn given(
    visitor: &Visitor,
    form: &GiveForm,
    brought: &Brought,
    keyed: Keyed,
) -> Result<String, Problem> {
    let (give, claim) = (form.give(), brought.claim(visitor));
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            let praise = praise::give(work, &give)?;
            let praise = praise::attach(work, praise, &claim)?;
            Ok((praise.no.clone(), praise.no))
        })
    };
    Ok(match visitor.site.office.write(&visitor.cx, verb).await? {
        Once::Done(no) | Once::Before(no) => no,
    })
}

/// The same form again, with everything typed still in it, and what is wrong.
async fn again(
    visitor: &Visitor,
    form: GiveForm,
    brought: &Brought,
    problem: &Problem,
) -> Response {
    let shown = match page(visitor, form.clone()).await {
        // Whom it came of can be thanked no more; what was typed stays.
        Err(Problem::Refused { .. } | Problem::Faults(_)) => {
            let form = GiveForm { appeal: String::new(), place: String::new(), ..form };
            page(visitor, form).await
        }
        shown => shown,
    };
    match shown {
        Ok(mut page) => {
            page.faults = Faults::from(problem);
            page.photos = brought.shown(visitor).await.unwrap_or_default();
            page.frame.flash = Flash::unless_faults(problem);
            visitor.finish(visitor.reply.form(&page, &page.frame, problem))
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, form: GiveForm) -> Result<GivePage, Problem> {
    visitor.must_be_resident()?;
    let from = form.from();
    let few = from != Thanked::Anybody;
    let read = visitor.site.office.read(&visitor.cx, move |work| praise::thanked(work, &from));
    let units = groups(read.await?, few, &form.unit);
    let ruled: PraiseRules =
        visitor.site.office.rules_at(visitor.cx.at).rules.room(praise::KIND).unwrap_or_default();
    let ready = READY.map(|banner| Choice::new(banner, banner).chosen_if(&form.ready));
    Ok(GivePage {
        frame: visitor.frame("ask"),
        faults: Faults::default(),
        units,
        ready: ready.into(),
        banner_most: ruled.banner_max,
        text_most: ruled.text_max,
        form,
        photos: Vec::new(),
        drafts: visitor.draft_marks(),
    })
}

/// The units as the form offers them, in their order; the only one is chosen already.
fn groups(units: Vec<Unit>, few: bool, chosen: &str) -> Vec<Group> {
    let only = units.len() == 1;
    let names: HashMap<UnitId, String> =
        units.iter().map(|unit| (unit.id, unit.name.clone())).collect();
    let mut groups: Vec<Group> = Vec::new();
    for unit in units {
        let kind = if few { "" } else { unit.kind.name() };
        // Every community has a first grid: its name alone says little in a long list.
        let above = unit.superior.and_then(|above| names.get(&above));
        let team = unit.kind == UnitKind::GridTeam && !few;
        let name = match above.filter(|_| team) {
            Some(above) => format!("{above} {}", unit.name),
            None => unit.name,
        };
        let choice = Choice::new(unit.id.to_string(), name).hint(unit.kind.name());
        let choice =
            if only { Choice { chosen: true, ..choice } } else { choice.chosen_if(chosen) };
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.units.push(choice),
            None => groups.push(Group { kind: kind.to_owned(), units: vec![choice] }),
        }
    }
    groups
}
