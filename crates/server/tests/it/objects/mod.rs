//! The laws of every place where files lie: in memory, on a disk, in a bucket.

mod nodes;
mod trouble;

use xianban_gateways::objects::{
    DiskObjects, MemoryObjects, ObjectName, Objects, ObjectsError, S3Objects,
};
use xianban_kernel::Moment;
use xianban_testkit::object_store::ObjectStore;
use xianban_testkit::office::nine_o_clock;

/// Runs one story in every place.
fn in_every_place(story: impl Fn(&dyn Objects)) {
    story(&MemoryObjects::new());
    let folder = tempfile::tempdir().unwrap();
    story(&DiskObjects::open(folder.path().join("new/objects")).unwrap());
    story(&bucket(ObjectStore::shared()));
}

fn bucket(store: &ObjectStore) -> S3Objects {
    S3Objects::of(&store.account()).unwrap()
}

fn put_at(objects: &dyn Objects, name: &ObjectName) -> Moment {
    objects.kept(name).unwrap().1
}

#[test]
fn what_is_put_can_be_got_until_it_is_deleted() {
    in_every_place(|objects| {
        let name = objects.put(b"photo", nine_o_clock()).unwrap();
        assert_eq!(name, ObjectName::of(b"photo"));
        assert_eq!(objects.get(&name).unwrap(), b"photo");
        assert!(objects.exists(&name).unwrap());
        objects.delete(&name).unwrap();
        assert!(!objects.exists(&name).unwrap());
        let missing = objects.get(&name);
        assert!(matches!(missing, Err(ObjectsError::Missing(missing)) if missing == name));
        objects.delete(&name).expect("deleting twice is fine");
    });
}

#[test]
fn the_largest_file_comes_back_whole_and_an_empty_one_too() {
    in_every_place(|objects| {
        for bytes in [vec![7; 31 << 20], Vec::new()] {
            let name = objects.put(&bytes, nine_o_clock()).unwrap();
            assert!(objects.get(&name).unwrap() == bytes, "{} bytes", bytes.len());
        }
    });
}

#[test]
fn the_same_bytes_are_kept_once_and_become_young_again() {
    in_every_place(|objects| {
        let first = objects.put(b"photo", nine_o_clock()).unwrap();
        assert_eq!(put_at(objects, &first), nine_o_clock());
        let later = nine_o_clock().plus_hours(30);
        assert_eq!(objects.put(b"photo", later).unwrap(), first);
        assert_eq!(objects.list(None, 10).unwrap(), [first]);
        assert_eq!(put_at(objects, &first), later);
    });
}

#[test]
fn the_sweep_leaves_young_files_alone() {
    in_every_place(|objects| {
        let name = objects.put(b"photo", nine_o_clock()).unwrap();
        assert!(!objects.delete_older(&name, nine_o_clock()).unwrap());
        assert!(objects.exists(&name).unwrap());
        assert!(objects.delete_older(&name, nine_o_clock().plus_millis(1)).unwrap());
        assert!(!objects.exists(&name).unwrap());
        assert!(objects.delete_older(&name, nine_o_clock()).unwrap(), "gone is gone");
    });
}

#[test]
fn a_list_is_read_page_by_page_in_order_and_holds_no_mark() {
    in_every_place(|objects| {
        objects.set_mark("place-of-files", "mine").unwrap();
        let put = |n: u32| objects.put(&n.to_le_bytes(), nine_o_clock()).unwrap();
        let mut names: Vec<_> = (0..60).map(put).collect();
        names.sort_unstable();
        let (mut read, mut after) = (Vec::new(), None);
        loop {
            let page = objects.list(after.as_ref(), 7).unwrap();
            assert!(page.len() <= 7);
            after = page.last().copied();
            read.extend(page);
            if after.is_none() {
                break;
            }
        }
        assert_eq!(read, names);
        assert_eq!(objects.list(None, 1_000).unwrap(), names);
    });
}

#[test]
fn a_mark_is_what_was_laid_last() {
    in_every_place(|objects| {
        assert_eq!(objects.mark("place-of-files").unwrap(), None);
        for text in ["370212 ab", "370212 cd"] {
            objects.set_mark("place-of-files", text).unwrap();
            assert_eq!(objects.mark("place-of-files").unwrap().as_deref(), Some(text));
        }
        assert_eq!(objects.mark("another").unwrap(), None);
    });
}

#[test]
fn many_may_put_the_same_bytes_at_once() {
    in_every_place(|objects| {
        std::thread::scope(|scope| {
            for n in 0..4_u8 {
                scope.spawn(move || {
                    for round in 0..5_u8 {
                        objects.put(&[round], nine_o_clock()).unwrap();
                        objects.put(&[n, round], nine_o_clock()).unwrap();
                    }
                });
            }
        });
        let names = objects.list(None, 1_000).unwrap();
        assert_eq!(names.len(), 25);
        assert!(names.iter().all(|name| objects.get(name).is_ok()));
    });
}
