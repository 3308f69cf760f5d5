//! A district in which something stands behind every address, and what stands in it for each name in
//! braces.

use axum::http::StatusCode;
use serde_json::{Value, json};
use xianban_domain::identity::own_sessions;
use xianban_domain::organisation::{CodePurpose, PlacePath, code_for, place_by_path, unit_by_code};
use xianban_domain::supervision::plan_meetings;
use xianban_domain::teams;
use xianban_kernel::{Actor, Context, Problem, Seed};
use xianban_testkit::office::{LAOSHAN, nine_o_clock};
use xianban_web::{Listed, table};

use super::{Caller, House};

const GROUND: &str = "37/3702/370212/370212001/370212001901/cgss1";

/// Those who make it, and look at it afterwards: one of each role, the handler twice, the second time at
/// a unit without a part.
pub(super) const CAST: [(&str, &str, &str, &str); 14] = [
    ("clerk", "w.clerk", "cgss", "clerk"),
    ("secretary", "w.secretary", "cgss", "secretary"),
    ("grid_worker", "w.grid", "cgss-g01", "grid_worker"),
    ("handler", "w.handler", "cgss", "handler"),
    ("handler elsewhere", "w.elsewhere", "zh_party", "handler"),
    ("head", "w.head", "zhonghan", "head"),
    ("dispatcher", "w.dispatcher", "platform", "dispatcher"),
    ("reviewer", "w.reviewer", "platform", "reviewer"),
    ("follow_up", "w.asks", "platform", "follow_up"),
    ("leader", "w.leader", "laoshan", "leader"),
    ("operator", "w.operator", "platform", "operator"),
    ("system_admin", "w.system", "platform", "system_admin"),
    ("security_admin", "w.security", "platform", "security_admin"),
    ("audit_admin", "w.audit", "platform", "audit_admin"),
];

/// What is there, and to whom it belongs.
pub(crate) struct World {
    /// Who filed the appeal with a photo.
    pub(super) owner: Caller,
    /// In the order of [`CAST`].
    pub(super) staff: Vec<Caller>,
    /// What stands for a name where a part of the address begins so; the longest beginning counts.
    values: Vec<(&'static str, &'static str, String)>,
}

impl World {
    /// Makes one of everything.
    pub(crate) fn of(house: &House) -> Self {
        let owner = house.resident("13812346621");
        let (no, photo) = house.filed_with_a_photo(&owner);
        let staff = CAST.map(|(_, name, unit, role)| house.staff(name, unit, role)).to_vec();
        let mut world = Self { owner, staff, values: Vec::new() };
        world.put("", "{kind}", "livelihood");
        world.put("", "{queue}", "accept");
        world.put("", "{section}", "party");
        world.put("", "{period}", "2026-11-23");
        world.put("", "{table}", "units");
        world.put("", "{act}", "password");
        world.put("", "{n}", "1");
        world.put("/files", "{id}", photo);
        world.put("", "{no}", no.clone());
        world.settled(house);
        let appeal = world.handled(house);
        world.asked_an_expert(house, &appeal);
        world.rooms(house, &appeal);
        world.kept(house);
        world
    }

    /// More that happens: an order is returned, another system is let in, somebody is away, a text is kept.
    pub(crate) fn lives_on(&self, house: &House) {
        let (handler, clerk) = (self.has("handler"), self.has("clerk"));
        let of = |path: &str| {
            let line = table().into_iter().find(|line| line.path == path).expect("a line");
            self.address(&line)
        };
        house.acts(&handler, &of("/c/appeals/{no}/acknowledge"), json!({}));
        let why = json!({"reason": "wrong_place", "words": "在隔壁社区。"});
        house.acts(&handler, &of("/c/appeals/{no}/return_order"), why);
        house.system(&[]);
        let kept = json!({"title": "已派人", "body": "已经派人去看。"});
        let kept = house.posts(&clerk, "/c/phrases", &kept);
        assert!(kept.status.is_success(), "{}", kept.text);
    }

    /// Whoever has this role.
    fn has(&self, role: &str) -> Caller {
        let found = CAST.iter().position(|(known, ..)| *known == role);
        self.staff[found.expect("a role of the cast")].clone()
    }

    fn put(&mut self, start: &'static str, name: &'static str, value: impl Into<String>) {
        self.values.push((start, name, value.into()));
    }

    /// The address of a line, every name filled in.
    pub(super) fn address(&self, line: &Listed) -> String {
        let mut path = line.path.to_owned();
        while let Some(open) = path.find('{') {
            let name = path.get(open..).and_then(|rest| rest.split_inclusive('}').next());
            let name = name.expect("a name in braces").to_owned();
            let fits = |(start, known, _): &&(&str, &str, String)| {
                *known == name && line.path.starts_with(start)
            };
            let found = self.values.iter().filter(fits).max_by_key(|(start, ..)| start.len());
            let (.., value) = found.unwrap_or_else(|| panic!("no {name} for {line}"));
            path = path.replacen(&name, value, 1);
        }
        let asked = self.values.iter().find(|(start, name, _)| *name == "?" && *start == line.path);
        asked.map_or(path.clone(), |(.., query)| format!("{path}?{query}"))
    }

    /// What the ground is made of: sessions, codes on walls, units, accounts, rules.
    fn settled(&mut self, house: &House) {
        let owner = self.owner.actor.clone().unwrap();
        let sessions = house.does(&owner, own_sessions).unwrap();
        self.put("/me/sessions", "{id}", sessions[0].id.to_string());
        let clerk = self.has("clerk");
        let sessions = house.does(&clerk.actor.clone().unwrap(), own_sessions).unwrap();
        self.put("/c/me/sessions", "{id}", sessions[0].id.to_string());
        let made = house.does(&Actor::System, |work| {
            teams::form(work)?;
            let path = PlacePath::parse(GROUND).expect("a path");
            let place = place_by_path(work.tx, &path)?.ok_or(Problem::NotFound)?;
            let code = code_for(work.tx, place.id, CodePurpose::File, work.cx.at)?;
            Ok(code)
        });
        self.put("", "{code}", made.unwrap());
        self.put("/c/organisation", "{key}", "zh_city");
        self.put("/c/organisation/people", "{key}", "w.victim");
        self.put("/figures", "{code}", "accepted");
        house.staff("w.victim", "cgss", "clerk");
        let versions = house.reads(&self.has("security_admin"), "/c/rules");
        self.put("/c/rules/edit", "?", asked(&versions["parts"][0]["href"]));
        self.put("/c/rules", "{version}", versions["versions"][0]["version"].to_string());
        self.put("/open311/v2/services", "{file}", "environment.json");
    }

    /// An appeal that its community handles, with a slip; its number.
    fn handled(&mut self, house: &House) -> String {
        let office = self.has("dispatcher");
        let filed = house.posts(
            &office,
            "/c/new",
            &json!({
                "kind": "livelihood", "category": "property", "channel": "phone", "name": "于大爷",
                "text": "三单元楼道灯坏了三天。", "phone": "13800006621", "place_words": "一期三号楼"
            }),
        );
        assert!(filed.status.is_success(), "{}", filed.text);
        let no = filed.json()["no"].as_str().expect("a number").to_owned();
        let page = format!("/c/appeals/{no}");
        house.acts(&office, &format!("{page}/accept"), json!({}));
        let community = house.unit("cgss");
        let assess = json!({
            "matter": "other.advice", "lane": "general", "unit": community, "risk": "high",
            "jurisdiction": "own"
        });
        house.acts(&office, &format!("{page}/assess"), assess);
        let handler = self.has("handler");
        let slip = json!({
            "unit": house.unit("cgss-g01"), "goal": "换一个声控灯。", "evidence": "nothing"
        });
        house.acts(&handler, &format!("{page}/issue_slip"), slip);
        self.put("/c/appeals", "{no}", no.clone());
        self.put("/c/new", "{no}", no.clone());
        self.put("/open311/v2/requests", "{file}", format!("{no}.json"));
        no
    }

    /// An expert is asked; the parts of the link that goes to him.
    fn asked_an_expert(&mut self, house: &House, no: &str) {
        let handler = self.has("handler");
        let added = json!({"name": "电气专家甲", "field": "电气"});
        assert!(house.posts(&handler, "/c/experts", &added).status.is_success());
        let form = format!("/c/appeals/{no}/consult");
        let offered = house.reads(&handler, &form);
        let fields = offered["fields"].as_array().expect("fields").clone();
        let expert = fields.iter().find(|field| field["name"] == "experts").expect("experts");
        let expert =
            expert["choices"][0]["code"].as_str().or(expert["choices"][0]["value"].as_str());
        let ask = json!({"experts": expert.expect("an expert"), "words": "灯为什么总坏？"});
        house.acts(&handler, &form, ask);
        let page = house.gets(&handler, &format!("/c/appeals/{no}")).text;
        let link = between(&page, "/consult/");
        let parts: Vec<&str> = link.split('/').collect();
        let names = ["{no}", "{n}", "{expert}", "{word}"];
        for (name, part) in names.into_iter().zip(&parts) {
            self.put("/consult/", name, *part);
        }
    }

    /// One of each room.
    fn rooms(&mut self, house: &House, appeal: &str) {
        let secretary = self.has("secretary");
        let whistle = json!({
            "title": "楼道灯没人修", "appeals": appeal, "text": "社区没有维修资质。",
            "unit": house.unit("zh_city"), "unit2": house.unit("haiyue"), "minutes": "120",
            "reason": "要几家一起到场"
        });
        let whistle = house.begins(&secretary, "/c/whistles/new", &whistle);
        self.put("/c/whistles", "{no}", whistle);
        let talk = json!({
            "appeals": appeal, "title": "楼道灯怎么管", "agenda": "灯坏了谁来修",
            "time": "2026-11-23T10:30", "unit": house.unit("cgss"), "place": "社区二楼会议室", "estate_secretary": "李建国",
            "property": "赵经理", "resident": "王秀兰 13800006622"
        });
        let talk = house.begins(&secretary, "/c/consultations/new", &talk);
        self.put("/consultations", "{no}", talk.clone());
        let sheet = house.reads(&secretary, &format!("/c/consultations/{talk}/sheet"));
        let card = asked(&sheet["codes"][0]["url"]);
        self.put("/consultations/{no}", "?", card.clone());
        self.put("/consultations/{no}/calendar.ics", "?", card);
        self.put("/c/consultations", "{no}", talk);
        let cx = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
        house.runtime.block_on(plan_meetings(&house.office, &cx)).unwrap();
        let meetings = house.reads(&secretary, "/c/supervisions");
        self.put("/c/supervisions", "{no}", last(&meetings["rows"][0]["href"]));
        let tree = house.reads(&secretary, "/c/teams");
        let team = last(&tree["teams"][0]["href"]);
        let grid = house.gets(&secretary, &format!("/c/teams/{team}")).text;
        let grid = grid.split_once("\"/team/").map_or("1", |(_, rest)| rest);
        self.put("/team/", "{grid}", grid.split('"').next().unwrap_or_default());
        self.put("/c/teams", "{no}", team);
        let thanks = json!({
            "unit": house.unit("cgss"), "whom": "李师傅", "text": "当天就把声控灯换好了。",
            "consent": "1"
        });
        let given = house.posts(&self.owner, "/praises/new", &thanks);
        assert!(given.status.is_success(), "{}", given.text);
        self.put("/praises", "{no}", last(&given.json()["href"]));
        self.put("/c/praises", "{no}", last(&given.json()["href"]));
    }

    /// What is kept about the work itself: an extract, and the ledger of an account.
    fn kept(&mut self, house: &House) {
        let leader = self.has("leader");
        let overview = house.gets(&leader, "/c/overview").text;
        self.put("/c/overview/cases", "?", between(&overview, "/c/overview/cases?"));
        let patrols = format!("community={}&grid=none", house.unit("cgss"));
        self.put("/c/teams/reports/cases", "?", patrols);
        let scope = format!("u{}", house.unit("laoshan"));
        let asked = json!({"period": "2026-11-23", "scope": scope, "list": ""});
        let extract = house.posts(&leader, "/c/extracts", &asked);
        assert!(extract.status.is_success(), "{}", extract.text);
        self.put("/c/extracts", "{no}", last(&extract.json()["href"]));
        let auditor = self.has("audit_admin");
        let entries = house.gets(&auditor, "/c/audit").text;
        self.put("/c/ledgers", "{no}", between(&entries, "/c/ledgers/"));
    }
}

/// What stands after the question mark.
fn asked(href: &Value) -> String {
    let href = href.as_str().unwrap_or_else(|| panic!("no address: {href}"));
    href.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

/// What follows this, the first time, up to the end of the address.
fn between(text: &str, before: &str) -> String {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split(['"', '\\']).next().unwrap_or_default().to_owned()
}

/// The last part of an address.
fn last(href: &Value) -> String {
    let href = href.as_str().unwrap_or_else(|| panic!("no address: {href}"));
    let path = href.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

impl House {
    fn unit(&self, code: &'static str) -> String {
        let found = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            unit_by_code(work.tx, LAOSHAN, code)?.ok_or(Problem::NotFound)
        };
        self.does(&Actor::System, found).unwrap().id.to_string()
    }

    fn reads(&self, caller: &Caller, path: &str) -> Value {
        let answer = self.gets(caller, path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()
    }

    /// Makes a move at the version that its form carries.
    fn acts(&self, caller: &Caller, path: &str, mut fields: Value) {
        fields["version"] = json!(self.reads(caller, path)["version"].to_string());
        let made = self.posts(caller, path, &fields);
        assert!(made.status.is_success(), "{path}: {} {}", made.status, made.text);
    }

    /// Begins something; its number.
    fn begins(&self, caller: &Caller, path: &str, fields: &Value) -> String {
        let made = self.posts(caller, path, fields);
        assert!(made.status.is_success(), "{path}: {} {}", made.status, made.text);
        last(&made.json()["href"])
    }
}
