//! Who looked at whom. Staff see phones and names masked; seeing them in clear takes a written
//! reason, and the person can read that it happened.

use xianban_kernel::words::length;
use xianban_kernel::{DossierId, Moment, Page, PageSize, PersonId, Problem, StaffId};
use xianban_store::{Error, Row, Tx, params};

use super::person::{Identity, clear, resident};
use super::policy::require;
use crate::dossier;
use crate::ledger::{Field, Note, Sort, Subject, What, keep};
use crate::office::Work;

/// One view of a person's identity, as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityView {
    /// When.
    pub at: Moment,
    /// Who looked: the name colleagues see.
    pub staff: String,
    /// Why, in the viewer's words.
    pub reason: Option<String>,
    /// For which appeal.
    pub appeal: Option<DossierId>,
    id: i64,
}

/// A person's phone and name in clear, for staff whose role may see them, with the reason; the view
/// is recorded in the same transaction. Which persons staff may ask about is the question of the
/// appeal that leads there.
pub fn unmask(
    work: &mut Work<'_, '_>,
    person: PersonId,
    reason: &str,
    appeal: Option<DossierId>,
) -> Result<Identity, Problem> {
    require(work, "read_identity")?;
    let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    let reason = reason.trim();
    if reason.is_empty() || length(reason) > 200 {
        return Err(Problem::fault("reason", "请写明查看原因，200 个字以内，当事人看得到。"));
    }
    let identity = clear(work, person)?;
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    work.tx.execute(
        "insert into identity_view (district, person, at, id, staff, reason, appeal)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![work.tx.district(), person, work.cx.at, id, staff, reason, appeal],
    )?;
    noted(work, appeal)?;
    Ok(identity)
}

/// The look in the ledger of whoever looked, for the auditor; the words stand with the appeal alone.
fn noted(work: &mut Work<'_, '_>, appeal: Option<DossierId>) -> Result<(), Problem> {
    let (id, name) = {
        let own = work.cx.actor.staff().ok_or(Problem::NotFound)?;
        (own.id, own.name.to_string())
    };
    let of = match appeal {
        Some(id) => dossier::find(work.tx, id)?.map(|found| found.no).unwrap_or_default(),
        None => String::new(),
    };
    let subject = Subject::of(Sort::Look, &id.to_string());
    let fields = vec![Field::new("诉求", "", of)];
    keep(work, &Note { subject, what: What::Seen, name, fields })
}

/// Who looked at a person for an appeal, oldest first, as the trail marks people.
pub(crate) fn looks_of(tx: &mut Tx<'_>, appeal: DossierId) -> Result<Vec<String>, Problem> {
    let rows = tx.rows(
        "select staff from identity_view where district = $1 and appeal = $2 order by at, id",
        params![tx.district(), appeal],
    )?;
    rows.iter().map(|row| Ok(format!("staff:{}", row.get::<StaffId>("staff")?))).collect()
}

/// Whether a person's account has ended.
pub(crate) fn has_ended(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, Problem> {
    let row = tx.row(
        "select id from person where district = $1 and id = $2 and erased_at is null",
        params![tx.district(), person],
    )?;
    Ok(row.is_none())
}

/// Who looked at the acting resident's identity, newest first. `after` is where the last page ended.
pub fn own_views(
    work: &mut Work<'_, '_>,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<IdentityView>, Problem> {
    let person = resident(work)?;
    let (at, id) = after.and_then(position).unwrap_or((i64::MAX, i64::MAX));
    let rows = work.tx.rows(
        "select v.at, v.id, v.reason, v.appeal, s.name as staff
         from identity_view v join staff s on s.district = v.district and s.id = v.staff
         where v.district = $1 and v.person = $2 \
         and (v.at, v.id) < ($3, $4) order by v.at desc, v.id desc limit $5",
        params![work.tx.district(), person, at, id, size.limit()],
    )?;
    let views = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Page::cut(views, size, |view: &IdentityView| format!("{}-{}", view.at.millis(), view.id)))
}

fn position(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

fn read(row: &Row) -> Result<IdentityView, Error> {
    Ok(IdentityView {
        at: row.get("at")?,
        staff: row.get("staff")?,
        reason: row.get("reason")?,
        appeal: row.get("appeal")?,
        id: row.get("id")?,
    })
}
