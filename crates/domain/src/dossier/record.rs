use sm3::{Digest, Sm3};
use xianban_kernel::{DossierId, Moment};
use xianban_store::{Result, Row, Tx, params};

/// Version of the hashed form; the first byte that is hashed.
const FORM: u8 = 1;

/// One event as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// County code, six digits.
    pub district: i64,
    /// Whose chain.
    pub dossier: DossierId,
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When it happened.
    pub occurred_at: Moment,
    /// When it was written down.
    pub recorded_at: Moment,
    /// Who did it: a kind and a row, never a name.
    pub actor: String,
    /// What happened, with the version of the payload, such as `accepted.1`.
    pub kind: String,
    /// JSON: codes, numbers, commitments.
    pub payload: String,
    /// Hash of the event before; zeros for the first.
    pub prev: [u8; 32],
    /// Hash of this event.
    pub hash: [u8; 32],
}

impl Record {
    /// SM3 over the version byte and every field, each behind its length (4 bytes, big endian);
    /// numbers are 8 bytes, big endian.
    pub fn computed_hash(&self) -> [u8; 32] {
        let mut hasher = Sm3::new();
        hasher.update([FORM]);
        for number in [
            self.district,
            self.dossier.value(),
            self.seq,
            self.occurred_at.millis(),
            self.recorded_at.millis(),
        ] {
            put(&mut hasher, &number.to_be_bytes());
        }
        put(&mut hasher, self.actor.as_bytes());
        put(&mut hasher, self.kind.as_bytes());
        put(&mut hasher, self.payload.as_bytes());
        put(&mut hasher, &self.prev);
        hasher.finalize().into()
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            district: row.get("district")?,
            dossier: row.get("dossier")?,
            seq: row.get("seq")?,
            occurred_at: row.get("occurred_at")?,
            recorded_at: row.get("recorded_at")?,
            actor: row.get("actor")?,
            kind: row.get("kind")?,
            payload: row.get("payload")?,
            prev: row.get("prev")?,
            hash: row.get("hash")?,
        })
    }
}

fn put(hasher: &mut Sm3, field: &[u8]) {
    let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
    hasher.update(length.to_be_bytes());
    hasher.update(field);
}

/// The whole chain of one dossier, in order.
pub fn read_records(tx: &mut Tx<'_>, district: i64, dossier: DossierId) -> Result<Vec<Record>> {
    tx.rows(
        "select district, dossier, seq, occurred_at, recorded_at, actor, kind, payload, prev, hash
         from event where district = $1 and dossier = $2 order by seq",
        params![district, dossier],
    )?
    .iter()
    .map(Record::from_row)
    .collect()
}
