use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use xianban_kernel::{Draw, Problem};
use zeroize::Zeroizing;

use super::{KeyProvider, RootKey};

/// The software provider: 32 random bytes in hex in `keys/root.key` under the data directory,
/// readable by its owner only. It must be saved apart from the database: without it nothing personal
/// can be read again, and whoever has both can read everything.
#[derive(Clone, Debug)]
pub struct FileKeys {
    file: PathBuf,
}

impl FileKeys {
    /// The key file of a data directory, whether it is there or not.
    pub fn of(data: &Path) -> Self {
        Self { file: data.join("keys").join("root.key") }
    }

    /// A key file that lies somewhere else: a copy that was saved.
    pub const fn at(file: PathBuf) -> Self {
        Self { file }
    }

    /// Puts a saved key in its place in a data directory that has none.
    pub fn bring_back(data: &Path, root: &RootKey, draw: &mut Draw) -> Result<Self, Problem> {
        let keys = Self::of(data);
        keys.create(root, draw).map_err(|error| keys.cannot("created", &error))?;
        keys.root().map(|_| keys)
    }

    /// The key file of a data directory that must already have one.
    pub fn open(data: &Path) -> Result<Self, Problem> {
        let keys = Self::of(data);
        keys.root().map(|_| keys)
    }

    /// The key file of a data directory, drawn anew when there is none.
    pub fn open_or_create(data: &Path, draw: &mut Draw) -> Result<Self, Problem> {
        let keys = Self::of(data);
        if !keys.file.exists() {
            let root = Zeroizing::new(draw.bytes::<32>());
            keys.create(&root, draw).map_err(|error| keys.cannot("created", &error))?;
        }
        keys.root().map(|_| keys)
    }

    /// The file itself.
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Writes beside, then links: a crash leaves either no key or a whole one, and of two starts
    /// at once the first wins.
    fn create(&self, root: &RootKey, draw: &mut Draw) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or_else(|| Path::new("."));
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let beside = self.file.with_extension(format!("new-{:016x}", draw.number()));
        let text = Zeroizing::new(hex::encode(**root));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        let linked = fs::hard_link(&beside, &self.file);
        fs::remove_file(&beside)?;
        if let Err(error) = linked
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            return Err(error);
        }
        File::open(folder)?.sync_all()
    }

    fn cannot(&self, what: &str, error: &io::Error) -> Problem {
        Problem::broken(format!("the key file {} cannot be {what}: {error}", self.file.display()))
    }
}

/// The key that 64 hexadecimal digits, with space around, tell.
pub fn root_of(text: &str) -> Option<RootKey> {
    let mut root = Zeroizing::new([0; 32]);
    hex::decode_to_slice(text.trim(), root.as_mut_slice()).ok()?;
    Some(root)
}

impl KeyProvider for FileKeys {
    fn root(&self) -> Result<RootKey, Problem> {
        let about = fs::metadata(&self.file).map_err(|error| self.cannot("read", &error))?;
        let mode = about.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(Problem::broken(format!(
                "the key file {0} can be read by others (mode {mode:o}): run `chmod 600 {0}` and \
                 start again; if somebody else may have read it, treat the key as known",
                self.file.display()
            )));
        }
        let text = fs::read_to_string(&self.file).map_err(|error| self.cannot("read", &error))?;
        root_of(&Zeroizing::new(text)).ok_or_else(|| {
            Problem::broken(format!(
                "the key file {} does not hold 64 hex digits: restore it from your copy",
                self.file.display()
            ))
        })
    }

    fn place(&self) -> String {
        self.file.display().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Keys;
    use xianban_kernel::Seed;

    fn said(result: Result<FileKeys, Problem>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn the_first_start_draws_a_key_and_the_second_finds_it() {
        let data = tempfile::tempdir().unwrap();
        let made = FileKeys::open_or_create(data.path(), &mut Seed::fixed(1).draw()).unwrap();
        let found = FileKeys::open_or_create(data.path(), &mut Seed::fixed(2).draw()).unwrap();
        let mark = |provider| Keys::from_provider(provider).unwrap().mark();
        assert_eq!(mark(&made), mark(&found));
        assert_eq!(fs::metadata(made.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(data.path().join("keys")).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_others_can_read_is_refused_with_the_way_to_mend_it() {
        let data = tempfile::tempdir().unwrap();
        let made = FileKeys::open_or_create(data.path(), &mut Seed::fixed(1).draw()).unwrap();
        fs::set_permissions(made.path(), fs::Permissions::from_mode(0o640)).unwrap();
        let said = said(FileKeys::open(data.path()));
        assert!(said.contains("can be read by others (mode 640)"), "{said}");
        assert!(said.contains("chmod 600"), "{said}");
    }

    #[test]
    fn a_missing_or_damaged_key_is_not_replaced() {
        let data = tempfile::tempdir().unwrap();
        assert!(said(FileKeys::open(data.path())).contains("cannot be read"));
        let made = FileKeys::open_or_create(data.path(), &mut Seed::fixed(1).draw()).unwrap();
        fs::write(made.path(), "abc").unwrap();
        let said = said(FileKeys::open_or_create(data.path(), &mut Seed::fixed(1).draw()));
        assert!(said.contains("64 hex digits"), "{said}");
        assert!(!said.contains("abc"), "{said}");
    }
}
