use std::cmp::Reverse;
use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Due, FileId, Moment, Problem, Wgs84};
use xianban_store::{Param, params};

use super::covered::covered;
use super::glance::glance_at;
use super::mine::OPEN;
use crate::appeals::desk::said;
use crate::appeals::intake::Beside;
use crate::appeals::nouns::{Appeal, Standing, State};
use crate::appeals::rows::store;
use crate::dossier::Vault;
use crate::files;
use crate::office::Work;
use crate::organisation::{find_place, unit};

/// Matters found together at most, over all pages.
pub const MOST_OUTSIDE: i64 = 1000;

/// Tiles asked for together at most.
pub const MOST_TILES: usize = 64;

/// What another system, or anybody, asks of the list of matters.
#[derive(Clone, Debug)]
pub struct OutsideAsked {
    /// Any of these tiles of the form, at most [`MOST_TILES`]; all when empty.
    pub tiles: Vec<String>,
    /// Filed at this moment or later.
    pub from: Moment,
    /// Filed before this moment.
    pub until: Moment,
    /// Only those that are still being handled, or only those that are answered.
    pub open: Option<bool>,
    /// Lines to pass over.
    pub skip: i64,
    /// Lines of this page.
    pub size: i64,
}

/// A matter as the outside sees it.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The appeal.
    pub appeal: Appeal,
    /// Whether the asking system filed it itself, and so reads its words as they are.
    pub own: bool,
    /// First words; long numbers and doors are covered unless it is its own.
    pub title: String,
    /// All words, for whoever filed it only.
    pub text: Option<String>,
    /// The reply that went out; long numbers and doors are covered unless it is its own.
    pub reply: Option<String>,
    /// Where, in the words of whoever filed it; of a matter of others only the place of the tree.
    pub place: String,
    /// Where its sender was; of a matter of others the middle of the estate.
    pub point: Option<Wgs84>,
    /// Where pictures are, as its sender said; for him only.
    pub pictures: Vec<String>,
    /// The photos that came with it; for whoever sent them only.
    pub photos: Vec<FileId>,
    /// Who answers for it now.
    pub unit: String,
    /// Until when the next thing is owed.
    pub expected: Option<Due>,
}

/// Whether a reply has gone out or nothing more will.
pub const fn is_answered(standing: Standing) -> bool {
    match standing {
        Standing::Submitted
        | Standing::Assessing
        | Standing::Planning
        | Standing::Handling
        | Standing::Reviewing
        | Standing::Concluding => false,
        Standing::FollowingUp
        | Standing::Closed
        | Standing::Declined
        | Standing::Transferred
        | Standing::Withdrawn => true,
    }
}

/// What is published; the literal marks are those of its indexes.
const PUBLISHED: &str = "public = 1 and standing in ('following_up', 'closed')";

/// The codes of the standings in which no reply has gone out.
fn open_standings() -> String {
    let open = Standing::ALL.iter().filter(|standing| !is_answered(**standing));
    open.map(|standing| format!("'{standing}'")).collect::<Vec<_>>().join(", ")
}

/// The newest rows that fit, at most so many in all, and since when they were filed.
struct Newest {
    ids: BTreeSet<DossierId>,
    from: DossierId,
    until: DossierId,
    most: usize,
}

impl Newest {
    /// Adds those of one part of the list. A row's number begins with its moment, so that the walk goes
    /// no further than the time asked for, nor behind what is full already.
    fn add(
        &mut self,
        work: &mut Work<'_, '_>,
        part: &str,
        asked: &[Param<'_>],
    ) -> Result<(), Problem> {
        let [from, until, most] = [1, 2, 3].map(|n| asked.len() + 1 + n);
        let sql = format!(
            "select id from appeal where district = $1 and {part}
               and id >= ${from} and id < ${until} order by id desc limit ${most}"
        );
        let mut values = vec![Param::Int(work.office.district)];
        values.extend(asked);
        let most = i64::try_from(self.most).unwrap_or(MOST_OUTSIDE);
        values.extend(params![self.from, self.until, most]);
        for row in &work.tx.rows(&sql, &values)? {
            self.ids.insert(row.get("id")?);
        }
        while self.ids.len() > self.most {
            self.ids.pop_first();
        }
        if self.ids.len() == self.most {
            self.from = self.ids.first().copied().unwrap_or(self.from);
        }
        Ok(())
    }
}

/// What somebody filed himself, newest first. What is open is little, however much he filed: it is
/// sifted; of everything else each tile has its own walk.
fn own(work: &mut Work<'_, '_>, asked: &OutsideAsked, found: &mut Newest) -> Result<(), Problem> {
    let (mark, open) = (work.cx.actor.mark(), open_standings());
    let own = Param::Text(&mark);
    if asked.open == Some(true) {
        let open = format!("applicant = $2 and {OPEN} and standing in ({open})");
        if asked.tiles.is_empty() {
            return found.add(work, &open, &[own]);
        }
        let places = (3..3 + MOST_TILES).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let tile = |n: usize| Param::Text(asked.tiles.get(n).map_or("", String::as_str));
        let values: Vec<_> = std::iter::once(own).chain((0..MOST_TILES).map(tile)).collect();
        return found.add(work, &format!("{open} and coalesce(tile, '') in ({places})"), &values);
    }
    let answered = match asked.open {
        Some(_) => format!(" and standing not in ({open})"),
        None => String::new(),
    };
    if asked.tiles.is_empty() {
        return found.add(work, &format!("applicant = $2{answered}"), &[own]);
    }
    for tile in &asked.tiles {
        let part = format!("applicant = $2 and tile = $3{answered}");
        found.add(work, &part, &[own, Param::Text(tile)])?;
    }
    Ok(())
}

/// What is published, newest first; each tile has its own walk.
fn published(
    work: &mut Work<'_, '_>,
    asked: &OutsideAsked,
    found: &mut Newest,
) -> Result<(), Problem> {
    if asked.tiles.is_empty() {
        return found.add(work, PUBLISHED, &[]);
    }
    for tile in &asked.tiles {
        found.add(work, &format!("{PUBLISHED} and tile = $2"), &[Param::Text(tile)])?;
    }
    Ok(())
}

/// The matters the actor may see from outside, newest first: those it filed itself, and those that
/// are published: answered after review, with the applicant's consent.
pub fn list_outside(
    work: &mut Work<'_, '_>,
    asked: &OutsideAsked,
) -> Result<Vec<Outside>, Problem> {
    let count = |n: i64| usize::try_from(n.clamp(0, MOST_OUTSIDE)).unwrap_or(0);
    let (skip, size) = (count(asked.skip), count(asked.size.max(1)));
    let (from, until) = (DossierId::first_at(asked.from), DossierId::first_at(asked.until));
    let most = (skip + size).min(count(MOST_OUTSIDE));
    let mut found = Newest { ids: BTreeSet::new(), from, until, most };
    own(work, asked, &mut found)?;
    if asked.open != Some(true) {
        published(work, asked, &mut found)?;
    }
    let ids: Vec<DossierId> = found.ids.into_iter().rev().skip(skip).take(size).collect();
    let mut appeals = store::load_many(work.tx, work.office.district, &ids)?;
    appeals.sort_by_key(|appeal| Reverse(appeal.id));
    appeals.into_iter().map(|appeal| seen_outside(work, appeal)).collect()
}

/// The matter with this number, if the actor may see it from outside.
pub fn find_outside(work: &mut Work<'_, '_>, no: &str) -> Result<Outside, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    let published = appeal.public
        && matches!(appeal.state.standing(), Standing::FollowingUp | Standing::Closed);
    if published || is_own(work, &appeal) {
        seen_outside(work, appeal)
    } else {
        Err(Problem::NotFound)
    }
}

fn is_own(work: &Work<'_, '_>, appeal: &Appeal) -> bool {
    appeal.applicant.as_deref() == Some(&work.cx.actor.mark())
}

fn seen_outside(work: &mut Work<'_, '_>, appeal: Appeal) -> Result<Outside, Problem> {
    let own = is_own(work, &appeal);
    let shown = |text: String| if own { text } else { covered(&text, None) };
    let said = said(work, &appeal)?;
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let reply = match &appeal.state {
        State::FollowingUp(window) => vault.read(work.tx, window.reply)?,
        State::Closed(closing) => vault.read(work.tx, closing.reply)?,
        _ => None,
    };
    let known = appeal.place.map(|place| find_place(work.tx, place)).transpose()?.flatten();
    let address = known.as_ref().map(|place| place.address.clone()).unwrap_or_default();
    let (beside, photos) = if own {
        (beside(work, &appeal, &vault)?, own_photos(work, &appeal)?)
    } else {
        let middle = known.and_then(|place| work.office.atlas().public_point(&place.path));
        (Beside { point: middle, pictures: Vec::new() }, Vec::new())
    };
    let glance = glance_at(work, appeal)?;
    let answering = glance.appeal.lead().map_or(glance.appeal.receiver, |order| order.unit);
    let unit = unit(work.tx, answering.unit)?.name;
    let place = said.where_said.filter(|_| own).unwrap_or(address);
    Ok(Outside {
        own,
        title: said.title.map(shown).unwrap_or_default(),
        text: if own { said.text } else { None },
        reply: reply.map(shown),
        place,
        point: beside.point,
        pictures: beside.pictures,
        photos,
        unit,
        expected: glance.next.map(|(duty, _)| duty.due),
        appeal: glance.appeal,
    })
}

/// What the tool said besides; nothing once it was erased.
pub(crate) fn beside(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    vault: &Vault,
) -> Result<Beside, Problem> {
    let Some(n) = appeal.filing.beside else { return Ok(Beside::default()) };
    let Some(json) = vault.read(work.tx, n)? else { return Ok(Beside::default()) };
    serde_json::from_str(&json).map_err(|error| Problem::broken(error.to_string()))
}

/// The photos the actor sent himself, as long as they are there.
fn own_photos(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<FileId>, Problem> {
    let mark = work.cx.actor.mark();
    let all = files::of_dossier(work.tx, appeal.district, appeal.id)?;
    let own = all.into_iter().filter(|file| file.stager == mark);
    Ok(own.filter(|file| !file.what.is_document() && !file.is_erased()).map(|f| f.id).collect())
}
