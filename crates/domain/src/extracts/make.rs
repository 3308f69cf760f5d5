use xianban_kernel::{Actor, Context, DossierId, FileId, PageSize, Problem, Seed};
use xianban_store::params;

use super::ask::destroy;
use super::event::{Event, Failed, Made};
use super::noun::{Extract, State};
use super::rules::ExtractRules;
use super::words::NoticeKind;
use crate::appeals::{self, Appeal};
use crate::figures::{CasesAsked, Count, Counted, Of, Scope, cases};
use crate::files::{Claim, Stager, claim};
use crate::folded::{self, Held};
use crate::identity::acting;
use crate::notice;
use crate::office::{Office, Work};

/// So many matters are read at once.
const AT_ONCE: u16 = 200;

/// So many open extracts are looked at for one that waits.
const LOOKED_AT: i64 = 500;

/// The extract that has waited longest; `None` when none waits.
pub fn next(work: &mut Work<'_, '_>) -> Result<Option<Held<Extract>>, Problem> {
    let open = folded::marked::<Extract>(work, "all", true, LOOKED_AT)?;
    Ok(open.into_iter().rfind(|one| one.state == State::Asked))
}

/// Writes one matter, with its appeal where whoever asked may open it.
pub type Write<'w> = &'w mut (dyn FnMut(&Counted, Option<&Appeal>) -> Result<(), Problem> + Send);

/// Reads every matter of an extract as whoever asked for it may see it, some at a time: `write` gets each
/// with its appeal, `told` how many there were so far.
///
/// # Errors
/// [`Problem::NotFound`] when whoever asked has no account or no longer oversees what he asked for.
pub async fn make(
    office: &Office,
    cx: &Context,
    extract: &Held<Extract>,
    write: Write<'_>,
) -> Result<i64, Problem> {
    let (scope, by) = (Scope::from_code(&extract.scope).ok_or(Problem::NotFound)?, extract.by);
    let whose = office.read(cx, move |work| Ok(acting(work, by)?));
    let (actor, _) = whose.await?.ok_or(Problem::NotFound)?;
    let cx = Context::new(actor, cx.at, Seed::fresh());
    let (span, list) = (extract.span(), extract.list.clone());
    let (mut after, mut rows) = (None, 0);
    loop {
        let list = list.clone();
        let some = office.read(&cx, move |work| {
            let reached = crate::figures::reached(work, appeals::Action::ReadCase)?;
            reached.permits(work, scope)?;
            let of = Of::Count(Count::Accepted);
            let asked =
                CasesAsked { of, scope, span, unit: None, list: list.clone(), matter: None };
            let sight = appeals::sight(work)?;
            let page = cases(work, &asked, &sight, after, PageSize::new(AT_ONCE))?;
            let ids: Vec<DossierId> = page.rows.iter().map(|one| one.id).collect();
            Ok((appeals::many(work, &ids)?, page))
        });
        let (found, page) = some.await?;
        for one in &page.rows {
            write(one, found.get(&one.id).filter(|_| one.no.is_some()))?;
            rows += 1;
        }
        note(office, &cx, extract.id, rows).await?;
        let Some(next) = page.next else { return Ok(rows) };
        let mut parts = next.split('.').map(|part| part.parse().ok());
        let mut part = || parts.next().flatten().ok_or_else(|| Problem::broken("a bad position"));
        after = Some((part()?, part()?, part()?));
    }
}

async fn note(office: &Office, cx: &Context, id: DossierId, rows: i64) -> Result<(), Problem> {
    let cx = Context::new(Actor::System, cx.at, Seed::fresh());
    office.write_later(&cx, move |work| note_progress(work, id, rows)).await
}

/// How many matters were written so far, for whoever waits.
pub fn note_progress(work: &mut Work<'_, '_>, id: DossierId, rows: i64) -> Result<(), Problem> {
    work.tx.execute(
        "insert into extract_progress (district, dossier, done) values ($1, $2, $3)
         on conflict (district, dossier) do update set done = excluded.done",
        params![work.office.district, id, rows],
    )?;
    Ok(())
}

/// It is there: the workbook, staged by the program, becomes part of it, and whoever asked is told.
pub fn made(
    work: &mut Work<'_, '_>,
    id: DossierId,
    rows: i64,
    file: FileId,
    stager: &Stager,
) -> Result<(), Problem> {
    let held = folded::load::<Extract>(work.tx, id)?;
    if held.state != State::Asked {
        return Ok(());
    }
    let files = claim(work, id, &Claim { ids: vec![file], by: vec![stager.clone()] })?;
    ends(work, &held, &Event::Made(Made { rows, files }), NoticeKind::Made)
}

/// It could not be made; whoever asked is told why.
pub fn fail(work: &mut Work<'_, '_>, id: DossierId, why: &str) -> Result<(), Problem> {
    let held = folded::load::<Extract>(work.tx, id)?;
    if held.state != State::Asked {
        return Ok(());
    }
    ends(work, &held, &Event::Failed(Failed { why: why.to_owned() }), NoticeKind::Failed)
}

fn ends(
    work: &mut Work<'_, '_>,
    held: &Held<Extract>,
    event: &Event,
    kind: NoticeKind,
) -> Result<(), Problem> {
    let after = folded::record(work, held, None, event)?;
    work.tx.execute(
        "delete from extract_progress where district = $1 and dossier = $2",
        params![held.district, held.id],
    )?;
    let reader = format!("staff:{}", held.by);
    let fields = [("reason", after.why.clone().unwrap_or_default())];
    notice::leave(work, &reader, held.id, kind.code(), &fields).map(drop)
}

/// Destroys the workbooks that were kept long enough; answers how many.
pub fn drop_old(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    let days = ExtractRules::of(&work.office.rules_at(work.cx.at).rules).kept_days;
    let before = work.cx.at.plus_hours(-24 * days);
    let open = folded::marked::<Extract>(work, "all", true, LOOKED_AT)?;
    let old = |one: &Held<Extract>| {
        one.state == State::Made && one.ended_at.is_some_and(|ended| ended < before)
    };
    let old: Vec<_> = open.into_iter().filter(old).collect();
    for one in &old {
        destroy(work, one, None)?;
    }
    Ok(old.len())
}
