//! By whom a try is counted. A stranger is counted by his network address, an owner by the device he
//! has logged in on before: however often a stranger fails, he uses up nothing of the owner's.

use xianban_kernel::Problem;
use xianban_store::params;

use super::session_kind::SessionKind;
use crate::office::Work;

/// So many devices of one owner are remembered; the one not seen for longest goes first.
const DEVICES_MOST: usize = 20;

/// Who tries to get in as somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Whether it is a device the owner has logged in on.
    pub(super) known: bool,
    /// What the tries are counted under.
    pub(super) print: [u8; 32],
}

impl Source {
    /// Whoever comes with this request, as seen by the owner of an account; without one nobody is
    /// known.
    pub(super) fn of(
        work: &mut Work<'_, '_>,
        kind: SessionKind,
        owner: Option<i64>,
    ) -> Result<Self, Problem> {
        let whence = work.cx.whence.clone();
        let device = match (whence.device, owner) {
            (Some(device), Some(owner)) if knows(work, kind, owner, &device)? => Some(device),
            _ => None,
        };
        let keys = &work.office.keys;
        Ok(match device {
            Some(device) => Self { known: true, print: keys.fingerprint("door.device", &device) },
            None => Self {
                known: false,
                print: keys.fingerprint("door.address", whence.address.as_bytes()),
            },
        })
    }
}

fn knows(
    work: &mut Work<'_, '_>,
    kind: SessionKind,
    owner: i64,
    device: &[u8; 32],
) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select since from device where district = $1 and kind = $2 and owner = $3 and print = $4",
        params![work.tx.district(), kind.code(), owner, device],
    )?;
    Ok(row.is_some())
}

/// Remembers the device that somebody has just logged in on.
pub(super) fn remember(
    work: &mut Work<'_, '_>,
    kind: SessionKind,
    owner: i64,
) -> Result<(), Problem> {
    let Some(device) = work.cx.whence.device else { return Ok(()) };
    work.tx.execute(
        "insert into device (district, kind, owner, print, since, seen_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict (district, kind, owner, print) do update set seen_at = excluded.seen_at",
        params![work.tx.district(), kind.code(), owner, device, work.cx.at],
    )?;
    let rows = work.tx.rows(
        "select print from device where district = $1 and kind = $2 and owner = $3
         order by seen_at desc, print limit 100",
        params![work.tx.district(), kind.code(), owner],
    )?;
    for row in rows.iter().skip(DEVICES_MOST) {
        work.tx.execute(
            "delete from device
             where district = $1 and kind = $2 and owner = $3 and print = $4",
            params![work.tx.district(), kind.code(), owner, row.get::<[u8; 32]>("print")?],
        )?;
    }
    Ok(())
}

/// Forgets every device of an owner.
pub(super) fn forget(
    work: &mut Work<'_, '_>,
    kind: SessionKind,
    owner: i64,
) -> Result<(), Problem> {
    work.tx.execute(
        "delete from device where district = $1 and kind = $2 and owner = $3",
        params![work.tx.district(), kind.code(), owner],
    )?;
    Ok(())
}
