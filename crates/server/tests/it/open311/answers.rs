//! Discovery, services, XML, and what went wrong: as the specification writes them.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

use super::{FILING, in_a_city};

#[test]
fn everything_is_also_xml() {
    in_a_city(|city| {
        let (_, services) = city.gets("services.xml");
        assert!(services.contains("<services><service><service_code>"), "{services}");
        let tricky = FILING.replace("满了三天", "<b>满</b>%0B&amp=");
        let (status, filed) = city.files("requests.xml", &tricky);
        assert_eq!(status, StatusCode::CREATED);
        assert!(filed.contains("<service_requests><request><service_request_id>"), "{filed}");
        let (_, listed) = city.gets("requests.xml?api_key=demo");
        assert!(listed.contains("垃圾桶&lt;b&gt;满&lt;/b&gt;"), "{listed}");
        let (status, none) = city.gets("requests/LS20261123-000000.xml");
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(none.contains("<errors><error><code>404</code>"), "{none}");
        assert_eq!(city.gets("services/nothing.xml").0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn discovery_names_everything_in_both_formats() {
    in_a_city(|city| {
        let (_, text) = city.gets("discovery.json");
        let found: Value = serde_json::from_str(&text).unwrap();
        for name in ["changeset", "contact", "key_service"] {
            assert!(!found[name].as_str().unwrap().is_empty(), "{name}");
        }
        let endpoint = &found["endpoints"][0];
        assert_eq!(endpoint["specification"], "http://wiki.open311.org/GeoReport_v2");
        assert_eq!(endpoint["url"], "http://localhost/open311/v2");
        assert_eq!(endpoint["type"], "production");
        assert_eq!(endpoint["formats"], serde_json::json!(["text/xml", "application/json"]));
        assert_eq!(endpoint["changeset"], found["changeset"]);
        let (_, xml) = city.gets("discovery.xml");
        assert!(xml.contains("<endpoints><endpoint><specification>"), "{xml}");
        let formats =
            "<formats><format>text/xml</format><format>application/json</format></formats>";
        assert!(xml.contains(formats), "{xml}");
        assert!(xml.ends_with("</endpoint></endpoints></discovery>"), "{xml}");
        let (_, xml) = city.gets("services/environment.xml");
        let whole = "<service_definition><service_code>environment</service_code><attributes/></";
        assert!(xml.contains(whole), "{xml}");
    });
}

#[test]
fn another_jurisdiction_is_not_found_and_ours_need_not_be_named() {
    in_a_city(|city| {
        let paths = ["services.json", "services/environment.json", "requests.json"];
        for path in paths {
            let asks = |id: &str| city.gets(&format!("{path}?jurisdiction_id={id}"));
            assert_eq!(asks("370212").0, StatusCode::OK);
            assert_eq!(asks("").0, StatusCode::OK);
            let (status, text) = asks("city.gov");
            assert_eq!(status, StatusCode::NOT_FOUND);
            assert!(text.contains("jurisdiction_id city.gov"), "{text}");
        }
        let form = format!("{FILING}&jurisdiction_id=city.gov");
        assert_eq!(city.files("requests.json", &form).0, StatusCode::NOT_FOUND);
        city.filed(&format!("{FILING}&jurisdiction_id=370212"));
    });
}

/// Holds an answer to be an error as the specification writes it, and answers its sentence.
fn is_error(path: &str, (status, text): &(StatusCode, String), expected: u16) -> String {
    assert_eq!(status.as_u16(), expected, "{path}: {text}");
    if path.contains(".xml") {
        let start = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<errors><error><code>{expected}</code>\
             <description>"
        );
        assert!(text.starts_with(&start), "{path}: {text}");
        return text.clone();
    }
    let errors: Vec<Value> = serde_json::from_str(text).unwrap();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["code"], expected);
    errors[0]["description"].as_str().unwrap().to_owned()
}

#[test]
fn whatever_goes_wrong_below_the_address_is_told_in_the_asked_format() {
    in_a_city(|city| {
        for ending in ["json", "xml"] {
            for (path, expected) in [
                (format!("requests.{ending}?status=odd"), 400),
                (format!("requests.{ending}?page=1&page=2"), 400),
                (format!("requests.{ending}?service_code=%FF"), 400),
                (format!("requests.{ending}?service_code=%00"), 400),
                (format!("requests.{ending}?api_key=guessed"), 403),
                (format!("requests/LS1.{ending}"), 404),
                (format!("nowhere.{ending}"), 404),
                (format!("tokens/1.{ending}"), 404),
            ] {
                let said = is_error(&path, &city.gets(&path), expected);
                assert!(said.contains('。'), "{said}");
            }
            let path = format!("requests.{ending}");
            let odd = Request::delete(format!("/open311/v2/{path}")).body(Body::empty());
            is_error(&path, &city.asks(odd.unwrap()), 405);
            let urlencoded = "application/x-www-form-urlencoded";
            for (kind, body, expected) in [
                ("text/plain", b"a".to_vec(), 415),
                ("application/xml", b"<a/>".to_vec(), 415),
                (urlencoded, b"description=%C2%A5%B5%C0".to_vec(), 400),
                (urlencoded, b"description=\xc2\xa5\xb5\xc0".to_vec(), 400),
                ("application/x-www-form-urlencoded; charset=gbk", b"a=b".to_vec(), 400),
                ("application/json", b"{\"a\": ".to_vec(), 400),
                ("application/json", b"[1]".to_vec(), 400),
                ("multipart/form-data", b"x".to_vec(), 400),
                (urlencoded, vec![b'x'; 3_000_000], 413),
            ] {
                is_error(&path, &city.sends(&path, kind, body, ""), expected);
            }
        }
    });
}
