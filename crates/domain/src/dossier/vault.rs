use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use xianban_kernel::{DossierId, Draw, Problem};
use xianban_store::{Error, Param, Tx, params};

use crate::keys::{DataKey, Keys};

/// What an event's payload holds of a value in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Number of the value within its dossier.
    pub vault: i64,
    /// SM3(salt ‖ value), in hexadecimal.
    pub sm3: String,
}

/// One dossier's part of the vault, open for a verb.
pub struct Vault {
    district: i64,
    dossier: DossierId,
    keys: Keys,
    /// `None` after an erasure: nothing is left that it could open.
    key: Option<DataKey>,
    next: i64,
}

/// A value as its row holds it.
pub(super) struct Sealed {
    n: i64,
    salt: [u8; 32],
    value: Vec<u8>,
}

impl Vault {
    /// The vault of a new dossier, of which nothing is written yet.
    pub(super) fn fresh(draw: &mut Draw, keys: &Keys, district: i64, dossier: DossierId) -> Self {
        Self { district, dossier, keys: keys.clone(), key: Some(DataKey::draw(draw)), next: 1 }
    }

    /// Opens the vault of a dossier. After an erasure it opens too: what was erased reads as `None`,
    /// and what is kept from then on gets a new key.
    pub fn open(
        tx: &mut Tx<'_>,
        keys: &Keys,
        district: i64,
        dossier: DossierId,
    ) -> Result<Self, Problem> {
        let row = tx.row(
            "select (select key from dossier where district = $1 and id = $2) as wrapped,
               (select max(n) from vault where district = $1 and dossier = $2) as last",
            params![district, dossier],
        )?;
        let row = row.ok_or(Problem::NotFound)?;
        let wrapped: Option<Vec<u8>> = row.get("wrapped")?;
        let key = wrapped.map(|wrapped| keys.unwrap(PURPOSE, &wrapped)).transpose()?;
        let last: Option<i64> = row.get("last")?;
        Ok(Self { district, dossier, keys: keys.clone(), key, next: last.unwrap_or(0) + 1 })
    }

    /// The vault of a dossier whose wrapped key was read already, for looking only.
    pub fn opened(
        keys: &Keys,
        district: i64,
        dossier: DossierId,
        wrapped: Option<&[u8]>,
    ) -> Result<Self, Problem> {
        let key = wrapped.map(|wrapped| keys.unwrap(PURPOSE, wrapped)).transpose()?;
        Ok(Self { district, dossier, keys: keys.clone(), key, next: i64::MAX })
    }

    /// The value of a row read already; `None` when it was erased or there is none.
    pub fn reveal(&self, sealed: Option<Vec<u8>>) -> Result<Option<String>, Problem> {
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = self.unsealed(&sealed)?;
        String::from_utf8(plain).map(Some).map_err(|error| Problem::broken(error.to_string()))
    }

    /// Keeps `value`; the answer goes into the event's payload.
    pub fn keep(&mut self, tx: &mut Tx<'_>, value: &str) -> Result<Kept, Problem> {
        if self.key.is_none() {
            self.renew_key(tx)?;
        }
        let (kept, sealed) = self.sealed(tx.draw(), value)?;
        self.insert(tx, &sealed)?;
        Ok(kept)
    }

    /// The next value as its row will hold it.
    pub(super) fn sealed(
        &mut self,
        draw: &mut Draw,
        value: &str,
    ) -> Result<(Kept, Sealed), Problem> {
        let salt: [u8; 32] = draw.bytes();
        let sealed = self.key()?.seal(PURPOSE, value.as_bytes(), draw);
        let n = self.next;
        self.next += 1;
        let kept = Kept { vault: n, sm3: commitment(&salt, value.as_bytes()) };
        Ok((kept, Sealed { n, salt, value: sealed }))
    }

    pub(super) fn insert(&self, tx: &mut Tx<'_>, row: &Sealed) -> Result<(), Problem> {
        tx.execute(
            "insert into vault (district, dossier, n, salt, sealed) values ($1, $2, $3, $4, $5)",
            params![self.district, self.dossier, row.n, row.salt, row.value],
        )?;
        Ok(())
    }

    /// Its key as the dossier's row holds it.
    pub(super) fn wrapped(&self, draw: &mut Draw) -> Result<Vec<u8>, Problem> {
        Ok(self.keys.wrap(PURPOSE, self.key()?, draw))
    }

    /// The value kept under `n`; `None` when it was erased.
    pub fn read(&self, tx: &mut Tx<'_>, n: i64) -> Result<Option<String>, Problem> {
        let row = tx.row(
            "select sealed from vault where district = $1 and dossier = $2 and n = $3",
            params![self.district, self.dossier, n],
        )?;
        let sealed: Option<Vec<u8>> = row.ok_or(Problem::NotFound)?.get("sealed")?;
        self.reveal(sealed)
    }

    /// The values kept under these numbers, in one reading; those that were erased are not among them.
    pub fn read_some(
        &self,
        tx: &mut Tx<'_>,
        wanted: &[i64],
    ) -> Result<BTreeMap<i64, String>, Problem> {
        const AT_ONCE: usize = 200;
        let mut found = BTreeMap::new();
        for some in wanted.chunks(AT_ONCE) {
            let marks: Vec<_> = (3..some.len() + 3).map(|n| format!("${n}")).collect();
            let sql = format!(
                "select n, sealed from vault where district = $1 and dossier = $2 and n in ({})",
                marks.join(", ")
            );
            let mut values = params![self.district, self.dossier].to_vec();
            values.extend(some.iter().map(|n| Param::Int(*n)));
            for row in tx.rows(&sql, &values)? {
                if let Some(words) = self.reveal(row.get("sealed")?)? {
                    found.insert(row.get("n")?, words);
                }
            }
        }
        Ok(found)
    }

    /// Destroys single values with their salts; the key stays for the others.
    pub fn forget(&self, tx: &mut Tx<'_>, numbers: &[i64]) -> Result<(), Problem> {
        for n in numbers {
            tx.execute(
                "update vault set salt = null, sealed = null
                 where district = $1 and dossier = $2 and n = $3",
                params![self.district, self.dossier, *n],
            )?;
        }
        Ok(())
    }

    /// The value under `n` with its commitment computed anew; `None` when it was erased.
    pub(super) fn recomputed(&self, tx: &mut Tx<'_>, n: i64) -> Result<Option<String>, Problem> {
        let row = tx.row(
            "select salt, sealed from vault where district = $1 and dossier = $2 and n = $3",
            params![self.district, self.dossier, n],
        )?;
        let row = row.ok_or(Problem::NotFound)?;
        let (salt, sealed): (Option<Vec<u8>>, Option<Vec<u8>>) =
            (row.get("salt")?, row.get("sealed")?);
        let (Some(salt), Some(sealed)) = (salt, sealed) else { return Ok(None) };
        Ok(Some(commitment(&salt, &self.unsealed(&sealed)?)))
    }

    /// Destroys every value with its salt, and the key; answers the numbers of the values that were
    /// still there. The rows stay and say that something was there.
    pub fn erase(self, tx: &mut Tx<'_>) -> Result<Vec<i64>, Problem> {
        let place = params![self.district, self.dossier];
        let erased = tx.rows(
            "update vault set salt = null, sealed = null
             where district = $1 and dossier = $2 and sealed is not null returning n",
            place,
        )?;
        tx.execute("update dossier set key = null where district = $1 and id = $2", place)?;
        let mut values =
            erased.iter().map(|row| row.get("n")).collect::<Result<Vec<i64>, Error>>()?;
        values.sort_unstable();
        Ok(values)
    }

    /// After an erasure: a new key for what is kept from now on.
    fn renew_key(&mut self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.key = Some(DataKey::draw(tx.draw()));
        let wrapped = self.wrapped(tx.draw())?;
        tx.execute(
            "update dossier set key = $1 where district = $2 and id = $3",
            params![wrapped, self.district, self.dossier],
        )?;
        Ok(())
    }

    fn key(&self) -> Result<&DataKey, Problem> {
        self.key.as_ref().ok_or_else(|| Problem::broken("a value of the vault without its key"))
    }

    fn unsealed(&self, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        self.key()?.open(PURPOSE, sealed)
    }
}

const PURPOSE: &str = "vault";

fn commitment(salt: &[u8], value: &[u8]) -> String {
    hex::encode(Sm3::new().chain_update(salt).chain_update(value).finalize())
}
