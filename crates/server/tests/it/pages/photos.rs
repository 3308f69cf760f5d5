//! Photos through the form's own door, as browsers without scripts send them.

use axum::http::StatusCode;
use xianban_domain::organisation::{PlaceKind, places_of};
use xianban_store::params;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::photos::{HEIC, PLACE, boundless, taken, torn};
use xianban_testkit::visits::{Answer, House, Visitor};

use super::in_the_house;

const GREENS: &str = "楼前绿地被占种菜，希望恢复绿化。";
const WALL: [u8; 3] = [180, 90, 60];

fn files(resident: &mut Visitor<'_>, photos: &[(&str, &[u8])]) -> Answer {
    resident.get("/ask/livelihood").says(&["照片"]);
    let typed = [("category", "environment"), ("text", GREENS), ("place_words", "东侧绿地")];
    resident.send_photos("/ask/livelihood", &typed, photos)
}

/// Appeals, and files that belong to one.
fn kept(house: &House) -> (i64, i64) {
    house.does(|work| {
        let sql = "select (select count(*) from appeal) as appeals,
            (select count(*) from file where dossier is not null) as files";
        let row = work.tx.row(sql, params![])?.expect("counts");
        Ok((row.get("appeals")?, row.get("files")?))
    })
}

/// The clerk's own community.
pub(super) fn community(house: &House) -> String {
    house.does(|work| {
        let all = places_of(work.tx, LAOSHAN, PlaceKind::Community)?;
        let own = all.iter().find(|place| place.name == "春光山色社区").expect("the demo's");
        Ok(own.id.to_string())
    })
}

/// The addresses of the pictures on a page.
fn pictures(page: &Answer) -> Vec<String> {
    let parts = page.text.split("<img src=\"").skip(1);
    parts.filter_map(|part| part.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn a_photo_that_cannot_be_taken_is_told_why_and_what_was_typed_is_kept() {
    in_the_house(|house| {
        let mut resident = house.resident("13800006621");
        let heavy = vec![0xff; 50 * 1024 * 1024];
        let text = "这是一段文字".as_bytes();
        let (torn, boundless) = (torn(), boundless());
        for (bytes, said) in [
            (&heavy[..], "这张照片有 50 MB，最大可以传 30 MB"),
            (text, "这个文件的内容不是照片"),
            (&torn, "这张照片不完整或已损坏"),
            (&boundless, "这张照片的尺寸是 60000×60000，太大了"),
            (b"", "这个文件是空的"),
        ] {
            let answer = files(&mut resident, &[("家门口.jpg", bytes)]);
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            answer.holds(&["“家门口.jpg”：", said, GREENS, "东侧绿地"]);
            answer.hides(&["已经收到"]);
        }
        assert_eq!(kept(house), (0, 0));
        assert!(house.verifies());
    });
}

#[test]
fn a_good_photo_beside_a_bad_one_waits_in_the_form() {
    in_the_house(|house| {
        let mut resident = house.resident("13800006621");
        let (good, torn) = (taken(WALL), torn());
        let answer = files(&mut resident, &[("甲.jpg", &good), ("乙.jpg", &torn)]);
        answer.holds(&["“乙.jpg”：", GREENS]).hides(&["“甲.jpg”："]);
        let id = answer.between("name=\"photo\" value=\"", "\"");
        let typed = [("category", "environment"), ("text", GREENS), ("place_words", "东侧绿地")];
        let fields = [&typed[..], &[("photo", &id)]].concat();
        let done = resident.send_photos("/ask/livelihood", &fields, &[]);
        resident.follows(&done).says(&[]);
        assert_eq!(kept(house), (1, 1));
        assert!(house.verifies());
    });
}

#[test]
fn the_tenth_photo_is_left_out_and_said_so() {
    in_the_house(|house| {
        let mut resident = house.resident("13800006621");
        let one = taken(WALL);
        let names: Vec<String> = (1..=10).map(|n| format!("{n}.jpg")).collect();
        let ten: Vec<(&str, &[u8])> = names.iter().map(|name| (&name[..], &one[..])).collect();
        let answer = files(&mut resident, &ten);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.holds(&["“10.jpg”没有收下：最多 9 张照片。", GREENS]);
        assert_eq!(pictures(&answer).len(), 9);
        assert_eq!(kept(house), (0, 0));
        assert!(house.verifies());
    });
}

#[test]
fn an_iphone_s_original_is_kept_as_an_attachment() {
    in_the_house(|house| {
        let mut resident = house.resident("13800006621");
        let done = files(&mut resident, &[("IMG_0001.HEIC", HEIC)]);
        let done = resident.follows(&done);
        done.holds(&["有 1 张是手机原图（HEIC），已作为附件保存"]);
        assert_eq!(kept(house), (1, 1));
        assert!(house.verifies());
    });
}

#[test]
fn a_clerk_enters_a_letter_with_its_photos() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let place = community(house);
        let typed = [
            ("kind", "livelihood"),
            ("channel", "letter"),
            ("category", "environment"),
            ("text", GREENS),
            ("place", &place),
        ];
        clerk.get("/c/new").says(&["照片", "最多 9 张"]);
        let (wall, yard, torn) = (taken(WALL), taken([70, 140, 80]), torn());
        let back = clerk.send_photos("/c/new", &typed, &[("信.jpg", &torn)]);
        back.holds(&["“信.jpg”：", "这张照片不完整", GREENS]);
        let both: [(&str, &[u8]); 2] = [("甲.jpg", &wall), ("乙.jpg", &yard)];
        let slip = clerk.send_photos("/c/new", &typed, &both);
        let no = Visitor::filed(&slip);
        let page = clerk.get(&format!("/c/appeals/{no}"));
        let shown = pictures(page.says(&[GREENS]));
        assert!(shown.len() >= 2, "{shown:?}");
        clerk.get(shown[0].trim_end_matches("/thumb")).says(&["JFIF"]).hides(&[PLACE]);
        assert_eq!(house.resident("13800006622").get(&shown[0]).status, StatusCode::NOT_FOUND);
        assert_eq!(kept(house), (1, 2));
        assert!(house.verifies());
    });
}
