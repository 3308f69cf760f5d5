//! What a tool files, in every way it may come.

use axum::http::StatusCode;
use serde_json::json;

use super::{FILING, in_a_city, told};

/// Without a place.
const NOWHERE: &str = "api_key=demo&service_code=environment&description=垃圾桶满了三天";

#[test]
fn every_picture_address_and_the_place_are_given_back() {
    in_a_city(|city| {
        let form = format!(
            "{FILING}&media_url=https://a.example/1.jpg&media_url=https://a.example/2.jpg\
             &lat=36.0905&long=120.4770&email=a@b.example"
        );
        let (no, notice) = city.filed(&form);
        assert!(notice.ends_with("可以查看全过程。"), "{notice}");
        let own = city.own(&no);
        assert_eq!(own["media_url"], "https://a.example/1.jpg");
        let both = ["https://a.example/1.jpg", "https://a.example/2.jpg"];
        assert_eq!(own["extended_attributes"]["media_url"], json!(both));
        assert_eq!(own["address"], "春光山色一期东门");
        assert_eq!((own["lat"].as_f64(), own["long"].as_f64()), (Some(36.0905), Some(120.477)));
        let text = own["description"].as_str().unwrap();
        for kept in both.iter().chain(&["a@b.example"]) {
            assert!(text.contains(kept), "{text}");
        }
        let (_, xml) = city.gets(&format!("requests/{no}.xml?api_key=demo"));
        assert!(xml.contains("<media_url>https://a.example/2.jpg</media_url></ext"), "{xml}");
    });
}

#[test]
fn json_is_read_as_documented() {
    in_a_city(|city| {
        let body = json!({
            "api_key": "demo", "service_code": "environment", "description": "垃圾桶满了",
            "lat": 36.0905, "long": 120.477, "phone": null, "unknown": {"a": 1},
            "media_url": ["https://a.example/1.jpg", "https://a.example/2.jpg"],
        });
        let sent = city.sends("requests.json", "application/json", body.to_string(), "");
        let own = city.own(&told(&sent).0);
        assert_eq!(own["extended_attributes"]["media_url"][1], "https://a.example/2.jpg");
        assert_eq!(own["lat"], 36.0905);
    });
}

#[test]
fn a_point_in_a_building_is_filed_there_and_a_named_place_is_believed_before_it() {
    in_a_city(|city| {
        let (no, _) = city.filed(&format!("{NOWHERE}&lat=36.1131&long=120.4296"));
        let there = city.own(&no);
        assert_eq!(there["address"], "春光山色一期5号楼");
        let id = there["address_id"].as_str().unwrap();
        let form = format!("{NOWHERE}&address_id={id}&address_string=东门&lat=36.2&long=120.5");
        let own = city.own(&city.filed(&form).0);
        assert_eq!((&own["address_id"], &own["address"]), (&json!(id), &json!("东门")));
        assert_eq!(own["lat"], 36.2);
    });
}

#[test]
fn what_is_optional_and_cannot_be_read_loses_no_report() {
    in_a_city(|city| {
        for (more, said, kept) in [
            ("lat=0&long=0", "没有收到位置", ""),
            ("lat=48.85&long=2.35", "不在国内", "48.85, 2.35"),
            ("lat=north&long=120", "读不懂", "north, 120"),
            ("lat=36.1", "读不懂", "36.1"),
            ("address_id=abc&lat=36.1&long=120.4", "address_id 读不懂", "abc"),
            ("address_id=99&lat=36.1&long=120.4", "不是现在的地点", ""),
            ("address_string=东门&phone=0532-88889999", "phone", "0532-88889999"),
            ("address_string=东门&phone=1&phone=2", "phone 写了几遍", ""),
            ("address_string=东门&device_id=%E2%98%83&account_id=x", "", ""),
            (&format!("address_string={}", "长".repeat(300)), "超过 200 个字", &"长".repeat(300)),
            (
                &format!("address_string=东门&last_name={}", "王".repeat(60)),
                "姓名",
                &"王".repeat(60),
            ),
            (&format!("address_string=东门&media_url={}", "a".repeat(2001)), "图片链接", ""),
        ] {
            let (no, notice) = city.filed(&format!("{NOWHERE}&{more}"));
            assert!(notice.contains(said), "{more}: {notice}");
            let own = city.own(&no);
            assert!(own["description"].as_str().unwrap().contains(kept), "{more}: {own}");
            if more.contains("lat=") && !more.contains("120.4") {
                assert!(own["lat"].is_null(), "{own}");
            }
        }
        let full = format!("{NOWHERE}{}", "满".repeat(9_990));
        let (no, notice) =
            city.filed(&format!("{full}&address_string=东门&media_url=https://a.example/1"));
        assert!(notice.contains("内容写满了"), "{notice}");
        assert_eq!(city.own(&no)["media_url"], "https://a.example/1");
    });
}

#[test]
fn words_pass_the_front_door_and_the_same_words_are_the_same_request() {
    in_a_city(|city| {
        let urlencoded = "application/x-www-form-urlencoded";
        let form = format!("{FILING}%0D%0A&lat=0&long=0");
        let form =
            form.replace("垃圾桶", "%EF%BF%BE垃圾桶%E2%80%8B").replace("&lat", "&note=a&lat");
        let first = city.sends("requests.json", urlencoded, form, "k1");
        let (no, notice) = told(&first);
        assert!(notice.contains("查询码") && notice.contains("没有收到位置"), "{notice}");
        let text = city.own(&no)["description"].as_str().unwrap().to_owned();
        assert!(text.starts_with("垃圾桶满了"), "{text:?}");
        // The same as JSON, in another order: the first answer whole.
        let body = json!({
            "long": 0, "lat": 0, "api_key": "demo", "service_code": "environment", "note": "a",
            "description": "垃圾桶满了三天，找 13800138000", "address_string": "春光山色一期东门",
            "first_name": "敏", "last_name": "王", "phone": "13800138000",
        });
        let again = city.sends("requests.json", "application/json", body.to_string(), "k1");
        assert_eq!(again, first);
        assert_eq!(city.list("requests.json?api_key=demo").len(), 1);
        let other = city.sends("requests.json", urlencoded, format!("{FILING}！"), "k1");
        assert_eq!(other.0, StatusCode::BAD_REQUEST, "{}", other.1);
    });
}

#[test]
fn what_has_to_be_there_and_comes_twice_is_told() {
    in_a_city(|city| {
        let (status, text) = city.files("requests.json", &format!("{FILING}&description=别的"));
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(text.contains("description"), "{text}");
    });
}
