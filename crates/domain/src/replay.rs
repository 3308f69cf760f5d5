//! The same request counts once: what a form or program sent under its key is answered again from
//! here for 90 days, and never done twice.

use sm3::{Digest, Sm3};
use xianban_kernel::Problem;
use xianban_store::params;

use crate::office::Work;

/// How a keyed request was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Once<T> {
    /// It was done now.
    Done(T),
    /// It had been done before; this is where its result is.
    Before(String),
}

/// A request as its sender named it.
#[derive(Clone, Debug)]
pub struct Keyed {
    /// What was asked for, such as `POST /ask/livelihood`.
    pub route: String,
    /// The sender's key; empty when the sender gave none, and then nothing is remembered.
    pub key: String,
    /// SM3 of everything that was sent.
    pub body: [u8; 32],
}

impl Keyed {
    /// Names a request; digests its body here, so that the one who writes need not.
    pub fn new(route: impl Into<String>, key: String, body: &[u8]) -> Self {
        Self { route: route.into(), key, body: Sm3::digest(body).into() }
    }
}

/// Where the result is of a request that the actor sent under this key before, whatever it held.
pub fn done_before(work: &mut Work<'_, '_>, request: &Keyed) -> Result<Option<String>, Problem> {
    let row = work.tx.row(
        "select location from replay where district = $1 and actor = $2 and route = $3 and key = $4",
        params![work.tx.district(), work.cx.actor.mark(), request.route, request.key],
    )?;
    Ok(row.map(|row| row.get("location")).transpose()?)
}

/// Does `verb` unless this very request was done before. Refusals are not remembered: a mended form
/// may come under the same key.
///
/// # Errors
/// [`Problem::KeyReused`] when the key came with another body before.
pub fn once<T>(
    work: &mut Work<'_, '_>,
    request: &Keyed,
    verb: impl FnOnce(&mut Work<'_, '_>) -> Result<(T, String), Problem>,
) -> Result<Once<T>, Problem> {
    if request.key.is_empty() {
        return verb(work).map(|(done, _)| Once::Done(done));
    }
    work.tx.count_once();
    let actor = work.cx.actor.mark();
    let known = work.tx.row(
        "select body, location from replay \
         where district = $1 and actor = $2 and route = $3 and key = $4",
        params![work.tx.district(), actor, request.route, request.key],
    )?;
    if let Some(row) = known {
        let body: Vec<u8> = row.get("body")?;
        let location: String = row.get("location")?;
        return if body == request.body {
            Ok(Once::Before(location))
        } else {
            Err(Problem::KeyReused)
        };
    }
    let (done, location) = verb(work)?;
    // The same request at the same time: whoever comes second starts again and finds the first.
    let new = work.tx.execute(
        "insert into replay (district, actor, route, key, body, status, location, at)
         values ($1, $2, $3, $4, $5, 201, $6, $7) on conflict do nothing",
        params![
            work.tx.district(),
            actor,
            request.route,
            request.key,
            request.body,
            location,
            work.cx.at
        ],
    )?;
    if new == 0 {
        return Err(work.tx.raced().into());
    }
    Ok(Once::Done(done))
}
