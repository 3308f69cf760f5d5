//! A request under a key counts once, whatever it asks for.

use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::rules::Action;

use super::at_the_doors;

#[test]
fn a_move_sent_twice_is_made_once_and_another_body_under_its_key_is_refused() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let path = format!("/appeals/{}/supplement", house.filed_by(&resident));
        let keyed = resident.clone().carrying("idempotency-key", "k1");
        let words = json!({ "text": "今天楼上也黑了。" });
        let first = house.posts(&keyed, &path, &words);
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        assert_eq!(house.posts(&keyed, &path, &words).json(), first.json());
        let page = house.gets(&resident, path.trim_end_matches("/supplement"));
        assert_eq!(page.text.matches("今天楼上也黑了。").count(), 1, "{}", page.text);
        let other = house.posts(&keyed, &path, &json!({ "text": "又黑了。" }));
        assert_eq!(
            (other.status, other.json()["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("key_reused"))
        );
    });
}

#[test]
fn the_same_key_at_another_appeal_is_another_request() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let keyed = resident.clone().carrying("idempotency-key", "k1");
        for no in [house.filed_by(&resident), house.filed_by(&resident)] {
            let words = json!({ "text": "补充一句。" });
            let told = house.posts(&keyed, &format!("/appeals/{no}/supplement"), &words);
            assert_eq!(told.json()["href"], format!("/appeals/{no}"));
            let page = house.gets(&resident, &format!("/appeals/{no}"));
            assert!(page.text.contains("补充一句。"), "{}", page.text);
        }
    });
}

#[test]
fn another_system_files_without_our_categories_and_supplements_its_own() {
    at_the_doors(|house| {
        let system = house.system(&[Action::Submit, Action::ReadCase, Action::Supplement]);
        let matter = json!({ "text": "路面塌了一块。", "place_words": "金岭路公交站旁" });
        let filed = house.posts(&system, "/ask/livelihood", &matter);
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
        let path = format!("/appeals/{}", filed.json()["no"].as_str().unwrap());
        let more = json!({ "text": "旁边立了牌子。" });
        let more = house.posts(&system, &format!("{path}/supplement"), &more);
        assert_eq!(more.status, StatusCode::OK, "{}", more.text);
        assert!(house.gets(&system, &path).text.contains("旁边立了牌子。"));
        assert!(more.headers.get("set-cookie").is_none());
    });
}

#[test]
fn a_token_beside_a_session_is_refused() {
    at_the_doors(|house| {
        let both = house.system(&[Action::Submit]).carrying("cookie", "session=abc");
        let refused = house.posts(&both, "/ask/livelihood", &json!({ "text": "灯坏了" }));
        assert_eq!(refused.json()["code"], "two_identities");
    });
}
