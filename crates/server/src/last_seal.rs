use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xianban_domain::dossier::Seal;

use crate::closed;
use crate::configuration::Fault;

/// The number and hash of a district's last seal, copied outside the database: whoever takes sealed
/// events away and seals anew must change this file too, and every copy made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSeal {
    /// County code.
    pub district: i64,
    /// The seal's number.
    pub n: i64,
    /// When it was made, ISO 8601.
    pub at: String,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// Whether it is signed: later ones are, too, and none may stand there without.
    #[serde(default)]
    pub signed: bool,
}

impl LastSeal {
    /// What the copy says of `seal`.
    pub fn of(seal: &Seal) -> Self {
        let hash = hex::encode(seal.hash);
        let signed = seal.signature.is_some();
        Self { district: seal.district, n: seal.n, at: seal.at.to_string(), hash, signed }
    }

    /// Writes the copy beside the old one and puts it in its place, so that a crash leaves one of
    /// the two.
    pub fn keep(&self, data: &Path) -> Result<(), Fault> {
        let path = path(data);
        let beside = path.with_extension("json.new");
        let write = || {
            let mut file = closed::file(&beside)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        };
        write().map_err(Fault::while_doing(format!("writing {}", path.display())))
    }

    /// Puts the copy that a backup holds in place of the one that is there.
    pub fn bring_back(data: &Path, copy: Option<&Self>) -> Result<(), Fault> {
        let path = path(data);
        match copy {
            Some(copy) => copy.keep(data),
            None if path.exists() => fs::remove_file(&path)
                .map_err(Fault::while_doing(format!("removing {}", path.display()))),
            None => Ok(()),
        }
    }

    /// The copy of a data directory, if there is one.
    pub fn read(data: &Path) -> Result<Option<Self>, Fault> {
        let path = path(data);
        if !path.exists() {
            return Ok(None);
        }
        let read = || Ok(serde_json::from_slice(&fs::read(&path)?)?);
        read().map(Some).map_err(Fault::while_doing(format!("reading {}", path.display())))
    }
}

fn path(data: &Path) -> PathBuf {
    data.join("last-seal.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_kernel::Moment;

    fn seal(n: i64) -> Seal {
        let at = Moment::EPOCH;
        Seal {
            district: 370_212,
            n,
            at,
            root: [0; 32],
            prev: [0; 32],
            hash: [171; 32],
            signature: None,
            leaves: vec![],
        }
    }

    #[test]
    fn the_copy_says_what_was_sealed_last() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(LastSeal::read(data.path()).unwrap(), None);
        for n in 1..=2 {
            LastSeal::of(&seal(n)).keep(data.path()).unwrap();
        }
        let read = LastSeal::read(data.path()).unwrap().unwrap();
        assert_eq!((read.n, read.hash), (2, "ab".repeat(32)));
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 1);
    }
}
