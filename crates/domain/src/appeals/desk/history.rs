use std::collections::HashMap;

use xianban_kernel::{Moment, Problem, Role, StaffId};

use super::write::shown;
use crate::appeals::nouns::event::{Part, Value, seat_of_another};
use crate::appeals::nouns::{Appeal, Event};
use crate::dossier::{Vault, read_records};
use crate::files::{Enclosure, KeptFile};
use crate::identity::staff_name;
use crate::office::Work;
use crate::organisation::{UnitNames, unit};

/// One thing that happened to an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Its place in the trail.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// Who, as the trail marks people.
    pub mark: String,
    /// What.
    pub event: Event,
    /// Its main words, of a publication those it published; `None` when there are none or they were
    /// erased.
    pub words: Option<String>,
    /// Who was there when an answer or a rating was taken down, by name.
    pub witness: Option<String>,
    /// What else was written with it, for staff: each part with its words. What was erased is left out.
    pub parts: Vec<(Part, String)>,
    /// The unit the event names, by name.
    pub unit: Option<String>,
    /// Who did it.
    pub by: Author,
    /// Of a rating: whether the applicant disowned it later.
    pub struck: bool,
    /// The files that came with it.
    pub files: Vec<Enclosure>,
    /// The seat of somebody else he did it from, with its unit's name.
    pub seat: Option<(String, Role)>,
}

/// Who did something, as colleagues name him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The resident or firm.
    Applicant,
    /// A member of staff, by name.
    Staff(String),
    /// An expert who was asked, by name; `None` when it is not known any more.
    Expert(Option<String>),
    /// Another system.
    Service,
    /// The platform by itself.
    System,
}

impl Author {
    fn of(work: &mut Work<'_, '_>, mark: &str) -> Result<Self, Problem> {
        let (kind, row) = mark.split_once(':').unwrap_or((mark, ""));
        Ok(match kind {
            "staff" => {
                let id = row.parse().map(StaffId::new);
                let id = id.map_err(|_| Problem::broken("an actor without a row"))?;
                Self::Staff(staff_name(work, id)?.unwrap_or_default())
            }
            "service" => Self::Service,
            "system" => Self::System,
            _ => Self::Applicant,
        })
    }
}

/// Everything that happened to an appeal the actor has open, in order.
pub fn history(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Happened>, Problem> {
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let mut happened: Vec<Happened> = Vec::with_capacity(records.len());
    let (mut authors, mut names) = (HashMap::new(), UnitNames::default());
    for record in records {
        let by = match authors.get(&record.actor) {
            Some(known) => Author::clone(known),
            None => Author::of(work, &record.actor)?,
        };
        authors.insert(record.actor.clone(), by.clone());
        let event = Event::decode(&record.kind, &record.payload)?;
        let by = signed(work, &vault, &event)?.unwrap_or(by);
        if let Event::Attached(attached) = event {
            let files = enclosed(work, &vault, attached.files)?;
            if let Some(with) = happened.iter_mut().find(|one| one.seq == attached.to) {
                with.files = files;
            }
            continue;
        }
        let (mut words, mut files, mut unit) = (None, Vec::new(), None);
        if let Event::Published(published) = &event {
            let of = happened.iter().find(|one| one.seq == published.note);
            (words, files, unit) = of
                .map(|one| (one.words.clone(), one.files.clone(), one.unit.clone()))
                .unwrap_or_default();
        } else if let Some(n) = event.words() {
            words = vault.read(work.tx, n)?;
        }
        if let Some(named) = event.names(appeal) {
            unit = Some(names.name(work.tx, named.unit)?);
        }
        if matches!(event, Event::Disowned(_)) {
            strike(&mut happened);
        }
        let seat = match seat_of_another(&record.payload) {
            Some(seat) => Some((names.name(work.tx, seat.unit)?, seat.role)),
            None => None,
        };
        let witness = event.witness().map(|n| vault.read(work.tx, n)).transpose()?.flatten();
        let parts = written(work, &vault, &event)?;
        let (seq, at, recorded_at) = (record.seq, record.occurred_at, record.recorded_at);
        happened.push(Happened {
            seq,
            at,
            recorded_at,
            mark: record.actor,
            event,
            words,
            witness,
            parts,
            unit,
            by,
            struck: false,
            files,
            seat,
        });
    }
    Ok(happened)
}

/// Who signs an event that comes over a link: an expert has no account.
fn signed(
    work: &mut Work<'_, '_>,
    vault: &Vault,
    event: &Event,
) -> Result<Option<Author>, Problem> {
    let Event::Opined(opined) = event else { return Ok(None) };
    let name = opined.name.as_ref().map(|name| vault.read(work.tx, name.vault)).transpose()?;
    Ok(Some(Author::Expert(name.flatten())))
}

/// The last rating that staff took down is struck.
fn strike(happened: &mut [Happened]) {
    let taken = |one: &&mut Happened| matches!(&one.event, Event::Rated(e) if e.taken.is_some());
    if let Some(one) = happened.iter_mut().rev().find(taken) {
        one.struck = true;
    }
}

/// What was written with an event beside its main words.
fn written(
    work: &mut Work<'_, '_>,
    vault: &Vault,
    event: &Event,
) -> Result<Vec<(Part, String)>, Problem> {
    let mut parts = Vec::new();
    for (part, value) in event.parts() {
        let said = match value {
            Value::Words(kept) => vault.read(work.tx, kept.vault)?,
            Value::Time(at) => Some(shown(at)),
            Value::Unit(at) => Some(unit(work.tx, at.unit)?.name),
        };
        parts.extend(said.map(|said| (part, said)));
    }
    Ok(parts)
}

/// Files with the names of documents.
fn enclosed(
    work: &mut Work<'_, '_>,
    vault: &Vault,
    files: Vec<KeptFile>,
) -> Result<Vec<Enclosure>, Problem> {
    let enclosed = files.into_iter().map(|kept| {
        let name = kept.name.map(|name| vault.read(work.tx, name.vault)).transpose()?.flatten();
        Ok(Enclosure { file: kept.file, what: kept.what, bytes: kept.bytes, name })
    });
    enclosed.collect()
}

/// What of a history this actor may put before the applicant: notes, contacts and reports that
/// another person wrote and nobody published yet.
pub fn publishable<'a>(history: &'a [Happened], mark: &str) -> Vec<&'a Happened> {
    let published = |seq: i64| {
        history.iter().any(|one| matches!(one.event, Event::Published(event) if event.note == seq))
    };
    let may = |one: &&Happened| {
        let sort = matches!(
            one.event,
            Event::Noted(_)
                | Event::Contacted(_)
                | Event::Reported(_)
                | Event::SlipFinished(_)
                | Event::VisitDone(_)
                | Event::Met(_)
        );
        let told = matches!(&one.event, Event::Contacted(event) if event.through.is_some());
        sort && !told && one.mark != mark && one.words.is_some() && !published(one.seq)
    };
    history.iter().filter(may).collect()
}
