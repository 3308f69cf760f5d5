use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::commands::{demo_runs_once, said_by, says, served_once, xianban};

/// The same command under an umask that forbids nothing.
fn open_handed(command: &Command) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "umask 000; exec \"$0\" \"$@\""]);
    shell.arg(command.get_program()).args(command.get_args()).env_clear();
    shell
}

/// Everything below a folder that others could read, the folder included.
fn open(folder: &Path) -> Vec<PathBuf> {
    let about = fs::symlink_metadata(folder).unwrap();
    let mut found = Vec::new();
    if about.is_dir() {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        found.extend(entries.flat_map(|path| open(&path)));
    }
    if !about.is_symlink() && about.permissions().mode() & 0o077 != 0 {
        found.push(folder.to_owned());
    }
    found
}

#[test]
fn nothing_that_is_made_can_be_read_by_others_whatever_the_umask() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("far/data");
    served_once(open_handed(&xianban(&data, &["demo", "--empty"])));
    let bad = home.path().join("bad.jsonl");
    fs::write(&bad, "nothing\n").unwrap();
    fs::set_permissions(&bad, Permissions::from_mode(0o600)).unwrap();
    let does = |words: &[&str]| {
        let (fine, said) = said_by(open_handed(&xianban(&data, words)));
        assert!(fine, "{words:?}: {said}");
    };
    does(&["import", "appeals", &bad.display().to_string()]);
    does(&["rules", "export", &data.join("rules.toml").display().to_string()]);
    let saved = home.path().join("saved.backup").display().to_string();
    does(&["backup", &saved, "--with-key"]);
    let restored = home.path().join("restored");
    let restore = open_handed(&xianban(&restored, &["restore", &saved]));
    assert!(said_by(restore).0);
    assert!(data.join("import-bad.jsonl.bad.txt").exists());
    let found = open(home.path());
    assert_eq!(found, [home.path()], "but for the folder that stood there before");
}

#[test]
fn a_log_that_is_being_written_is_closed_too() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let command = open_handed(&xianban(&data, &["demo", "--empty"]));
    let (mut serving, _) = super::commands::starts_serving(command);
    let logs = ["xianban.db-wal", "xianban.db-shm"].map(|name| data.join(name).exists());
    let found = open(&data);
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert_eq!((logs, found), ([true; 2], Vec::new()));
}

#[test]
fn an_older_directory_is_closed_once_and_that_is_said() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    served_once(xianban(&data, &["demo", "--empty"]));
    let outside = home.path().join("outside");
    fs::write(&outside, "of somebody else").unwrap();
    symlink(&outside, data.join("files/link")).unwrap();
    fs::create_dir(data.join("files/ab")).unwrap();
    let (photo, database) = (data.join("files/ab/photo"), data.join("xianban.db"));
    fs::write(&photo, "a photo").unwrap();
    for (path, mode) in [(&outside, 0o644), (&photo, 0o644), (&database, 0o664), (&data, 0o755)] {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
    fs::set_permissions(data.join("files/ab"), Permissions::from_mode(0o755)).unwrap();
    let (fine, said) = says(&data, &["trail", "verify"]);
    assert!(fine && said.contains("4 files and folders in"), "{said}");
    assert_eq!(open(&data), Vec::<PathBuf>::new());
    assert_eq!(fs::metadata(&outside).unwrap().permissions().mode() & 0o777, 0o644);
    let (fine, said) = says(&data, &["trail", "verify"]);
    assert!(fine && !said.contains("open to others"), "{said}");
    demo_runs_once(&data);
}
