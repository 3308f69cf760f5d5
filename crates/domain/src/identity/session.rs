//! Who is logged in, where, and since when. A session is a random token in a cookie, known here by
//! its hash; it ends by age, by rest, by logging out, or by being revoked.

use xianban_kernel::{Actor, Moment, PersonId, Problem, StaffId};
use xianban_store::{Row, params};

use super::acting::acting;
use super::factor_rule::{demanded, has_factor};
use super::person::{phone_in, resident};
use super::session_kind::SessionKind;
use super::span::DAY;
use super::token::{Csrf, SessionId, Token, hash};
use crate::office::Work;

const HOUR: i64 = 3_600_000;
/// The last visit is written at most this often.
const SEEN_EVERY: i64 = 5 * 60_000;
/// A phone's proof lapses after twelve months: numbers are handed on to others.
const PROOF_LASTS: i64 = 365 * DAY;

impl SessionKind {
    /// How long a session lives, in milliseconds.
    const fn lifetime(self) -> i64 {
        match self {
            Self::Resident => 90 * DAY,
            Self::Staff => 12 * HOUR,
        }
    }

    /// How long it may rest, in milliseconds.
    const fn rest(self) -> i64 {
        match self {
            Self::Resident => 30 * DAY,
            Self::Staff => 2 * HOUR,
        }
    }
}

/// A session just opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// For the cookie; not to be had again.
    pub token: Token,
    /// For the forms.
    pub csrf: Csrf,
    /// Who acts from now on.
    pub actor: Actor,
    /// When the cookie ends.
    pub expires_at: Moment,
    /// Whether the first thing to do is to choose a new password.
    pub must_change: bool,
}

/// A living session.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// Which.
    pub id: SessionId,
    /// Who acts, staff with the posts of this moment.
    pub actor: Actor,
    /// For the forms.
    pub csrf: Csrf,
    /// When somebody last came with it, to five minutes.
    pub last_seen: Moment,
    /// The resident's phone, masked; `None` for staff.
    pub phone: Option<String>,
    /// Whether the first thing to do is to choose a new password.
    pub must_change: bool,
    /// Whether the first thing to do is to set up the second factor that the rules demand.
    pub must_enrol: bool,
}

impl SessionView {
    /// Whether the last visit is old enough to be written again: then call [`touch_session`].
    pub fn is_due(&self, at: Moment) -> bool {
        at >= self.last_seen.plus_millis(SEEN_EVERY)
    }
}

/// Opens a session for somebody who has just proved who he is.
pub(super) fn open(
    work: &mut Work<'_, '_>,
    kind: SessionKind,
    owner: i64,
    actor: Actor,
    device: &str,
) -> Result<NewSession, Problem> {
    let at = work.cx.at;
    let (token, csrf) = (Token::draw(work.tx.draw()), Csrf(work.tx.draw().bytes()));
    let expires_at = at.plus_millis(kind.lifetime());
    let device: String = device.chars().filter(|c| !c.is_control()).take(120).collect();
    work.tx.execute(
        "insert into session
           (district, id_hash, kind, owner, device, csrf, created_at, last_seen, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        params![
            work.tx.district(),
            hash(token.reveal()),
            kind.code(),
            owner,
            device,
            csrf.0,
            at,
            expires_at
        ],
    )?;
    Ok(NewSession { token, csrf, actor, expires_at, must_change: false })
}

/// The living session of a token, with its owner as of now. `None` when it never was, has ended, or
/// its owner may not act: a disabled account, staff without a post, a phone unproved for a year.
pub fn find_session(work: &mut Work<'_, '_>, token: &str) -> Result<Option<SessionView>, Problem> {
    let id = SessionId(hash(token));
    let row = work.tx.row(
        "select kind, owner, csrf, last_seen from session
         where district = $1 and id_hash = $2 and revoked_at is null and expires_at > $3",
        params![work.tx.district(), id.0, work.cx.at],
    )?;
    let Some(row) = row else { return Ok(None) };
    let (kind, last_seen): (SessionKind, Moment) = (row.get("kind")?, row.get("last_seen")?);
    if work.cx.at >= last_seen.plus_millis(kind.rest()) {
        return Ok(None);
    }
    let Some(owner) = owner(work, kind, &row)? else { return Ok(None) };
    let csrf = Csrf(row.get("csrf")?);
    let Owner { actor, phone, must_change, must_enrol } = owner;
    Ok(Some(SessionView { id, actor, csrf, last_seen, phone, must_change, must_enrol }))
}

/// Writes that a session was used, at most every five minutes; answers whether it wrote.
pub fn touch_session(work: &mut Work<'_, '_>, id: SessionId) -> Result<bool, Problem> {
    let touched = work.tx.execute(
        "update session set last_seen = $1
         where district = $2 and id_hash = $3 and last_seen <= $4 and revoked_at is null",
        params![work.cx.at, work.tx.district(), id.0, work.cx.at.plus_millis(-SEEN_EVERY)],
    )?;
    Ok(touched == 1)
}

/// Ends the session of a token. One that has ended already stays so.
pub fn log_out(work: &mut Work<'_, '_>, id: SessionId) -> Result<(), Problem> {
    work.tx.execute(
        "update session set revoked_at = $1 \
         where district = $2 and id_hash = $3 and revoked_at is null",
        params![work.cx.at, work.tx.district(), id.0],
    )?;
    Ok(())
}

/// Ends one of the actor's own sessions; somebody else's does not exist for him.
pub fn revoke_own(work: &mut Work<'_, '_>, id: SessionId) -> Result<(), Problem> {
    let (kind, owner) = own(work)?;
    let touched = work.tx.execute(
        "update session set revoked_at = $1
         where district = $2 and id_hash = $3 and kind = $4 and owner = $5 and revoked_at is null",
        params![work.cx.at, work.tx.district(), id.0, kind.code(), owner],
    )?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

/// Ends the actor's sessions everywhere, except `keep`; answers how many.
pub fn revoke_sessions(work: &mut Work<'_, '_>, keep: Option<SessionId>) -> Result<u64, Problem> {
    let (kind, owner) = own(work)?;
    revoke_of(work, kind, owner, keep)
}

/// Ends all sessions of an owner, except `keep`.
pub(super) fn revoke_of(
    work: &mut Work<'_, '_>,
    kind: SessionKind,
    owner: i64,
    keep: Option<SessionId>,
) -> Result<u64, Problem> {
    let keep = keep.map_or_else(Vec::new, |id| id.0.to_vec());
    Ok(work.tx.execute(
        "update session set revoked_at = $1
         where district = $2 and kind = $3 and owner = $4 and revoked_at is null and id_hash <> $5",
        params![work.cx.at, work.tx.district(), kind.code(), owner, keep],
    )?)
}

/// Under which kind and owner the actor's sessions are kept.
pub(super) fn own(work: &Work<'_, '_>) -> Result<(SessionKind, i64), Problem> {
    if let Actor::Staff(staff) = &work.cx.actor {
        return Ok((SessionKind::Staff, staff.id.value()));
    }
    resident(work).map(|person| (SessionKind::Resident, person.value()))
}

/// A session's owner as of this moment.
struct Owner {
    actor: Actor,
    phone: Option<String>,
    must_change: bool,
    must_enrol: bool,
}

fn owner(work: &mut Work<'_, '_>, kind: SessionKind, row: &Row) -> Result<Option<Owner>, Problem> {
    match kind {
        SessionKind::Resident => proved(work, row.get("owner")?),
        SessionKind::Staff => {
            let id: StaffId = row.get("owner")?;
            let Some((actor, must_change)) = acting(work, id)? else { return Ok(None) };
            let must_enrol = owes_factor(work, &actor)?;
            Ok(Some(Owner { actor, phone: None, must_change, must_enrol }))
        }
    }
}

fn proved(work: &mut Work<'_, '_>, person: PersonId) -> Result<Option<Owner>, Problem> {
    let since = work.cx.at.plus_millis(-PROOF_LASTS);
    let row = work.tx.row(
        "select phone_sealed from person
         where district = $1 and id = $2 and erased_at is null and verified_at > $3",
        params![work.tx.district(), person, since],
    )?;
    let Some(row) = row else { return Ok(None) };
    let phone = phone_in(&work.office.keys, &row, person)?.map(|phone| phone.masked());
    Ok(Some(Owner { actor: Actor::Resident(person), phone, must_change: false, must_enrol: false }))
}

/// Whether the rules demand a second factor of somebody who has not set one up.
fn owes_factor(work: &mut Work<'_, '_>, actor: &Actor) -> Result<bool, Problem> {
    let Some(staff) = actor.staff().filter(|_| work.office.asks_factors()) else {
        return Ok(false);
    };
    let (id, posts) = (staff.id, staff.posts.clone());
    Ok(!has_factor(work, id)? && demanded(work, &posts)?)
}
