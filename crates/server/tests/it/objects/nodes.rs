//! Several nodes in one place.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use xianban_gateways::objects::{DiskObjects, ObjectName, Objects, ObjectsError, S3Objects};
use xianban_testkit::object_store::ObjectStore;
use xianban_testkit::office::nine_o_clock;

/// Two nodes of one folder, and two of one bucket.
fn at_two_nodes(story: impl Fn(&dyn Objects, &dyn Objects)) {
    let folder = tempfile::tempdir().unwrap();
    let node = || DiskObjects::open(folder.path()).unwrap();
    story(&node(), &node());
    let account = ObjectStore::shared().account();
    let node = || S3Objects::of(&account).unwrap();
    story(&node(), &node());
}

#[test]
fn what_one_node_put_another_reads_and_deletes() {
    at_two_nodes(|one, other| {
        let name = one.put(b"photo", nine_o_clock()).unwrap();
        assert_eq!(other.get(&name).unwrap(), b"photo");
        one.set_mark("place-of-files", "ours").unwrap();
        assert_eq!(other.mark("place-of-files").unwrap().as_deref(), Some("ours"));
        other.delete(&name).unwrap();
        assert!(matches!(one.get(&name), Err(ObjectsError::Missing(_))));
    });
}

#[test]
fn what_another_node_made_young_before_the_look_is_not_swept() {
    at_two_nodes(|one, sweeper| {
        let name = one.put(b"photo", nine_o_clock()).unwrap();
        let a_day_later = nine_o_clock().plus_hours(24);
        one.put(b"photo", a_day_later.plus_millis(1)).unwrap();
        assert!(!sweeper.delete_older(&name, a_day_later).unwrap());
        assert_eq!(one.get(&name).unwrap(), b"photo");
    });
}

/// One node puts the same old bytes again and again while another sweeps what is old: whenever a put
/// has returned, the file is there or is given back at once, and it stays.
#[test]
fn in_a_shared_folder_a_put_wins_over_the_sweep_of_another_node() {
    let folder = tempfile::tempdir().unwrap();
    let node = || DiskObjects::open(folder.path()).unwrap();
    let (putter, sweeper) = (node(), node());
    let (old, now) = (nine_o_clock(), nine_o_clock().plus_hours(48));
    let name = ObjectName::of(b"photo");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let swept = scope.spawn(|| {
            let mut swept = 0;
            while !done.load(Ordering::Relaxed) {
                swept += u32::from(sweeper.delete_older(&name, now).unwrap());
            }
            swept
        });
        let mut lost = 0;
        for _ in 0..60 {
            putter.put(b"photo", old).unwrap();
            putter.put(b"photo", now).unwrap();
            // For the moment of its look the sweep may hold it aside.
            let back = (0..500).any(|_| {
                let there = putter.get(&name).is_ok();
                if !there {
                    std::thread::sleep(Duration::from_millis(10));
                }
                there
            });
            lost += u32::from(!back);
        }
        done.store(true, Ordering::Relaxed);
        assert_eq!(lost, 0, "the sweep took what was just put");
        assert!(swept.join().unwrap() > 0, "the sweep was there");
    });
    assert_eq!(putter.get(&name).unwrap(), b"photo");
}
