use crate::appeals::nouns::Action;
use xianban_kernel::{DossierId, Problem};
use xianban_store::params;

use super::line::ImportRow;
use crate::appeals::desk::{Before, PlaceGiven, owe};
use crate::appeals::intake::submit::{Contact, Fresh, Submit, file, title_of};
use crate::appeals::nouns::event::{Imported, Source};
use crate::appeals::nouns::{Appeal, Event, Origin};
use crate::appeals::rows::index;
use crate::dossier::{Chain, Vault};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{AtUnit, district_path, platform_office, receiving_unit};
use crate::rules::AppealKind;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    /// It is an appeal now.
    Added,
    /// It was brought in before, also when it was erased since.
    AlreadyThere,
}

/// Brings one row in, with its real times: closed with its reply where one was given, else waiting
/// for acceptance from now on. Nobody is told: the other platform did that. Its applicant has no
/// account here, so nobody can rate it or ask for another round, and rates leave it out.
pub fn import(
    work: &mut Work<'_, '_>,
    source: &Source,
    row: &ImportRow,
) -> Result<Landed, Problem> {
    require(work, Action::Import)?;
    if row.reply.as_ref().map_or(row.at, |reply| reply.at) > work.cx.at {
        let said = "提交或答复的时间在现在之后，请核对时间和时区。";
        return Err(Problem::refused("later_than_now", said));
    }
    let district = work.office.district;
    // A keyed fingerprint, so that the mark of an erased appeal tells nothing.
    let print = work.office.keys.fingerprint("import", format!("{source}\n{}", row.id).as_bytes());
    let known = work.tx.row(
        "select appeal from imported where district = $1 and print = $2",
        params![district, print],
    )?;
    if known.is_some() {
        return Ok(Landed::AlreadyThere);
    }
    let appeal = land(work, source, row)?;
    let marked = work.tx.execute(
        "insert into imported (district, print, appeal) values ($1, $2, $3) on conflict do nothing",
        params![district, print, appeal],
    )?;
    if marked == 1 { Ok(Landed::Added) } else { Err(work.tx.raced().into()) }
}

/// Writes the appeal: its filing when it was filed there, then how it came here.
fn land(work: &mut Work<'_, '_>, source: &Source, row: &ImportRow) -> Result<DossierId, Problem> {
    let (set, district) = (work.office.rules_at(work.cx.at).clone(), work.office.district);
    let form = Submit {
        kind: AppealKind::Livelihood,
        title: row.title.clone(),
        text: row.text.clone(),
        place: PlaceGiven::Unknown,
        tile: None,
        contact: Contact { name: row.user.clone(), ..Contact::default() },
        public: false,
    };
    // Its code is told to nobody, so no pair of number and code opens it.
    let fresh = Fresh {
        at: row.at,
        origin: Origin::OtherPlatform,
        applicant: None,
        place: None,
        receiver: AtUnit::of(&receiving_unit(work.tx, district, None)?),
        office: AtUnit::of(&platform_office(work.tx, district)?),
        parent: None,
        beside: None,
    };
    let appeal = file(work, &set, &form, fresh)?;
    let id = appeal.id;
    index(work, &appeal, &district_path(district), (&title_of(&form), &form.text))?;
    let mut vault = Vault::open(work.tx, &work.office.keys, district, id)?;
    let external = vault.keep(work.tx, &row.id)?;
    let reply = row.reply.as_ref().map(|reply| vault.keep(work.tx, &reply.text)).transpose()?;
    let event = Event::Imported(Imported { source: source.to_string(), external, reply });
    carry(work, appeal, row, &event)?;
    Ok(id)
}

/// Carries a fresh appeal over its import: replied to there and then, or here and now.
fn carry(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    row: &ImportRow,
    event: &Event,
) -> Result<(), Problem> {
    let at = row.reply.as_ref().map_or(work.cx.at, |reply| reply.at);
    let mut chain = Chain::load(work.tx, appeal.district, appeal.id)?;
    let at = chain.append_at(work.tx, work.cx, at, event.kind(), event)?;
    let (before, mark) = (Before::of(&appeal), work.cx.actor.mark());
    let after = appeal.after(at, &mark, event);
    let after = after.map_err(|misfit| Problem::broken(misfit.to_string()))?;
    before.becomes(work, &after)?;
    owe(work, &after).map(drop)
}
