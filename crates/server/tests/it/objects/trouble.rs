//! A server that is in trouble, far away, or not the right one.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use xianban_gateways::objects::{Objects, ObjectsError, S3Account, S3Objects};
use xianban_kernel::{Problem, Secret};
use xianban_testkit::object_store::{ObjectStore, SECRET};
use xianban_testkit::office::nine_o_clock;

/// Answers each question with the next of these lines; the last one is for all that follow. An empty
/// one breaks the connection off.
fn answering(lines: &'static [&'static str]) -> (S3Objects, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let n = count.fetch_add(1, Ordering::Relaxed);
            drop(stream.read(&mut [0; 8192]));
            let line = lines[n.min(lines.len() - 1)];
            let (status, body) = line.split_once('|').unwrap_or((line, ""));
            if !line.is_empty() {
                let length = body.len();
                let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n");
                drop(write!(stream, "{head}connection: close\r\n\r\n{body}"));
            }
        }
    });
    let account = S3Account { endpoint, ..ObjectStore::shared().account() };
    (S3Objects::of(&account).unwrap(), asked)
}

fn told(error: &ObjectsError) -> String {
    let told = format!("{error} {error:?}");
    assert!(!told.contains(SECRET) && !told.contains("Signature="), "{told}");
    told
}

#[test]
fn a_server_in_trouble_and_a_broken_connection_are_tried_again_twice() {
    let (objects, asked) = answering(&["503 Slow Down", "", "200 OK"]);
    objects.put(b"photo", nine_o_clock()).unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    let (objects, asked) = answering(&["500 Internal|<Error><Code>InternalError</Code></Error>"]);
    let error = objects.put(b"photo", nine_o_clock()).unwrap_err();
    let said = told(&error);
    assert!(said.contains("HTTP 500 InternalError") && said.contains("bucket photos"), "{said}");
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    assert_eq!(Problem::from(error).code(), "unavailable");
}

#[test]
fn a_spent_quota_is_told_apart_and_not_tried_again() {
    for line in [&["507 Insufficient Storage"], &["403 No|<Code>QuotaExceeded</Code>"]] {
        let (objects, asked) = answering(line);
        let error = objects.put(b"photo", nine_o_clock()).unwrap_err();
        assert!(matches!(error, ObjectsError::Full(_)), "{}", told(&error));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        assert_eq!(Problem::from(error).code(), "unavailable");
    }
}

#[test]
fn a_wrong_key_and_a_bucket_that_is_not_there_are_told() {
    let store = ObjectStore::shared();
    let wrong = Secret::new("another".to_owned());
    for (account, why) in [
        (
            S3Account { secret_access_key: wrong, ..store.account() },
            "HTTP 403 SignatureDoesNotMatch",
        ),
        (S3Account { endpoint: "http://127.0.0.1:1".to_owned(), ..store.account() }, "refused"),
    ] {
        let objects = S3Objects::of(&account).unwrap();
        let error = objects.put(b"photo", nine_o_clock()).unwrap_err();
        let said = told(&error);
        assert!(matches!(error, ObjectsError::Away(_)) && said.contains(why), "{said}");
    }
    let (objects, _) = answering(&["404 Not Found|<Code>NoSuchBucket</Code>"]);
    let error = objects.mark("place-of-files").unwrap_err();
    assert!(told(&error).contains("HTTP 404 NoSuchBucket"), "it is not merely no mark");
}

#[test]
fn an_object_spoilt_in_the_bucket_is_not_served_and_can_be_put_right() {
    let store = ObjectStore::shared();
    let account = store.account();
    let objects = S3Objects::of(&account).unwrap();
    let name = objects.put(b"photo", nine_o_clock()).unwrap();
    let written = name.to_string();
    let path = store.folder().join(&account.prefix);
    let path = path.join(&written[..2]).join(&written[2..4]).join(&written);
    fs::write(&path, b"phot0").unwrap();
    assert!(matches!(objects.get(&name), Err(ObjectsError::Changed(changed)) if changed == name));
    objects.put(b"photo", nine_o_clock()).unwrap();
    assert_eq!(objects.get(&name).unwrap(), b"photo");
}

#[test]
fn what_another_program_copied_there_counts_from_when_it_came() {
    let store = ObjectStore::shared();
    let account = store.account();
    let objects = S3Objects::of(&account).unwrap();
    let name = xianban_gateways::objects::ObjectName::of(b"photo");
    let written = name.to_string();
    let folder = store.folder().join(&account.prefix).join(&written[..2]).join(&written[2..4]);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(&written), b"photo").unwrap();
    let now = xianban_kernel::Clock::machine().now();
    let (bytes, at) = objects.kept(&name).unwrap();
    assert_eq!(bytes, b"photo");
    assert!(at > now.plus_hours(-1) && at < now.plus_hours(1), "{at} {now}");
    assert!(!objects.delete_older(&name, now.plus_hours(-24)).unwrap());
    assert!(objects.delete_older(&name, now.plus_hours(1)).unwrap());
}
