//! Two nodes over one database with their photos in one bucket.

use std::sync::Arc;

use axum::http::StatusCode;
use xianban_gateways::objects::S3Objects;
use xianban_testkit::in_the_demo;
use xianban_testkit::object_store::ObjectStore;
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{Answer, House, Visitor};
use xianban_web::PhotoDesk;

const GREENS: &str = "楼前绿地被占种菜，希望恢复绿化。";

fn at_two_nodes(store: &ObjectStore, story: impl Fn(&House, &House)) {
    in_the_demo(|db| {
        let account = store.account();
        let node = || {
            let objects = Arc::new(S3Objects::of(&account).unwrap());
            House::with_photos(db, PhotoDesk::new(objects, std::env::temp_dir()))
        };
        story(&node(), &node());
    });
}

fn files(resident: &mut Visitor<'_>, photo: &[u8]) -> Answer {
    resident.get("/ask/livelihood").says(&["照片"]);
    let typed = [("category", "environment"), ("text", GREENS), ("place_words", "东侧绿地")];
    resident.send_photos("/ask/livelihood", &typed, &[("绿地.jpg", photo)])
}

/// The address of the first picture on the matter's page.
fn picture(resident: &mut Visitor<'_>, no: &str) -> String {
    resident.get(&format!("/appeals/{no}")).between("<img src=\"", "\"")
}

#[test]
fn a_photo_taken_at_one_node_is_seen_at_the_other() {
    at_two_nodes(ObjectStore::shared(), |one, other| {
        let mut resident = one.resident("13800006621");
        let done = files(&mut resident, &taken([180, 90, 60]));
        let no = Visitor::filed(&done);
        let picture = picture(&mut resident, &no);
        let mut elsewhere = other.returning(resident.cookies());
        let shown = elsewhere.get(&picture);
        assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/jpeg"));
        assert!(one.verifies() && other.verifies());
    });
}

#[test]
fn while_the_bucket_is_away_words_are_kept_and_people_read_on() {
    let store = ObjectStore::start();
    at_two_nodes(&store, |one, _| {
        let mut resident = one.resident("13800006621");
        let before = files(&mut resident, &taken([180, 90, 60]));
        let before = Visitor::filed(&before);
        let picture = picture(&mut resident, &before);
        store.goes_away();
        resident.get("/ask/livelihood");
        let photo = taken([60, 90, 180]);
        let alone = resident.send_files("/files", &[], "file", &[("灯.jpg", &photo)]);
        assert_eq!(alone.status, StatusCode::SERVICE_UNAVAILABLE, "{}", alone.text);
        alone.holds(&["系统暂时无法保存"]).hides(&["127.0.0.1", "photos"]);
        let done = files(&mut resident, &photo);
        let no = Visitor::filed(&done);
        let told = resident.follows(&done);
        told.says(&["有 1 个照片或文件没能保存下来，请稍后在“补充说明”里再传一次。"]);
        resident.get(&format!("/appeals/{no}")).says(&[GREENS, "东侧绿地"]);
        resident.get(&format!("/appeals/{before}")).says(&[GREENS]);
        assert_eq!(resident.get(&picture).status, StatusCode::SERVICE_UNAVAILABLE);
        store.comes_back();
        assert_eq!(resident.get(&picture).status, StatusCode::OK);
        files(&mut resident, &photo);
        assert!(one.verifies());
    });
}
