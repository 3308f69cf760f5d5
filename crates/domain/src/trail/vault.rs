use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use xianban_kernel::{AppealId, Problem};
use xianban_store::{Tx, params};

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
    key: DataKey,
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
        let key = DataKey::draw(tx.draw());
        let wrapped = keys.wrap(PURPOSE, &key, tx.draw());
        tx.execute(
            "insert into vault_key (district, appeal, wrapped) values ($1, $2, $3)",
            params![district, appeal, wrapped],
        )?;
        Ok(Self { district, appeal, key, next: 1 })
    }

    /// Opens the vault of an appeal; [`Problem::NotFound`] when its key was destroyed.
    pub fn open(
        tx: &mut Tx<'_>,
        keys: &Keys,
        district: i64,
        appeal: AppealId,
    ) -> Result<Self, Problem> {
        let row = tx.row(
            "select k.wrapped, (select max(v.n) from vault v
               where v.district = k.district and v.appeal = k.appeal) as last
             from vault_key k where k.district = $1 and k.appeal = $2",
            params![district, appeal],
        )?;
        let row = row.ok_or(Problem::NotFound)?;
        let key = keys.unwrap(PURPOSE, &row.get::<Vec<u8>>("wrapped")?)?;
        let last: Option<i64> = row.get("last")?;
        Ok(Self { district, appeal, key, next: last.unwrap_or(0) + 1 })
    }

    /// Keeps `value`; the answer goes into the event's payload.
    pub fn keep(&mut self, tx: &mut Tx<'_>, value: &str) -> Result<Kept, Problem> {
        let salt: [u8; 32] = tx.draw().bytes();
        let sealed = self.key.seal(PURPOSE, value.as_bytes(), tx.draw());
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
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = self.key.open(PURPOSE, &sealed)?;
        String::from_utf8(plain).map(Some).map_err(|error| Problem::broken(error.to_string()))
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
        Ok(Some(commitment(&salt, &self.key.open(PURPOSE, &sealed)?)))
    }

    /// Destroys value and salt under `n`; the row stays and says that something was there.
    pub fn erase(&self, tx: &mut Tx<'_>, n: i64) -> Result<(), Problem> {
        let touched = tx.execute(
            "update vault set salt = null, sealed = null
             where district = $1 and appeal = $2 and n = $3",
            params![self.district, self.appeal, n],
        )?;
        if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
    }
}

const PURPOSE: &str = "vault";

fn commitment(salt: &[u8], value: &[u8]) -> String {
    hex::encode(Sm3::new().chain_update(salt).chain_update(value).finalize())
}
