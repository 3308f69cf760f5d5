use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use xianban_kernel::{AppealId, Problem};
use xianban_store::{Error, Tx, params};

use crate::keys::{DataKey, Keys};

/// What an event's payload holds of a value in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Number of the value within its appeal.
    pub vault: i64,
    /// SM3(salt ‖ value), in hexadecimal.
    pub sm3: String,
}

/// One appeal's part of the vault, open for a verb.
pub struct Vault {
    district: i64,
    appeal: AppealId,
    keys: Keys,
    /// `None` after an erasure: nothing is left that it could open.
    key: Option<DataKey>,
    next: i64,
}

impl Vault {
    /// Makes the vault of a new appeal.
    pub fn begin(
        tx: &mut Tx<'_>,
        keys: &Keys,
        district: i64,
        appeal: AppealId,
    ) -> Result<Self, Problem> {
        let mut vault = Self { district, appeal, keys: keys.clone(), key: None, next: 1 };
        vault.key_for_writing(tx)?;
        Ok(vault)
    }

    /// Opens the vault of an appeal. After an erasure it opens too: what was erased reads as `None`,
    /// and what is kept from then on gets a new key.
    pub fn open(
        tx: &mut Tx<'_>,
        keys: &Keys,
        district: i64,
        appeal: AppealId,
    ) -> Result<Self, Problem> {
        let row = tx.row(
            "select (select wrapped from vault_key where district = $1 and appeal = $2) as wrapped,
               (select max(n) from vault where district = $1 and appeal = $2) as last",
            params![district, appeal],
        )?;
        let row = row.ok_or(Problem::NotFound)?;
        let wrapped: Option<Vec<u8>> = row.get("wrapped")?;
        let key = wrapped.map(|wrapped| keys.unwrap(PURPOSE, &wrapped)).transpose()?;
        let last: Option<i64> = row.get("last")?;
        Ok(Self { district, appeal, keys: keys.clone(), key, next: last.unwrap_or(0) + 1 })
    }

    /// The vault of an appeal whose wrapped key was read already, for looking only.
    pub fn opened(
        keys: &Keys,
        district: i64,
        appeal: AppealId,
        wrapped: Option<&[u8]>,
    ) -> Result<Self, Problem> {
        let key = wrapped.map(|wrapped| keys.unwrap(PURPOSE, wrapped)).transpose()?;
        Ok(Self { district, appeal, keys: keys.clone(), key, next: i64::MAX })
    }

    /// The value of a row read already; `None` when it was erased or there is none.
    pub fn reveal(&self, sealed: Option<Vec<u8>>) -> Result<Option<String>, Problem> {
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = self.unsealed(&sealed)?;
        String::from_utf8(plain).map(Some).map_err(|error| Problem::broken(error.to_string()))
    }

    /// Keeps `value`; the answer goes into the event's payload.
    pub fn keep(&mut self, tx: &mut Tx<'_>, value: &str) -> Result<Kept, Problem> {
        let salt: [u8; 32] = tx.draw().bytes();
        let key = self.key_for_writing(tx)?;
        let sealed = key.seal(PURPOSE, value.as_bytes(), tx.draw());
        let n = self.next;
        tx.execute(
            "insert into vault (district, appeal, n, salt, sealed) values ($1, $2, $3, $4, $5)",
            params![self.district, self.appeal, n, salt, sealed],
        )?;
        self.next += 1;
        Ok(Kept { vault: n, sm3: commitment(&salt, value.as_bytes()) })
    }

    /// The value kept under `n`; `None` when it was erased.
    pub fn read(&self, tx: &mut Tx<'_>, n: i64) -> Result<Option<String>, Problem> {
        let row = tx.row(
            "select sealed from vault where district = $1 and appeal = $2 and n = $3",
            params![self.district, self.appeal, n],
        )?;
        let sealed: Option<Vec<u8>> = row.ok_or(Problem::NotFound)?.get("sealed")?;
        self.reveal(sealed)
    }

    /// The value under `n` with its commitment computed anew; `None` when it was erased.
    pub(super) fn recomputed(&self, tx: &mut Tx<'_>, n: i64) -> Result<Option<String>, Problem> {
        let row = tx.row(
            "select salt, sealed from vault where district = $1 and appeal = $2 and n = $3",
            params![self.district, self.appeal, n],
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
        let place = params![self.district, self.appeal];
        let erased = tx.rows(
            "update vault set salt = null, sealed = null
             where district = $1 and appeal = $2 and sealed is not null returning n",
            place,
        )?;
        tx.execute("delete from vault_key where district = $1 and appeal = $2", place)?;
        let mut values =
            erased.iter().map(|row| row.get("n")).collect::<Result<Vec<i64>, Error>>()?;
        values.sort_unstable();
        Ok(values)
    }

    fn key_for_writing(&mut self, tx: &mut Tx<'_>) -> Result<DataKey, Problem> {
        if let Some(key) = &self.key {
            return Ok(key.clone());
        }
        let key = DataKey::draw(tx.draw());
        let wrapped = self.keys.wrap(PURPOSE, &key, tx.draw());
        tx.execute(
            "insert into vault_key (district, appeal, wrapped) values ($1, $2, $3)",
            params![self.district, self.appeal, wrapped],
        )?;
        self.key = Some(key.clone());
        Ok(key)
    }

    fn unsealed(&self, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        let key = self.key.as_ref();
        let key = key.ok_or_else(|| Problem::broken("a value of the vault without its key"))?;
        key.open(PURPOSE, sealed)
    }
}

const PURPOSE: &str = "vault";

fn commitment(salt: &[u8], value: &[u8]) -> String {
    hex::encode(Sm3::new().chain_update(salt).chain_update(value).finalize())
}
