use std::collections::BTreeSet;

use xianban_kernel::{Actor, FileId, Moment, Problem, UnitId};

use super::give::title;
use super::noun::{Praise, Standing};
use super::store;
use super::words::Action;
use crate::dossier::{self, Vault};
use crate::identity::staff_name;
use crate::office::Work;
use crate::organisation::{UnitNames, units_below};
use crate::rules::Reach;

use super::face::KIND;

/// Praise as somebody who may read it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The praise.
    pub praise: Praise,
    /// Its banner, or its first words; `None` when they were erased.
    pub title: Option<String>,
    /// The text of the banner.
    pub banner: Option<String>,
    /// What it is for; `None` when it was erased.
    pub text: Option<String>,
    /// Who is meant, in the giver's words.
    pub whom: Option<String>,
    /// How the giver signed.
    pub signed: Option<String>,
    /// Whom it thanks, by name.
    pub unit: String,
    /// The person meant, by name.
    pub person: Option<String>,
    /// Of a refusal: the reason's code and the reviewer's words.
    pub refusal: Option<(String, Option<String>)>,
    /// Its photos, as far as they are there.
    pub photos: Vec<FileId>,
    /// The number of the appeal it came of.
    pub about: Option<String>,
    /// When it was given.
    pub given_at: Moment,
}

/// The praise with this number, for the actor of this work: to everybody else it does not exist.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    let praise = found(work, no)?;
    let own = praise.giver == work.cx.actor.mark();
    let opens = own || work.cx.actor == Actor::System || may_review(work);
    if opens || reads(work, &praise)? { Ok(praise) } else { Err(Problem::NotFound) }
}

/// The praise with this number, where everybody sees it.
pub fn on_wall(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    Some(found(work, no)?).filter(Praise::is_on_wall).ok_or(Problem::NotFound)
}

fn found(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    let dossier = dossier::by_no(work.tx, no)?.filter(|dossier| dossier.kind == KIND);
    let dossier = dossier.ok_or(Problem::NotFound)?;
    store::load(work.tx, dossier.id)?.ok_or(Problem::NotFound)
}

/// Whether the actor reviews praise.
pub(super) fn may_review(work: &Work<'_, '_>) -> bool {
    let rules = &work.office.rules_at(work.cx.at).rules;
    matches!(work.cx.actor, Actor::Staff(_)) && rules.may(&work.cx.actor, Action::Review)
}

/// Whether the actor is praised by it, or answers for who is.
pub(super) fn reads(work: &mut Work<'_, '_>, praise: &Praise) -> Result<bool, Problem> {
    let Some(person) = work.cx.actor.staff().map(|staff| staff.id) else { return Ok(false) };
    let rules = work.office.rules_at(work.cx.at).rules;
    if praise.standing != Standing::Published || !rules.may(&work.cx.actor, Action::Read) {
        return Ok(false);
    }
    Ok(praise.person == Some(person) || reading_units(work)?.contains(&praise.unit.unit))
}

/// The units whose praise the actor reads: his own, and those below where he answers for them.
pub(super) fn reading_units(work: &mut Work<'_, '_>) -> Result<BTreeSet<UnitId>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let posts = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
    let mut units = BTreeSet::new();
    for post in posts.iter().filter(|post| rules.role_may(&post.role, Action::Read)) {
        match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::Nothing => continue,
            Reach::Unit => {}
            Reach::Below | Reach::District => units.extend(units_below(work.tx, post.unit)?),
        }
        units.insert(post.unit);
    }
    Ok(units)
}

/// What is written in praise that the actor has open.
pub fn seen(work: &mut Work<'_, '_>, praise: Praise) -> Result<Seen, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, praise.district, praise.id)?;
    let mut read =
        |n: Option<i64>| n.map(|n| vault.read(work.tx, n)).transpose().map(Option::flatten);
    let banner = read(praise.words.banner)?;
    let text = read(Some(praise.words.text))?;
    let (whom, signed) = (read(praise.words.whom)?, read(praise.words.signed)?);
    let refusal = match &praise.refusal {
        Some((reason, words)) => Some((reason.clone(), read(*words)?)),
        None => None,
    };
    let unit = UnitNames::default().name(work.tx, praise.unit.unit)?;
    let person = praise.person.map(|person| staff_name(work, person)).transpose()?.flatten();
    let about = praise.about.map(|about| dossier::find(work.tx, about)).transpose()?.flatten();
    let photos = if text.is_some() { praise.photos.clone() } else { Vec::new() };
    Ok(Seen {
        title: text.as_deref().map(|text| title(banner.as_deref(), text)),
        banner,
        text,
        whom,
        signed,
        unit,
        person,
        refusal,
        photos,
        about: about.map(|about| about.no),
        given_at: praise.given_at,
        praise,
    })
}
