use xianban_kernel::{DossierId, FileId, Moment, Page, PageSize, PlaceId, Problem, UnitId};
use xianban_store::{Row, params};

use super::covered::covered;
use crate::appeals::desk::KeptContact;
use crate::appeals::nouns::event::{Attached, Event, Happening, ProposedWords, Released};
use crate::appeals::nouns::{Appeal, State};
use crate::appeals::rows::store;
use crate::dossier::{Record, Vault, read_records};
use crate::files::{self, FileKind};
use crate::office::Work;
use crate::organisation::{Place, PlaceKind, find_place, unit};

/// A matter that was done, as everybody reads it (身边办成的事): closed, and its applicant agreed that it is
/// shown. Names, telephones and doors are covered; matters of minors are never among them.
#[derive(Clone, Debug)]
pub struct Done {
    /// The appeal.
    pub appeal: Appeal,
    /// First words.
    pub title: String,
    /// The reply that went out.
    pub reply: String,
    /// Where, as far as the estate; empty when nothing is known.
    pub estate: String,
    /// Who answers for it, by name.
    pub unit: String,
    /// How many days went by from the filing to the reply; 0 when it was the same day.
    pub days: i64,
    /// When it was closed.
    pub closed_at: Moment,
    /// Stars, if it was rated.
    pub grade: Option<i64>,
    /// Photos that came with the filing.
    pub before: Vec<FileId>,
    /// Photos that went out with the reply.
    pub after: Vec<FileId>,
}

/// So many are looked at for a place before those of the whole district.
const NEAR: i64 = 12;

/// What was done and may be read by everybody; the literal marks are those of its indexes.
const DONE: &str = "select appeal.id, coalesce(place.estate, place.id) as estate from appeal
     left join place on place.district = appeal.district and place.id = appeal.place
     where appeal.district = $1 and appeal.public = 1 and appeal.standing = 'closed'
       and appeal.minor = 0";

/// Everything that was done and may be read, last closed first, after the time and row of a line.
pub fn done(
    work: &mut Work<'_, '_>,
    after: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Done>, Problem> {
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let sql = format!(
        "{DONE} and (appeal.since, appeal.id) < ($2, $3)
         order by appeal.since desc, appeal.id desc limit $4"
    );
    let rows = work.tx.rows(&sql, params![work.tx.district(), at, id, size.limit()])?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(loaded(work, row)?);
    }
    let page = Page::cut(found, size, |one| format!("{}.{}", one.since.millis(), one.id));
    let mut shown = Vec::with_capacity(page.rows.len());
    for appeal in page.rows {
        shown.extend(story(work, appeal)?);
    }
    Ok(Page { rows: shown, next: page.next })
}

/// The last that were done near a place: those of its estate first, then those of the same community,
/// then those of the district; at most `most`.
pub fn done_near(
    work: &mut Work<'_, '_>,
    home: Option<(UnitId, Option<&Place>)>,
    most: usize,
) -> Result<Vec<Done>, Problem> {
    let mut rows = Vec::new();
    if let Some((community, place)) = home {
        let estate = place.and_then(|place| place.at(PlaceKind::Estate)).map(PlaceId::value);
        let sql = format!(
            "{DONE} and appeal.unit = $2 order by appeal.since desc, appeal.id desc limit $3"
        );
        for row in work.tx.rows(&sql, params![work.tx.district(), community, NEAR])? {
            let of: Option<i64> = row.get("estate")?;
            rows.push((of.is_none() || of != estate, row));
        }
        rows.sort_by_key(|(elsewhere, _)| *elsewhere);
    }
    let sql = format!("{DONE} order by appeal.since desc, appeal.id desc limit $2");
    let all = work.tx.rows(&sql, params![work.tx.district(), NEAR])?;
    let mut shown: Vec<Done> = Vec::with_capacity(most);
    for row in rows.iter().map(|(_, row)| row).chain(&all) {
        let id: DossierId = row.get("id")?;
        if shown.len() < most && shown.iter().all(|one| one.appeal.id != id) {
            let appeal = loaded(work, row)?;
            shown.extend(story(work, appeal)?);
        }
    }
    Ok(shown)
}

/// The one with this number.
///
/// # Errors
/// [`Problem::NotFound`] where it may not be read.
pub fn done_by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Done, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    story(work, appeal)?.ok_or(Problem::NotFound)
}

fn loaded(work: &mut Work<'_, '_>, row: &Row) -> Result<Appeal, Problem> {
    let appeal = store::load(work.tx, work.office.district, row.get("id")?)?;
    appeal.ok_or_else(|| Problem::broken("a listed appeal is gone"))
}

/// What everybody reads of an appeal; `None` when nobody may, or its words were erased.
pub(super) fn story(work: &mut Work<'_, '_>, appeal: Appeal) -> Result<Option<Done>, Problem> {
    let State::Closed(closing) = appeal.state else { return Ok(None) };
    if !appeal.public || appeal.filing.minor || appeal.ended_elsewhere() {
        return Ok(None);
    }
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let wanted = [Some(appeal.words.title), Some(closing.reply), appeal.words.contact];
    let wanted: Vec<_> = wanted.into_iter().flatten().collect();
    let words = vault.read_some(work.tx, &wanted)?;
    let Some((title, reply)) = words.get(&appeal.words.title).zip(words.get(&closing.reply)) else {
        return Ok(None);
    };
    let contact = appeal.words.contact.and_then(|n| words.get(&n));
    let contact = contact.and_then(|json| serde_json::from_str::<KeptContact>(json).ok());
    let name = contact.and_then(|contact| contact.name);
    let place = appeal.place.map(|place| find_place(work.tx, place)).transpose()?.flatten();
    let estate = place.as_ref().and_then(|place| place.at(PlaceKind::Estate));
    let estate = estate.map(|estate| find_place(work.tx, estate)).transpose()?.flatten();
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    let told = told(&records)?;
    let kept = files::of_dossier(work.tx, appeal.district, appeal.id)?;
    let is_shown = |id: &FileId| {
        kept.iter().any(|file| file.id == *id && file.what == FileKind::Photo && !file.is_erased())
    };
    let answered = told.answered.unwrap_or(appeal.since);
    let went_by = appeal.filed_at.day().until(answered.day());
    Ok(Some(Done {
        title: covered(title, name.as_deref()),
        reply: covered(reply, name.as_deref()),
        estate: estate.map(|estate| estate.name).unwrap_or_default(),
        unit: unit(work.tx, appeal.answering().unit)?.name,
        days: went_by.map_or(0, |span| i64::from(span.get_days())),
        closed_at: appeal.since,
        grade: closing.grade,
        before: told.before.into_iter().filter(is_shown).collect(),
        after: told.after.into_iter().filter(is_shown).collect(),
        appeal,
    }))
}

/// What the trail says of a matter that was answered.
#[derive(Default)]
struct Trail {
    answered: Option<Moment>,
    before: Vec<FileId>,
    after: Vec<FileId>,
}

fn told(records: &[Record]) -> Result<Trail, Problem> {
    let (mut trail, mut proposed, mut out) = (Trail::default(), None, None);
    let (filed, mut came) = (records.first().map(|first| first.seq), Vec::new());
    for record in records {
        if record.kind == ProposedWords::SORT.kind {
            proposed = Some(record.seq);
        } else if record.kind == Released::SORT.kind {
            (out, trail.answered) = (proposed, Some(record.occurred_at));
        } else if record.kind == Attached::SORT.kind
            && let Event::Attached(attached) = Event::decode(&record.kind, &record.payload)?
        {
            came.push(attached);
        }
    }
    for attached in came {
        let (to, photos) = (Some(attached.to), attached.files.into_iter().map(|kept| kept.file));
        if to == filed {
            trail.before.extend(photos);
        } else if to == out {
            trail.after.extend(photos);
        }
    }
    Ok(trail)
}
