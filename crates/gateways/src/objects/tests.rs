use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

fn noon() -> Moment {
    Moment::parse("2026-11-23T12:00:00+08:00").unwrap()
}

/// Runs one story on both kinds of store.
fn on_both(story: impl Fn(&dyn Objects)) {
    story(&MemoryObjects::new());
    let folder = tempfile::tempdir().unwrap();
    story(&DiskObjects::open(folder.path().join("new/objects")).unwrap());
}

fn fill(objects: &dyn Objects, count: u32) -> Vec<ObjectName> {
    let put = |n: u32| objects.put(&n.to_le_bytes(), noon()).unwrap();
    let mut names: Vec<_> = (0..count).map(put).collect();
    names.sort_unstable();
    names
}

#[test]
fn what_is_put_can_be_got_until_it_is_deleted() {
    on_both(|objects| {
        let name = objects.put(b"photo", noon()).unwrap();
        assert_eq!(name, ObjectName::of(b"photo"));
        assert_eq!(objects.get(&name).unwrap(), b"photo");
        assert!(objects.exists(&name).unwrap());
        objects.delete(&name).unwrap();
        assert!(!objects.exists(&name).unwrap());
        assert!(
            matches!(objects.get(&name), Err(ObjectsError::Missing(missing)) if missing == name)
        );
        objects.delete(&name).expect("deleting twice is fine");
    });
}

#[test]
fn the_same_bytes_are_kept_once_and_become_young_again() {
    on_both(|objects| {
        let first = objects.put(b"photo", noon()).unwrap();
        let again = objects.put(b"photo", noon().plus_hours(30)).unwrap();
        assert_eq!(first, again);
        let listed = objects.list(None, 10).unwrap();
        assert_eq!(listed, [Stored { name: first, at: noon().plus_hours(30) }]);
    });
}

#[test]
fn the_sweep_leaves_young_files_alone() {
    on_both(|objects| {
        let name = objects.put(b"photo", noon()).unwrap();
        assert!(!objects.delete_older(&name, noon()).unwrap());
        assert!(objects.exists(&name).unwrap());
        assert!(objects.delete_older(&name, noon().plus_millis(1)).unwrap());
        assert!(!objects.exists(&name).unwrap());
        assert!(objects.delete_older(&name, noon()).unwrap(), "gone is gone");
    });
}

#[test]
fn a_list_is_read_page_by_page_in_order() {
    on_both(|objects| {
        let names = fill(objects, 300);
        let (mut read, mut after) = (Vec::new(), None);
        loop {
            let page = objects.list(after.as_ref(), 7).unwrap();
            assert!(page.len() <= 7);
            after = page.last().map(|stored| stored.name);
            read.extend(page.iter().map(|stored| stored.name));
            if after.is_none() {
                break;
            }
        }
        assert_eq!(read, names);
    });
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
    objects.clear_arriving().unwrap();
    assert_eq!(fs::read_dir(folder.path().join("arriving")).unwrap().count(), 0);
}

#[test]
fn many_may_put_the_same_bytes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let objects = DiskObjects::open(folder.path()).unwrap();
    std::thread::scope(|scope| {
        for n in 0..8_u8 {
            let objects = &objects;
            scope.spawn(move || {
                for round in 0..10_u8 {
                    objects.put(&[round], noon()).unwrap();
                    objects.put(&[n, round], noon()).unwrap();
                }
            });
        }
    });
    assert_eq!(objects.list(None, 1_000).unwrap().len(), 90);
}
