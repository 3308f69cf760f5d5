use xianban_kernel::words::{beginning, length};
use xianban_kernel::{AppealNo, DossierId, Fault, Moment, PlaceId, Problem, UnitId};
use xianban_store::params;

use super::event::{Event, Given};
use super::face::{Face, index};
use super::noun::Praise;
use super::record::owe;
use super::rules::PraiseRules;
use super::store;
use super::words::Action;
use crate::appeals::{self, Standing};
use crate::dossier::{Chain, Opening};
use crate::identity::{PersonName, require};
use crate::office::Work;
use crate::organisation::{
    AtUnit, Unit, UnitKind, grid_of, open_place, platform_office, receiving_unit, unit, units_of,
};

/// What somebody fills in to thank.
#[derive(Clone, Debug, Default)]
pub struct Give {
    /// What it comes of.
    pub from: Thanked,
    /// Whom it thanks.
    pub unit: Option<UnitId>,
    /// Who is meant there, as far as the giver knows.
    pub whom: String,
    /// The text of the banner; may be empty.
    pub banner: String,
    /// What it is for.
    pub text: String,
    /// Whether everybody may see it.
    pub public: bool,
    /// How the giver signs; empty when he stays unnamed.
    pub signed: String,
}

/// Where somebody comes from who thanks: it says whom he can mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Thanked {
    /// The home page.
    #[default]
    Anybody,
    /// His own appeal, answered or closed.
    Appeal(String),
    /// A QR code on a wall.
    Place(PlaceId),
}

/// Kinds of unit that residents deal with, in the order of the form.
const KINDS: [UnitKind; 6] = [
    UnitKind::Community,
    UnitKind::GridTeam,
    UnitKind::PropertyCompany,
    UnitKind::StreetOffice,
    UnitKind::StreetDepartment,
    UnitKind::DistrictDepartment,
];

/// Whom somebody can thank from there: of an appeal everybody with a part in it, of a place its
/// community, grid team and company, else every unit.
pub fn thanked(work: &mut Work<'_, '_>, from: &Thanked) -> Result<Vec<Unit>, Problem> {
    require(work, Action::Give)?;
    let district = work.office.district;
    let mut units = match from {
        Thanked::Appeal(no) => of_appeal(work, no)?.1,
        Thanked::Place(place) => of_place(work, *place)?,
        Thanked::Anybody => {
            let mut all = Vec::new();
            for kind in KINDS {
                all.extend(units_of(work.tx, district, kind)?);
            }
            all
        }
    };
    units.retain(|unit| unit.closed_at.is_none() && KINDS.contains(&unit.kind));
    let mut seen = std::collections::BTreeSet::new();
    units.retain(|unit| seen.insert(unit.id));
    Ok(units)
}

fn of_appeal(work: &mut Work<'_, '_>, no: &str) -> Result<(DossierId, Vec<Unit>), Problem> {
    let appeal = appeals::by_no(work, no)?;
    if !matches!(appeal.state.standing(), Standing::FollowingUp | Standing::Closed) {
        let said = "这件诉求还在办，办完以后再送表扬。";
        return Err(Problem::refused("praise_too_early", said));
    }
    let orders = appeal.orders.iter().map(|order| order.unit.unit);
    let ids: Vec<UnitId> =
        [appeal.answering().unit, appeal.receiver.unit].into_iter().chain(orders).collect();
    let units = ids.into_iter().map(|id| unit(work.tx, id)).collect::<Result<_, _>>()?;
    Ok((appeal.id, units))
}

fn of_place(work: &mut Work<'_, '_>, place: PlaceId) -> Result<Vec<Unit>, Problem> {
    let (district, at) = (work.office.district, work.cx.at);
    let place = open_place(work.tx, district, place, at)?;
    let community = receiving_unit(work.tx, district, Some(&place))?;
    let team = grid_of(work.tx, &place)?.map(|grid| grid.code);
    let mut units = vec![community.clone()];
    for kind in [UnitKind::GridTeam, UnitKind::PropertyCompany] {
        let below = units_of(work.tx, district, kind)?.into_iter();
        let below = below.filter(|unit| unit.superior == Some(community.id));
        units.extend(below);
    }
    // The team of the very grid comes right behind its community.
    if let Some(team) = team {
        units.sort_by_key(|unit| (unit.id != community.id, unit.code != team));
    }
    Ok(units)
}

/// Gives thanks: they get a number, and the platform office owes a review.
pub fn give(work: &mut Work<'_, '_>, form: &Give) -> Result<Praise, Problem> {
    let thanked = thanked(work, &form.from)?;
    let rules = work.office.rules_at(work.cx.at).rules;
    let ruled = PraiseRules::of(&rules);
    let unit = form.unit.and_then(|id| thanked.into_iter().find(|unit| unit.id == id));
    check(form, unit.as_ref(), &ruled)?;
    let unit = unit.ok_or_else(|| Problem::fault("unit", WHOM))?;
    unless_too_many(work, &ruled)?;
    let about = match &form.from {
        Thanked::Appeal(no) => Some(of_appeal(work, no)?.0),
        Thanked::Anybody | Thanked::Place(_) => None,
    };
    let praise = open(work, form, &ruled, (AtUnit::of(&unit), about))?;
    index(work.tx, &praise, (form.banner.trim(), form.text.trim()))?;
    owe(work, &praise)?;
    Ok(praise)
}

const WHOM: &str = "请选要感谢的单位或网格。";

fn check(form: &Give, unit: Option<&Unit>, ruled: &PraiseRules) -> Result<(), Problem> {
    let mut faults = Vec::new();
    let mut fault = |field, said: String| faults.push(Fault { field, said });
    if unit.is_none() {
        fault("unit", WHOM.to_owned());
    }
    let (banner, text) = (length(form.banner.trim()), length(form.text.trim()));
    if text == 0 {
        fault("text", "请写几句感谢的话。".to_owned());
    } else if text > ruled.text_max {
        fault("text", format!("写了 {text} 个字，最多 {} 个字，请删掉一些。", ruled.text_max));
    }
    if banner > ruled.banner_max {
        fault("banner", format!("锦旗上写了 {banner} 个字，最多 {} 个字。", ruled.banner_max));
    }
    if length(&form.whom) > WHOM_MOST {
        fault("whom", format!("这一栏最多写 {WHOM_MOST} 个字。"));
    }
    let signed = form.signed.trim();
    if !signed.is_empty() && signed.parse::<PersonName>().is_err() {
        fault("signed", "署名请写姓名或称呼，例如“王女士”。".to_owned());
    }
    Problem::unless_faultless(faults)
}

/// Characters of the field for who is meant.
const WHOM_MOST: usize = 40;

/// Nobody fills the reviewer's queue alone.
fn unless_too_many(work: &mut Work<'_, '_>, ruled: &PraiseRules) -> Result<(), Problem> {
    let since = DossierId::first_at(Moment::at_civil(work.cx.at.day().at(0, 0, 0, 0)));
    let row = work.tx.row(
        "select count(*) as n from (select id from praise
           where district = $1 and giver = $2 and id >= $3 limit $4) as given",
        params![work.tx.district(), work.cx.actor.mark(), since, ruled.a_day],
    )?;
    let given: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
    if given < ruled.a_day {
        return Ok(());
    }
    let said = format!("今天已经送了 {given} 份表扬，请明天再送。您写的都还在。");
    Err(Problem::refused("praise_a_day", said))
}

/// Draws a row and a number until both are free, and writes vault, row and first event.
fn open(
    work: &mut Work<'_, '_>,
    form: &Give,
    ruled: &PraiseRules,
    (unit, about): (AtUnit, Option<DossierId>),
) -> Result<Praise, Problem> {
    let (district, at) = (work.office.district, work.cx.at);
    let id = DossierId::draw(work.tx.draw(), at);
    let no = AppealNo::draw(&ruled.letters, at.day(), work.tx.draw()).to_string();
    let office = AtUnit::of(&platform_office(work.tx, district)?);
    let mut opening = Opening::begin(work.tx, &work.office.keys, district, id);
    let mut keep = |words: &str| {
        let words = words.trim();
        (!words.is_empty()).then(|| opening.keep(work.tx, words)).transpose()
    };
    let (banner, whom, signed) = (keep(&form.banner)?, keep(&form.whom)?, keep(&form.signed)?);
    let text = opening.keep(work.tx, form.text.trim())?;
    let giver = work.cx.actor.mark();
    let public = form.public;
    let given = Given { no, giver, about, unit, office, banner, text, whom, signed, public };
    let praise = Praise::begin(district, id, at, &given);
    let face = Face::of(&praise);
    if !opening.write(work.tx, &face.dossier, &face.readers)? {
        return open(work, form, ruled, (unit, about));
    }
    store::insert(work.tx, &praise)?;
    let event = Event::Given(Box::new(given));
    Chain::begin(district, id).append_at(work.tx, work.cx, at, event.kind(), &event)?;
    Ok(praise)
}

/// A title for those who see no banner: the first words.
pub(super) fn title(banner: Option<&str>, text: &str) -> String {
    banner.map_or_else(|| beginning(text, 20), str::to_owned)
}
