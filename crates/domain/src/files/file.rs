use super::kind::{FileKind, NAME, Part};
use super::sealing::{commitment, open};
use crate::dossier::Kept;
use crate::keys::{DataKey, Keys};
use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId, Moment, Problem};
use xianban_store::{Error, Row, Tx, params};

/// A file, staged or part of a dossier.
#[derive(Clone, Debug)]
pub struct File {
    /// Its row.
    pub id: FileId,
    /// The dossier it is part of; `None` while it is staged.
    pub dossier: Option<DossierId>,
    /// Who put it here, as rows name people and browsers.
    pub stager: String,
    /// When.
    pub staged_at: Moment,
    /// What it is.
    pub what: FileKind,
    /// Bytes of the picture.
    pub bytes: i64,
    /// Pixels across; 0 when nobody here can tell.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    pub(super) salt: Option<Vec<u8>>,
    pub(super) wrapped: Option<Vec<u8>>,
    pub(super) full_object: Option<String>,
    pub(super) thumb_object: Option<String>,
    pub(super) sm3: String,
    pub(super) thumb_sm3: Option<String>,
    /// The name of a document that is still staged, sealed.
    name: Option<Vec<u8>>,
}

/// A file as a form or a history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Its row.
    pub file: FileId,
    /// What it is.
    pub what: FileKind,
    /// Bytes of the picture or document.
    pub bytes: i64,
    /// A document's name; `None` for photos, and once it was erased.
    pub name: Option<String>,
}

/// What an event's payload holds of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its row.
    pub file: FileId,
    /// What it is.
    pub what: FileKind,
    /// When it was staged.
    pub staged_at: Moment,
    /// Bytes of the picture.
    pub bytes: i64,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// SM3(salt ‖ picture), in hexadecimal.
    pub sm3: String,
    /// SM3(salt ‖ small picture), when there is one.
    pub thumb_sm3: Option<String>,
    /// A document's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Kept>,
}

const COLUMNS: &str = "id, dossier, stager, staged_at, what, bytes, width, height, salt, wrapped, \
    full_object, thumb_object, sm3, thumb_sm3, name";

impl File {
    /// The object that holds a part; `None` when there is none, or it was erased.
    pub fn object(&self, part: Part) -> Option<&str> {
        match part {
            Part::Full => self.full_object.as_deref(),
            Part::Thumb => self.thumb_object.as_deref(),
        }
    }

    /// The content of a part, from the sealed bytes of its object.
    pub fn opened(&self, keys: &Keys, part: Part, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        open(&self.key(keys)?, part, sealed)
    }

    /// What the trail keeps of it.
    pub(super) fn kept(&self) -> KeptFile {
        KeptFile {
            file: self.id,
            what: self.what,
            staged_at: self.staged_at,
            bytes: self.bytes,
            width: self.width,
            height: self.height,
            sm3: self.sm3.clone(),
            thumb_sm3: self.thumb_sm3.clone(),
            name: None,
        }
    }

    /// The name of a document that is still staged; its dossier's vault has it later.
    pub fn staged_name(&self, keys: &Keys) -> Result<Option<String>, Problem> {
        let Some(name) = &self.name else { return Ok(None) };
        let plain = self.key(keys)?.open(NAME, name)?;
        String::from_utf8(plain).map(Some).map_err(|error| Problem::broken(error.to_string()))
    }

    /// As a form shows it.
    pub(super) fn enclosed(&self, keys: &Keys) -> Result<Enclosure, Problem> {
        let name = self.staged_name(keys)?;
        Ok(Enclosure { file: self.id, what: self.what, bytes: self.bytes, name })
    }

    /// Whether the row is what the event of `actor` says; the name is the vault's.
    pub fn is_row_of(&self, kept: &KeptFile, actor: &str) -> bool {
        let row = KeptFile { name: kept.name.clone(), ..self.kept() };
        row == *kept && self.stager == actor && self.name.is_none()
    }

    /// Whether the objects hold what the event says; `fetch` gives the bytes of an object.
    pub fn holds(
        &self,
        keys: &Keys,
        kept: &KeptFile,
        fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> bool {
        let found = |part| {
            let plain = self.opened(keys, part, &fetch(self.object(part)?)?).ok()?;
            Some(commitment(self.salt.as_deref()?, &plain))
        };
        let thumb = kept.thumb_sm3.is_none() == self.thumb_object.is_none()
            && found(Part::Thumb) == kept.thumb_sm3;
        thumb && found(Part::Full).as_deref() == Some(&kept.sm3)
    }

    /// Whether it was destroyed.
    pub const fn is_erased(&self) -> bool {
        self.salt.is_none()
            && self.wrapped.is_none()
            && self.full_object.is_none()
            && self.thumb_object.is_none()
            && self.name.is_none()
    }

    fn key(&self, keys: &Keys) -> Result<DataKey, Problem> {
        keys.unwrap("file", self.wrapped.as_deref().ok_or(Problem::NotFound)?)
    }

    pub(super) fn from_row(row: &Row) -> Result<Self, Error> {
        let (id, what): (FileId, String) = (row.get("id")?, row.get("what")?);
        let what = FileKind::from_code(&what)
            .ok_or_else(|| Error::inconsistent("file", &id, format!("what is {what}")))?;
        Ok(Self {
            id,
            dossier: row.get("dossier")?,
            stager: row.get("stager")?,
            staged_at: row.get("staged_at")?,
            what,
            bytes: row.get("bytes")?,
            width: row.get("width")?,
            height: row.get("height")?,
            salt: row.get("salt")?,
            wrapped: row.get("wrapped")?,
            full_object: row.get("full_object")?,
            thumb_object: row.get("thumb_object")?,
            sm3: row.get("sm3")?,
            thumb_sm3: row.get("thumb_sm3")?,
            name: row.get("name")?,
        })
    }
}

/// The file with this number, whoever asks: the caller judges whether he may have it.
pub fn find(tx: &mut Tx<'_>, district: i64, id: FileId) -> Result<Option<File>, Problem> {
    let sql = format!("select {COLUMNS} from file where district = $1 and id = $2");
    let row = tx.row(&sql, params![district, id])?;
    Ok(row.as_ref().map(File::from_row).transpose()?)
}

/// Every file of a dossier, by number.
pub fn of_dossier(tx: &mut Tx<'_>, district: i64, dossier: DossierId) -> Result<Vec<File>, Error> {
    let sql =
        format!("select {COLUMNS} from file where district = $1 and dossier = $2 order by id");
    tx.rows(&sql, params![district, dossier])?.iter().map(File::from_row).collect()
}
