//! A site that the operator says is reached by https.

use xianban_web::Reached;

use super::{Caller, House};

#[test]
fn by_https_cookies_travel_no_other_way_and_browsers_keep_to_it() {
    xianban_testkit::in_the_demo(|db| {
        let address = Some("https://xianban.example".parse().unwrap());
        let house = House::reached(db, Reached { address, proxies: Vec::new() });
        let page = house.gets(&Caller::default(), "/login?elder=1");
        let cookies = page.headers.get_all("set-cookie").iter();
        let cookies: Vec<_> = cookies.map(|cookie| cookie.to_str().unwrap()).collect();
        let guest = cookies.iter().find(|cookie| cookie.starts_with("__Host-guest=")).unwrap();
        assert!(guest.contains("; Path=/;"), "{guest}");
        assert_eq!(cookies.len(), 2);
        assert!(cookies.iter().all(|cookie| cookie.ends_with("; Secure")), "{cookies:?}");
        assert_eq!(page.headers["strict-transport-security"], "max-age=31536000");
    });
}

#[test]
fn by_https_a_session_is_known_by_its_guarded_name_only() {
    xianban_testkit::in_the_demo(|db| {
        let address = Some("https://xianban.example".parse().unwrap());
        let house = House::reached(db, Reached { address, proxies: Vec::new() });
        let resident = house.resident("13812346621");
        assert_eq!(house.gets(&resident, "/my/appeals").status, 401);
        let (_, cookie) = resident.headers.iter().find(|(name, _)| *name == "cookie").unwrap();
        let guarded = Caller::default().carrying("cookie", format!("__Host-{cookie}"));
        assert_eq!(house.gets(&guarded, "/my/appeals").status, 200);
    });
}

#[test]
fn the_sheet_of_codes_says_the_public_address() {
    xianban_testkit::in_the_demo(|db| {
        let address = Some("http://xianban.example".parse().unwrap());
        let house = House::reached(db, Reached { address, proxies: Vec::new() });
        let clerk = house.staff("zhang", "cgss", "clerk").carrying("host", "10.0.0.8");
        let sheet = house.gets(&clerk, "/c/codes");
        assert!(sheet.text.contains("http://xianban.example/q/"), "{}", sheet.text);
        assert!(!sheet.text.contains("10.0.0.8"));
        assert!(sheet.headers.get("strict-transport-security").is_none());
    });
}
