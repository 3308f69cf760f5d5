use sm3::{Digest, Sm3};
use xianban_kernel::{Moment, Problem, Seed};
use xianban_store::{Db, Error, Result, Row, Tx, params};

use super::merkle;
use crate::keys::Keys;

/// Events put under one root, chained to the seal before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// County code.
    pub district: i64,
    /// Number of the seal, from 1.
    pub n: i64,
    /// When it was made.
    pub at: Moment,
    /// Root over the leaves' hashes.
    pub root: [u8; 32],
    /// Hash of the seal before; zeros for the first.
    pub prev: [u8; 32],
    /// SM3(district ‖ n ‖ at ‖ root ‖ prev), numbers as 8 bytes, big endian.
    pub hash: [u8; 32],
    /// Ed25519 over the hash; none for a seal from before they were signed.
    pub signature: Option<Vec<u8>>,
    /// What is under the root: dossier, place in its chain, hash.
    pub leaves: Vec<Leaf>,
}

/// One sealed event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Whose chain.
    pub dossier: i64,
    /// Place in the chain.
    pub seq: i64,
    /// The event's hash.
    pub hash: [u8; 32],
}

/// Most events under one root: keeps a seal within a few milliseconds.
const MOST: i64 = 2000;

/// Seals what is waiting in `district`; `None` when nothing waits. Run it with one sealer a
/// district: two would fight for the next number, and one of them would be refused.
pub fn seal(
    tx: &mut Tx<'_>,
    keys: &Keys,
    district: i64,
    at: Moment,
) -> std::result::Result<Option<Seal>, Problem> {
    let passing = tx.passing_over_claimed();
    let claim = format!(
        "delete from unsealed where district = $1 and (dossier, seq) in (
           select dossier, seq from unsealed where district = $1
           order by dossier, seq limit $2{passing})
         returning dossier, seq, hash"
    );
    let rows = tx.rows(&claim, params![district, MOST])?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut leaves: Vec<Leaf> = rows.iter().map(Leaf::from_row).collect::<Result<_>>()?;
    leaves.sort_unstable_by_key(|leaf| (leaf.dossier, leaf.seq));
    let (n, prev) = newest_seal(tx, district)?.map_or((0, [0; 32]), |seal| (seal.n, seal.hash));
    let (root, hash, signature) = ([0; 32], [0; 32], None);
    let mut seal = Seal { district, n: n + 1, at, root, prev, hash, signature, leaves };
    seal.root = seal.computed_root();
    seal.hash = seal.computed_hash();
    let signature = keys.sign_seal(&seal.hash)?;
    tx.execute(
        "insert into seal (district, n, at, root, prev, hash, signature, leaves)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            district,
            seal.n,
            at,
            seal.root,
            seal.prev,
            seal.hash,
            signature,
            packed(&seal.leaves)
        ],
    )?;
    seal.signature = Some(signature.to_vec());
    Ok(Some(seal))
}

/// Seals everything that waits in `district`, one seal after another; answers the newest one made.
pub async fn seal_waiting(
    db: &Db,
    keys: &Keys,
    district: i64,
    at: Moment,
) -> std::result::Result<Option<Seal>, Problem> {
    let mut newest = None;
    loop {
        // A seal draws nothing, so any seed does.
        let keys = keys.clone();
        let made = db.claim(Seed::fixed(0), move |tx| seal(tx, &keys, district, at)).await?;
        let Some(made) = made else { return Ok(newest) };
        let more = i64::try_from(made.leaves.len()).is_ok_and(|n| n >= MOST);
        newest = Some(made);
        if !more {
            return Ok(newest);
        }
    }
}

/// Signs the seals from before they were signed, if none is signed yet; answers how many. Whoever calls has
/// asked the copy outside the database whether there were signed ones.
pub fn sign_older(
    tx: &mut Tx<'_>,
    keys: &Keys,
    district: i64,
) -> std::result::Result<usize, Problem> {
    let any = "select n from seal where district = $1 and signature is not null limit 1";
    if tx.row(any, params![district])?.is_some() {
        return Ok(0);
    }
    let rows = tx.rows("select n, hash from seal where district = $1", params![district])?;
    for row in &rows {
        let (n, hash): (i64, [u8; 32]) = (row.get("n")?, row.get("hash")?);
        let signature = keys.sign_seal(&hash)?;
        let sql = "update seal set signature = $1 where district = $2 and n = $3";
        tx.execute(sql, params![signature, district, n])?;
    }
    Ok(rows.len())
}

/// The hash of one seal; `None` when it is not there.
pub fn hash_of_seal(tx: &mut Tx<'_>, district: i64, n: i64) -> Result<Option<[u8; 32]>> {
    let sql = "select hash from seal where district = $1 and n = $2";
    tx.row(sql, params![district, n])?.map(|row| row.get("hash")).transpose()
}

/// The last seal of a district.
pub fn newest_seal(tx: &mut Tx<'_>, district: i64) -> Result<Option<Seal>> {
    tx.row(
        "select district, n, at, root, prev, hash, signature, leaves from seal
         where district = $1 order by n desc limit 1",
        params![district],
    )?
    .as_ref()
    .map(Seal::from_row)
    .transpose()
}

impl Seal {
    pub(super) fn computed_root(&self) -> [u8; 32] {
        let hashes: Vec<_> = self.leaves.iter().map(|leaf| leaf.hash).collect();
        merkle::root(&hashes)
    }

    pub(super) fn computed_hash(&self) -> [u8; 32] {
        Sm3::new()
            .chain_update(self.district.to_be_bytes())
            .chain_update(self.n.to_be_bytes())
            .chain_update(self.at.millis().to_be_bytes())
            .chain_update(self.root)
            .chain_update(self.prev)
            .finalize()
            .into()
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        let n: i64 = row.get("n")?;
        Ok(Self {
            district: row.get("district")?,
            n,
            at: row.get("at")?,
            root: row.get("root")?,
            prev: row.get("prev")?,
            hash: row.get("hash")?,
            signature: row.get("signature")?,
            leaves: unpacked(&row.get::<Vec<u8>>("leaves")?)
                .ok_or_else(|| Error::inconsistent("seal", &n, "leaves of a wrong length"))?,
        })
    }
}

impl Leaf {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { dossier: row.get("dossier")?, seq: row.get("seq")?, hash: row.get("hash")? })
    }
}

/// Leaves one after another, 48 bytes each: dossier, seq, hash.
fn packed(leaves: &[Leaf]) -> Vec<u8> {
    leaves
        .iter()
        .flat_map(|leaf| {
            leaf.dossier.to_be_bytes().into_iter().chain(leaf.seq.to_be_bytes()).chain(leaf.hash)
        })
        .collect()
}

fn unpacked(bytes: &[u8]) -> Option<Vec<Leaf>> {
    let (leaves, rest) = bytes.as_chunks::<48>();
    if !rest.is_empty() {
        return None;
    }
    leaves
        .iter()
        .map(|leaf| {
            Some(Leaf {
                dossier: i64::from_be_bytes(leaf.get(..8)?.try_into().ok()?),
                seq: i64::from_be_bytes(leaf.get(8..16)?.try_into().ok()?),
                hash: leaf.get(16..)?.try_into().ok()?,
            })
        })
        .collect()
}
