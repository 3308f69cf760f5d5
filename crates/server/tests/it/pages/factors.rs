use axum::http::StatusCode;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use xianban_testkit::in_the_demo;
use xianban_testkit::visits::{Answer, House, Visitor, WORD};

const SYSTEM: &[(&str, &str)] = &[("platform", "system_admin")];

fn in_a_strict_house(story: impl Fn(&House)) {
    in_the_demo(|db| story(&House::strict(db)));
}

/// What an authenticator shows now for a secret as it is typed by hand (RFC 6238, reckoned here anew).
fn phone(house: &House, secret: &str) -> String {
    let key = BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).expect("base 32");
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).expect("a key");
    mac.update(&(house.now().millis() / 30_000).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 0xf);
    let four = [digest[at] & 0x7f, digest[at + 1], digest[at + 2], digest[at + 3]];
    format!("{:06}", u32::from_be_bytes(four) % 1_000_000)
}

/// Somebody at the login, with the word of all.
fn knocks<'h>(house: &'h House, username: &str) -> (Visitor<'h>, Answer) {
    let mut visitor = house.guest();
    visitor.get("/c/login");
    let answer = visitor.send("/c/login", &[("account", username), ("password", WORD)]);
    (visitor, answer)
}

/// Sets the factor up; answers its secret and the recovery codes.
fn enrols(house: &House, visitor: &mut Visitor<'_>, old: &str) -> (String, Vec<String>) {
    let offered = visitor.json("/c/me/factor").json();
    let secret = offered["secret"].as_str().expect("a secret").to_owned();
    visitor.get("/c/me/factor");
    let sealed = offered["sealed"].as_str().expect("sealed");
    let code = phone(house, &secret);
    let done = visitor.send("/c/me/factor", &[("sealed", sealed), ("code", &code), ("old", old)]);
    done.says(&["请把恢复码收好"]);
    let codes = done.text.split("<li>").filter_map(|part| part.split("</li>").next());
    let codes = codes.filter(|code| code.len() == 11 && code.as_bytes()[5] == b'-');
    (secret, codes.map(str::to_owned).collect())
}

/// Types a code on the page that asks for it.
fn types(visitor: &mut Visitor<'_>, code: &str) -> Answer {
    let half = visitor.hidden("half");
    visitor.send("/c/login/code", &[("half", &half), ("code", code)])
}

#[test]
fn an_administrator_sets_up_a_code_before_anything_else_and_logs_in_with_it() {
    in_a_strict_house(|house| {
        house.hire("he.system", false, SYSTEM);
        let (mut admin, came) = knocks(house, "he.system");
        assert_eq!(came.to, "/c", "the first time there is no code to ask for: {}", came.text);
        assert_eq!(admin.get("/c/organisation").to, "/c/me/factor");
        assert_eq!(admin.json("/c/organisation").json()["code"], "must_enrol");
        admin.get("/c/me/factor").says(&["先设置动态码", "身份验证器"]);
        let sealed = admin.json("/c/me/factor").json()["sealed"].as_str().unwrap().to_owned();
        admin.get("/c/me/factor");
        let wrong = admin.send("/c/me/factor", &[("sealed", &sealed), ("code", "12")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (secret, recovery) = enrols(house, &mut admin, "");
        assert_eq!(recovery.len(), 10);
        admin.get("/c/organisation").says(&["组织机构"]);

        let (mut again, came) = knocks(house, "he.system");
        came.says(&["动态码", "密码对了"]);
        assert_eq!(again.get("/c").status, StatusCode::SEE_OTHER, "half way is not in");
        let (mut again, _) = knocks(house, "he.system");
        let used = types(&mut again, &phone(house, &secret));
        used.holds(&["或者已经用过"]);
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
        house.pass(1);
        let (mut again, _) = knocks(house, "he.system");
        assert_eq!(types(&mut again, &phone(house, &secret)).to, "/c");
        again.get("/c/organisation").says(&["组织机构"]);
        assert!(house.verifies());
    });
}

#[test]
fn a_recovery_code_helps_once_when_the_phone_is_lost() {
    in_a_strict_house(|house| {
        house.hire("he.system", false, SYSTEM);
        let (mut admin, _) = knocks(house, "he.system");
        let (_, recovery) = enrols(house, &mut admin, "");
        let (mut without, _) = knocks(house, "he.system");
        assert_eq!(types(&mut without, &recovery[0].to_lowercase()).to, "/c");
        without.get("/c/me/factor").says(&["9 个"]);
        let (mut twice, _) = knocks(house, "he.system");
        assert_eq!(types(&mut twice, &recovery[0]).status, StatusCode::UNPROCESSABLE_ENTITY);
        let (secret, fresh) = enrols(house, &mut without, &recovery[1]);
        assert!(fresh.iter().all(|code| !recovery.contains(code)), "the old ones are gone");
        house.pass(1);
        let (mut after, _) = knocks(house, "he.system");
        assert_eq!(types(&mut after, &phone(house, &secret)).to, "/c");
    });
}

#[test]
fn guesses_at_a_code_are_counted_though_the_password_is_right_each_time() {
    in_a_strict_house(|house| {
        house.hire("he.system", false, SYSTEM);
        let (mut admin, _) = knocks(house, "he.system");
        let (secret, _) = enrols(house, &mut admin, "");
        for _ in 0..5 {
            let (mut thief, came) = knocks(house, "he.system");
            came.says(&["动态码"]);
            types(&mut thief, "000000");
        }
        let (_, locked) = knocks(house, "he.system");
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", locked.text);
        house.pass(16);
        let (mut owner, _) = knocks(house, "he.system");
        assert_eq!(types(&mut owner, &phone(house, &secret)).to, "/c");
    });
}

#[test]
fn who_may_see_nobody_s_identity_is_not_asked_for_a_code() {
    in_a_strict_house(|house| {
        house.hire("lin.worker", false, &[("haiyue", "handler")]);
        let (mut worker, came) = knocks(house, "lin.worker");
        assert_eq!(came.to, "/c");
        worker.get("/c").says(&["我的账号"]);
    });
}
