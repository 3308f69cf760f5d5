use std::fs;
use std::os::unix::fs::PermissionsExt;

use xianban_kernel::Clock;

use super::*;

fn noon() -> Moment {
    Moment::parse("2026-11-23T12:00:00+08:00").unwrap()
}

#[test]
fn a_full_store_says_so_and_keeps_what_it_has() {
    let objects = MemoryObjects::with_room(8);
    let name = objects.put(b"12345678", noon()).unwrap();
    assert!(matches!(objects.put(b"9", noon()), Err(ObjectsError::Full(_))));
    assert_eq!(objects.put(b"12345678", noon()).unwrap(), name, "nothing new to keep");
}

#[test]
fn a_full_disk_and_a_spent_quota_are_told_apart_from_other_failures() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
        let error = ObjectsError::from(io::Error::from(kind));
        assert!(matches!(error, ObjectsError::Full(_)));
        assert_eq!(Problem::from(error).code(), "unavailable");
    }
    let error = ObjectsError::from(io::Error::from(io::ErrorKind::PermissionDenied));
    assert!(matches!(error, ObjectsError::Disk(_)));
}

#[test]
fn a_file_changed_on_disk_is_not_served_and_can_be_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let objects = DiskObjects::open(folder.path()).unwrap();
    let name = objects.put(b"photo", noon()).unwrap();
    let written = name.to_string();
    let path = folder.path().join(&written[..2]).join(&written[2..4]).join(&written);
    fs::write(&path, b"phot0").unwrap();
    assert!(matches!(objects.get(&name), Err(ObjectsError::Changed(changed)) if changed == name));
    objects.put(b"photo", noon()).unwrap();
    assert_eq!(objects.get(&name).unwrap(), b"photo");
}

#[test]
fn files_are_readable_by_their_owner_only_and_nothing_half_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("objects");
    let objects = DiskObjects::open(&root).unwrap();
    let written = objects.put(b"photo", noon()).unwrap().to_string();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&root), 0o700);
    assert_eq!(mode(&root.join(&written[..2]).join(&written[2..4]).join(&written)), 0o600);
    assert_eq!(fs::read_dir(root.join("arriving")).unwrap().count(), 0);
}

#[test]
fn what_an_interrupted_put_left_behind_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let objects = DiskObjects::open(folder.path()).unwrap();
    fs::write(folder.path().join("arriving/1-0"), b"half a pho").unwrap();
    assert_eq!(objects.list(None, 10).unwrap(), []);
    let (now, left) =
        (Clock::machine().now(), || fs::read_dir(folder.path().join("arriving")).unwrap().count());
    objects.clear_arriving(now.plus_hours(-1)).unwrap();
    assert_eq!(left(), 1, "another node may be writing it");
    objects.clear_arriving(now.plus_hours(1)).unwrap();
    assert_eq!(left(), 0);
}
