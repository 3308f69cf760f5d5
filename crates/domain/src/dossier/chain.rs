use serde::Serialize;
use xianban_kernel::{Context, DossierId, Moment, Problem};
use xianban_store::{Result, Tx, params};

use super::record::Record;

/// The end of one dossier's chain, held while a verb writes to it.
#[derive(Clone, Debug)]
pub struct Chain {
    district: i64,
    dossier: DossierId,
    seq: i64,
    head: [u8; 32],
    last: Moment,
}

impl Chain {
    /// An empty chain for a new dossier.
    pub const fn begin(district: i64, dossier: DossierId) -> Self {
        Self { district, dossier, seq: 0, head: [0; 32], last: Moment::EPOCH }
    }

    /// The chain as it stands.
    pub fn load(tx: &mut Tx<'_>, district: i64, dossier: DossierId) -> Result<Self> {
        let row = tx.row(
            "select seq, hash, occurred_at from event
             where district = $1 and dossier = $2 order by seq desc limit 1",
            params![district, dossier],
        )?;
        let mut chain = Self::begin(district, dossier);
        if let Some(row) = row {
            chain.seq = row.get("seq")?;
            chain.head = row.get("hash")?;
            chain.last = row.get("occurred_at")?;
        }
        Ok(chain)
    }

    /// Number of events so far.
    pub const fn length(&self) -> i64 {
        self.seq
    }

    /// Writes an event that happens now; answers its time, which is never before the last event's.
    pub fn append(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Context,
        kind: &str,
        payload: &impl Serialize,
    ) -> std::result::Result<Moment, Problem> {
        self.append_at(tx, cx, cx.at, kind, payload)
    }

    /// Writes an event that happened at `occurred_at` and is recorded now: imports, offline reports.
    pub fn append_at(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Context,
        occurred_at: Moment,
        kind: &str,
        payload: &impl Serialize,
    ) -> std::result::Result<Moment, Problem> {
        let payload =
            serde_json::to_string(payload).map_err(|error| Problem::broken(error.to_string()))?;
        let mut record = Record {
            district: self.district,
            dossier: self.dossier,
            seq: self.seq + 1,
            occurred_at: occurred_at.max(self.last),
            recorded_at: cx.at,
            actor: cx.actor.mark(),
            kind: kind.to_owned(),
            payload,
            prev: self.head,
            hash: [0; 32],
        };
        record.hash = record.computed_hash();
        insert(tx, &record)?;
        self.seq = record.seq;
        self.head = record.hash;
        self.last = record.occurred_at;
        Ok(record.occurred_at)
    }
}

fn insert(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let touched = tx.execute(
        "insert into event (district, dossier, seq, occurred_at, recorded_at, actor, kind, payload,
           prev, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        params![
            record.district,
            record.dossier,
            record.seq,
            record.occurred_at,
            record.recorded_at,
            record.actor,
            record.kind,
            record.payload,
            record.prev,
            record.hash,
        ],
    )?;
    if touched == 0 {
        return Err(tx.raced());
    }
    tx.execute(
        "insert into unsealed (district, dossier, seq, hash) values ($1, $2, $3, $4)",
        params![record.district, record.dossier, record.seq, record.hash],
    )?;
    Ok(())
}
