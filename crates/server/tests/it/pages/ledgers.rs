use axum::http::StatusCode;
use xianban_domain::identity::{Username, posts_of, staff_by_username};
use xianban_testkit::visits::{Answer, House, Visitor};

use super::in_the_house;

const SYSTEM: &[(&str, &str)] = &[("platform", "system_admin")];
const SECURITY: &[(&str, &str)] = &[("platform", "security_admin")];
const AUDIT: &[(&str, &str)] = &[("platform", "audit_admin")];

/// The three administrators, logged in: system, security, audit.
fn three(house: &House) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>) {
    let system = house.staff("he.system", SYSTEM);
    let security = house.staff("li.security", SECURITY);
    (system, security, house.staff("sun.audit", AUDIT))
}

/// The roles an account holds now.
fn roles(house: &House, username: &'static str) -> Vec<String> {
    house.does(move |work| {
        let name: Username = username.parse()?;
        let staff = staff_by_username(work, &name)?.expect("the account").id;
        Ok(posts_of(work, staff)?.iter().map(|post| post.role.code().to_owned()).collect())
    })
}

/// The page where something waits for this person, from his queue.
fn waiting(visitor: &mut Visitor<'_>, queue: &str) -> String {
    let rows = visitor.json(&format!("/c/inbox/{queue}")).json();
    rows["rows"][0]["href"].as_str().expect("something waits").to_owned()
}

/// Answers what waits there, as its page offers it.
fn answers(visitor: &mut Visitor<'_>, at: &str, how: &str, words: &str) -> Answer {
    let version = visitor.json(at).json()["version"].to_string();
    visitor.get(at);
    visitor.send(&format!("{at}/{how}"), &[("version", &version), ("words", words)])
}

#[test]
fn nobody_grants_himself_anything() {
    in_the_house(|house| {
        let (mut system, ..) = three(house);
        system.get("/c/organisation/people/he.system");
        let post = [("name", "演示-he.system"), ("unit", "platform"), ("role", "follow_up")];
        let refused = system.send("/c/organisation/people/he.system", &post);
        refused.holds(&["回访员", "不能由同一个人担任"]);
        for act in ["password", "disable"] {
            system.get("/c/organisation/people/he.system");
            let own = system.send(&format!("/c/organisation/people/he.system/{act}"), &[]);
            own.holds(&["这是您自己的账号"]);
        }
        assert_eq!(roles(house, "he.system"), ["system_admin"]);
        assert!(house.verifies());
    });
}

#[test]
fn administrators_are_made_by_two_and_never_meet_in_one_person() {
    in_the_house(|house| {
        let (mut system, mut security, mut auditor) = three(house);
        house.hire("wang.clerk", false, &[("cgss", "clerk")]);
        let give = |role| [("unit", "platform"), ("role", role)];
        system.get("/c/organisation/people/wang.clerk");
        let meets = system.send("/c/organisation/people/wang.clerk", &give("audit_admin"));
        assert_eq!(meets.status, StatusCode::UNPROCESSABLE_ENTITY);
        meets.holds(&["不能由同一个人担任"]);
        house.hire("zhou.new", false, &[]);
        system.get("/c/organisation/people/zhou.new");
        system.send("/c/organisation/people/zhou.new", &give("audit_admin"));
        let page = system.get("/c/organisation/people/zhou.new");
        page.says(&["等第二个人同意", "任命为", "审计管理员", "收回"]);
        assert!(roles(house, "zhou.new").is_empty(), "nothing is done yet");

        let at = waiting(&mut security, "agree_account");
        for stranger in [&mut auditor, &mut system] {
            let tried = answers(stranger, &at, "agree", "");
            assert_eq!(tried.status, StatusCode::NOT_FOUND, "{}", tried.text);
        }
        let silent = answers(&mut security, &at, "decline", "");
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.holds(&["请写一句为什么不同意"]);
        let done = answers(&mut security, &at, "agree", "");
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(roles(house, "zhou.new"), ["audit_admin"]);
        auditor.get(&at).says(&["岗位", "审计管理员", "同意：任命为"]);
        assert!(house.verifies());
    });
}

#[test]
fn the_security_administrator_s_password_waits_for_the_auditor() {
    in_the_house(|house| {
        let (mut system, mut security, mut auditor) = three(house);
        system.get("/c/organisation/people/li.security");
        let asked = system.send("/c/organisation/people/li.security/password", &[]);
        asked.says(&["等第二个人同意", "发新密码"]);
        asked.hides(&["新密码："]);
        assert_eq!(
            security.json("/c/inbox/agree_account").json()["rows"][0],
            serde_json::Value::Null
        );
        let at = waiting(&mut auditor, "agree_security_account");
        assert_eq!(security.get(&at).status, StatusCode::NOT_FOUND, "it is about him");
        let shown = answers(&mut auditor, &at, "agree", "");
        shown.says(&["新密码：", "只显示这一次"]);
        assert_eq!(security.get("/c").status, StatusCode::SEE_OTHER, "his sessions ended");
        auditor.get(&at).hides(&["新密码："]);
        auditor.get("/c");
        system.get("/c/organisation/people/sun.audit");
        system.send("/c/organisation/people/sun.audit/password", &[]);
        let mut second = house.staff("ma.security", SECURITY);
        let at = waiting(&mut second, "agree_account");
        answers(&mut second, &at, "agree", "").says(&["新密码："]);
        assert_eq!(second.get(&at).status, StatusCode::NOT_FOUND, "he has no more to do with it");
        assert!(house.verifies());
    });
}

#[test]
fn what_was_asked_for_can_be_taken_back_and_refused() {
    in_the_house(|house| {
        let (mut system, mut security, _) = three(house);
        let path = "/c/organisation/people/sun.audit";
        system.get(path);
        system.send(&format!("{path}/disable"), &[]);
        system.get(path).says(&["停用账号", "收回"]);
        let at = waiting(&mut security, "agree_account");
        let back = answers(&mut system, &at, "decline", "");
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
        system.get(path).hides(&["等第二个人同意"]);
        system.get(path);
        system.send(&format!("{path}/disable"), &[]);
        let no = answers(&mut security, &at, "decline", "审计管理员没有离岗");
        assert_eq!(no.status, StatusCode::SEE_OTHER, "{}", no.text);
        assert_eq!(roles(house, "sun.audit"), ["audit_admin"]);
        assert!(house.verifies());
    });
}

#[test]
fn the_auditor_reads_changes_looks_exports_and_logins_and_nobody_else_does() {
    in_the_house(|house| {
        let (mut system, _, mut auditor) = three(house);
        system.get("/c/organisation/units/haiyue");
        let form = [("name", "海悦新物业"), ("superior", "cgss"), ("seen", "0")];
        system.send("/c/organisation/units/haiyue", &form);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/inbox/accept/table.csv");
        let mut stranger = house.guest();
        stranger.get("/c/login");
        let tried = [("account", "wang.clerk"), ("password", "not-his-word-2026")];
        let wrong = stranger.send("/c/login", &tried);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);

        auditor.get("/c").holds(&["/c/audit"]);
        auditor.get("/c/audit").says(&["海岳物业（演示） → 海悦新物业", "待接单", "新增人员"]);
        let units = auditor.get("/c/audit?sort=unit");
        units.says(&["海悦新物业"]);
        units.hides(&["待接单”的表格"]);
        auditor.get("/c/audit?words=没有这样的字").says(&["没有这样的记录"]);
        auditor
            .get("/c/audit/logins?outcome=failed")
            .says(&["演示-wang.clerk（wang.clerk）", "不对"]);
        auditor.get("/c/audit/logins?account=nobody").says(&["没有这样的登录"]);
        let table = auditor.get("/c/audit/table.csv?sort=unit").text;
        assert!(table.contains("海悦新物业") && table.contains("修改单位"), "{table}");
        assert!(auditor.get("/c/audit/logins.csv").text.contains("wang.clerk"));
        auditor.get("/c/audit?sort=export").says(&["登录记录", "台账", "演示-sun.audit"]);

        for path in ["/c/audit", "/c/audit/logins", "/c/audit/table.csv", "/c/audit/logins.csv"] {
            assert_eq!(system.get(path).status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(clerk.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        let unit = auditor.json("/c/audit?sort=unit").json()["rows"][0]["href"].clone();
        assert_eq!(clerk.get(unit.as_str().expect("a ledger")).status, StatusCode::NOT_FOUND);
        assert!(house.verifies());
    });
}
