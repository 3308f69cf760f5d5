use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use xianban_gateways::objects::{DiskObjects, ObjectName, Objects, S3Account, S3Objects};
use xianban_kernel::{Clock, Seed};
use xianban_store::{Db, Error, PostgresOptions, Sought, SqliteOptions, Tx, params, search_text};
use xianban_testkit::Engine;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::postgres::Cluster;

use super::commands::{said_by, served_once, starts_serving, xianban};
use super::holds;

/// A data directory with its database, as an operator has it.
pub(super) struct House {
    pub(super) data: TempDir,
    pub(super) database: Option<String>,
    /// Where its files lie, when not in the data directory.
    pub(super) bucket: Option<S3Account>,
}

impl House {
    pub(super) fn empty(engine: Engine) -> Self {
        let database = (engine == Engine::Postgres)
            .then(|| Cluster::shared().url(&Cluster::shared().empty_database()));
        Self { data: TempDir::new().unwrap(), database, bucket: None }
    }

    /// The same with its files in this bucket.
    pub(super) fn with(mut self, bucket: S3Account) -> Self {
        let S3Account { endpoint, bucket: name, access_key_id, prefix, .. } = &bucket;
        let secret = self.path("s3.secret");
        fs::write(&secret, bucket.secret_access_key.reveal()).unwrap();
        let config = format!(
            "[files.s3]\nendpoint = \"{endpoint}\"\nbucket = \"{name}\"\nprefix = \"{prefix}\"\n\
             access_key_id = \"{access_key_id}\"\npath_style = true\n\
             secret_access_key_file = \"{}\"\n",
            secret.display()
        );
        fs::write(self.path("xianban.toml"), config).unwrap();
        fs::set_permissions(self.data.path(), fs::Permissions::from_mode(0o700)).unwrap();
        self.bucket = Some(bucket);
        self
    }

    /// The demo with an appeal that came with its reply and one that waits, all sealed, and a file.
    fn lived_in(engine: Engine) -> Self {
        Self::empty(engine).lives()
    }

    pub(super) fn lives(self) -> Self {
        let house = self;
        house.is_served();
        let lines = [
            r#"{"id": "1", "at": "2019-04-25T09:32:09+08:00", "text": "鹦鹉螺旋翼坏了"}"#,
            r#"{"id": "2", "at": "2019-04-25T09:32:09+08:00", "text": "路断了",
                "reply": "修了", "replied_at": "2019-04-26T09:00:00+08:00"}"#,
        ];
        let file = house.path("mailbox.jsonl");
        fs::write(&file, lines.map(|line| line.replace('\n', " ")).join("\n")).unwrap();
        house.does(&["import", "appeals", &file.display().to_string()]);
        house.is_served();
        house.keeps_a_photo();
        house
    }

    /// A photo that waits to be sent along.
    fn keeps_a_photo(&self) {
        let now = Clock::machine().now();
        let object = self.files().put(b"a photo", now).unwrap().to_string();
        let sql = "insert into file (district, id, stager, staged_at, what, bytes, width, height, \
                   salt, wrapped, full_object, sm3) \
                   values (370212, 1, 'a guest', $1, 'photo', 7, 1, 1, $2, $2, $3, '')";
        self.changes(move |tx| tx.execute(sql, params![now, &[1_u8][..], object]).map(drop));
    }

    /// What nobody should do: rows changed behind the program's back.
    fn changes(&self, change: impl Fn(&mut Tx<'_>) -> Result<(), Error> + Send + 'static) {
        let db = self.db();
        db.write_blocking(Seed::fixed(0), change).unwrap();
        db.close();
    }

    fn db(&self) -> Db {
        let db = match &self.database {
            None => Db::sqlite(&self.path("xianban.db"), SqliteOptions::default()),
            Some(url) => Db::postgres(url, &PostgresOptions::default()),
        };
        db.unwrap().of_district(LAOSHAN)
    }

    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = xianban(self.data.path(), words);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        if self.bucket.is_some() {
            command.arg("--config").arg(self.path("xianban.toml"));
        }
        command
    }

    pub(super) fn is_served(&self) {
        served_once(self.command(&["demo", "--empty"]));
    }

    /// A command that must go well; answers what it printed.
    pub(super) fn does(&self, words: &[&str]) -> String {
        let (fine, said) = said_by(self.command(words));
        assert!(fine, "{words:?}: {said}");
        said
    }

    /// A command that must be refused in one line.
    pub(super) fn is_refused(&self, words: &[&str]) -> String {
        let (fine, said) = said_by(self.command(words));
        assert!(!fine && said.lines().count() == 1, "{words:?}: {said}");
        said
    }

    /// Saves everything; answers the file.
    pub(super) fn saved(&self, also: &[&str]) -> String {
        let file = self.path("saved.backup").display().to_string();
        let said = self.does(&[&["backup", &file], also].concat());
        assert!(said.contains(" rows, 1 files saved in "), "{said}");
        assert!(said.contains("under a seal") && said.contains("sessions, drafts"), "{said}");
        file
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.data.path().join(name)
    }

    pub(super) fn key(&self) -> String {
        self.path("keys/root.key").display().to_string()
    }

    pub(super) fn files(&self) -> Box<dyn Objects> {
        match &self.bucket {
            None => Box::new(DiskObjects::open(self.path("files")).unwrap()),
            Some(bucket) => Box::new(S3Objects::of(bucket).unwrap()),
        }
    }

    fn finds(&self, words: &'static str) -> usize {
        let db = self.db();
        let sought = Sought::under("37/3702/370212", words);
        let found = db.read_blocking(move |tx| search_text(tx, sought, 9));
        db.close();
        found.unwrap().len()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let name = self.database.as_ref().and_then(|url| url.rsplit('/').next());
        if let Some(name) = name {
            Cluster::shared().drop_database(name);
        }
    }
}

#[test]
fn what_either_engine_kept_the_other_and_the_same_take_in() {
    for from in Engine::asked() {
        let old = House::lived_in(from);
        let file = old.saved(&[]);
        for into in Engine::asked() {
            println!("from {from:?} into {into:?}");
            let new = House::empty(into);
            let said = new.does(&["restore", &file, "--key", &old.key()]);
            assert!(said.contains("1 files brought back from"), "{said}");
            assert!(holds(&said, 2) && said.contains("under a seal"), "{said}");
            assert_eq!((new.finds("螺旋翼"), new.finds("路"), new.finds("没有")), (1, 1, 0));
            assert_eq!(new.files().get(&ObjectName::of(b"a photo")).unwrap(), b"a photo");
            for name in ["last-seal.json", "keys/root.key"] {
                assert_eq!(fs::read(new.path(name)).unwrap(), fs::read(old.path(name)).unwrap());
            }
            new.is_served();
        }
    }
}

#[test]
fn a_backup_is_made_while_the_pages_are_served() {
    let old = House::lived_in(Engine::Sqlite);
    let (mut serving, _) = starts_serving(old.command(&["demo", "--empty"]));
    let file = old.saved(&["--with-key"]);
    serving.kill().unwrap();
    serving.wait().unwrap();
    let new = House::empty(Engine::Sqlite);
    assert!(holds(&new.does(&["restore", &file]), 2));
}

#[test]
fn a_used_database_is_replaced_only_when_told() {
    let old = House::lived_in(Engine::Sqlite);
    let file = old.saved(&["--with-key"]);
    for engine in Engine::asked() {
        let new = House::empty(engine);
        new.does(&["restore", &file]);
        let said = new.is_refused(&["restore", &file]);
        assert!(said.contains("used already") && said.contains("--replace"), "{said}");
        let said = new.does(&["restore", &file, "--replace"]);
        assert!(holds(&said, 2), "{said}");
        assert_eq!(new.finds("螺旋翼"), 1);
    }
}

#[test]
fn a_backup_without_its_key_or_with_a_changed_byte_changes_nothing() {
    let old = House::lived_in(Engine::Sqlite);
    let file = old.saved(&[]);
    assert!(old.is_refused(&["backup", &file]).contains("is there already"));
    let new = House::empty(Engine::Sqlite);
    let said = new.is_refused(&["restore", &file]);
    assert!(said.contains("does not hold the key"), "{said}");
    let other = House::lived_in(Engine::Sqlite);
    let said = new.is_refused(&["restore", &file, "--key", &other.key()]);
    assert!(said.contains("written under another key"), "{said}");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let said = new.is_refused(&["restore", &file, "--key", &old.key()]);
    assert!(said.contains("saved.backup"), "{said}");
    assert!(!new.path("keys").exists() && !new.path("xianban.db").exists());
}

#[test]
fn an_unused_folder_has_nothing_to_save() {
    let house = House::empty(Engine::Sqlite);
    let file = house.path("b").display().to_string();
    assert!(house.is_refused(&["backup", &file]).contains("there is no database in"));
    assert!(!house.path("b").exists() && !house.path("xianban.db").exists());
}

#[test]
fn a_backup_that_would_miss_a_file_is_not_made() {
    for engine in Engine::asked() {
        let house = House::lived_in(engine);
        house.files().delete(&ObjectName::of(b"a photo")).unwrap();
        let file = house.path("b").display().to_string();
        let (fine, said) = said_by(house.command(&["backup", &file]));
        assert!(!fine && said.contains("1 files that the database names are not in"), "{said}");
        let object = ObjectName::of(b"a photo");
        assert!(said.contains(&format!("{object} (sent along with nothing yet)")), "{said}");
        let sql = "update file set dossier = (select min(id) from dossier)";
        house.changes(move |tx| tx.execute(sql, params![]).map(drop));
        let said = said_by(house.command(&["backup", &file])).1;
        assert!(said.contains(&format!("{object} (LS20")), "{said}");
        house.changes(|tx| tx.execute("delete from file", params![]).map(drop));
        assert!(!house.path("b").exists() && !house.path("b.part").exists());
        assert!(house.does(&["backup", &file]).contains(" rows, 0 files saved in "));
    }
}

#[test]
fn a_wrong_data_directory_is_told_and_nothing_is_made() {
    for engine in Engine::asked() {
        let house = House::lived_in(engine);
        let other = TempDir::new().unwrap();
        let (empty, nowhere) = (other.path().join("empty"), other.path().join("nowhere"));
        fs::create_dir(&empty).unwrap();
        let file = other.path().join("b").display().to_string();
        for words in [
            &["backup", &file][..],
            &["trail", "verify"],
            &["user", "list"],
            &["rules", "list"],
            &["import", "appeals", &file],
        ] {
            for (data, missing) in [(&nowhere, "directory"), (&empty, "database")] {
                let mut command = xianban(data, words);
                if let Some(database) = &house.database {
                    command.args(["--database", database]);
                }
                let (fine, said) = said_by(command);
                let key = engine == Engine::Postgres && missing == "database";
                let missing = if key { "key" } else { missing };
                assert!(!fine && said.contains(&format!("there is no {missing} ")), "{said}");
                assert!(!nowhere.exists() && fs::read_dir(&empty).unwrap().next().is_none());
            }
        }
        let key = empty.join("keys");
        fs::create_dir(&key).unwrap();
        fs::copy(house.key(), key.join("root.key")).unwrap();
        if let Some(database) = &house.database {
            let mut command = xianban(&empty, &["backup", &file]);
            command.args(["--database", database]);
            let (fine, said) = said_by(command);
            assert!(!fine && said.contains("1 files that the database names"), "{said}");
            assert!(!other.path().join("b").exists() && !empty.join("files").exists());
        }
    }
}
