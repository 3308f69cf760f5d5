use std::collections::BTreeSet;

use xianban_kernel::WorkCalendar;

use super::{AppealKind, MatterCode, Notice, Rules, Seat, Vocabulary};
use crate::organisation::UnitKind;

/// A document is held in memory while it is judged and sealed.
const MOST_MEGABYTES: usize = 50;

/// The units at which orders can lie: where handling must find somebody.
const HANDLING_UNITS: [UnitKind; 6] = [
    UnitKind::DistrictDepartment,
    UnitKind::StreetOffice,
    UnitKind::StreetDepartment,
    UnitKind::Community,
    UnitKind::PropertyCompany,
    UnitKind::GridTeam,
];

impl Rules {
    /// What is wrong with the rules as a whole, in words for whoever edits the file; empty when
    /// nothing is.
    pub fn check(&self, words: &Vocabulary) -> Vec<String> {
        let mut faults = Vec::new();
        self.check_district(&mut faults);
        if let Err(fault) = WorkCalendar::new(self.calendar.clone()) {
            faults.push(format!("日历不能用：{fault}"));
        }
        self.check_codes(&mut faults);
        self.check_words(&mut faults);
        self.check_rating(&mut faults);
        self.check_reasons(&mut faults);
        self.check_categories(&mut faults);
        self.check_kinds(&mut faults);
        self.check_roles(words, &mut faults);
        self.check_duties(words, &mut faults);
        self.check_notices(words, &mut faults);
        self.check_casework(&mut faults);
        self.check_door(&mut faults);
        let rooms = words.checks.iter().flat_map(|check| check(&self.rooms));
        faults.extend(rooms);
        faults
    }

    fn check_door(&self, faults: &mut Vec<String>) {
        let door = &self.door;
        let counts = [
            ("codes", door.codes),
            ("logins", door.logins),
            ("logins_of_one", door.logins_of_one),
            ("look_ups", door.look_ups),
            ("look_ups_of_one", door.look_ups_of_one),
            ("open311", door.open311),
            ("filings", door.filings),
            ("known_devices", door.known_devices),
            ("wrong_tokens", door.wrong_tokens),
            ("filings_of_one", door.filings_of_one),
            ("supplements_of_one", door.supplements_of_one),
        ];
        for (name, often) in counts {
            if often.most < 1 || !(1..=1440).contains(&often.minutes) {
                faults.push(format!("door.{name} 要在 1 到 1440 分钟里至少一次"));
            }
        }
        if !(1..=60).contains(&door.wait_seconds) {
            faults.push("door.wait_seconds 要在 1 到 60 秒之间".to_owned());
        }
    }

    fn check_district(&self, faults: &mut Vec<String>) {
        let district = &self.district;
        let digits = district.code.bytes().all(|byte| byte.is_ascii_digit());
        if district.code.len() != 6 || !digits {
            faults.push(format!("区划代码 {} 不是六位数字", district.code));
        }
        let capitals = district.letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if district.letters.len() != 2 || !capitals {
            faults.push(format!("编号字母 {} 不是两个大写字母", district.letters));
        }
    }

    fn check_codes(&self, faults: &mut Vec<String>) {
        once("清单", self.lists.iter().map(|list| list.code.clone()), faults);
        once("入口", self.tiles.iter().map(|tile| tile.code.clone()), faults);
        once("事项", self.matters().map(MatterCode::code), faults);
        once("岗位", self.roles.iter().map(|role| role.code.to_string()), faults);
        once("类型", self.kinds.iter().map(|kind| kind.code.to_string()), faults);
        once("职责", self.duties.iter().map(|duty| duty.duty.clone()), faults);
        once("理由", self.decline_reasons.iter().map(|reason| reason.code.clone()), faults);
        if self.lists.len() != 5 {
            faults.push(format!("清单有 {} 个，应当是五个", self.lists.len()));
        }
    }

    /// Codes are stored and stand in addresses: small letters, digits and underscores.
    fn check_words(&self, faults: &mut Vec<String>) {
        let matters = self.matters().map(|matter| &matter.matter.code);
        let branches = self.categories.iter().map(|branch| &branch.code);
        let groups = self.categories.iter().flat_map(|branch| &branch.groups);
        let groups = groups.map(|group| &group.code);
        let reasons = self.decline_reasons.iter().map(|reason| &reason.code);
        let casework = &self.casework;
        let returns = casework.return_reasons.iter().map(|reason| &reason.code);
        let pauses = casework.pause_reasons.iter().map(|reason| &reason.code);
        let lists = self.lists.iter().map(|list| &list.code);
        let tiles = self.tiles.iter().map(|tile| &tile.code);
        let plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
        let all = matters.chain(branches).chain(reasons).chain(returns).chain(pauses);
        for code in all.chain(groups).chain(lists).chain(tiles) {
            if code.is_empty() || !code.chars().all(plain) {
                faults.push(format!("代码“{code}”要用小写字母、数字和下划线，不能空着"));
            }
        }
    }

    fn check_rating(&self, faults: &mut Vec<String>) {
        let rating = &self.rating;
        let values: Vec<_> = rating.grades.iter().map(|grade| grade.value).collect();
        if values != [5, 4, 3, 2, 1] {
            faults.push(format!("评价等级是 {values:?}，应当从 5 到 1"));
        }
        if rating.rework_at_most >= rating.satisfied_from {
            faults.push("有一级评价既算满意、又开启再接单".into());
        }
        if rating.max_rounds < 1 {
            faults.push("一件诉求至少办一轮".into());
        }
    }

    fn check_reasons(&self, faults: &mut Vec<String>) {
        for reason in &self.decline_reasons {
            let texts = [&reason.name, &reason.law, &reason.told];
            if texts.iter().any(|text| text.trim().is_empty()) {
                faults.push(format!("不予受理理由 {} 缺文字", reason.code));
            }
            if reason.channels.is_empty() {
                faults.push(format!("不予受理理由 {} 没有写可以找谁", reason.code));
            }
        }
    }

    fn check_kinds(&self, faults: &mut Vec<String>) {
        let heaviest = self.forms.document_megabytes;
        if !(1..=MOST_MEGABYTES).contains(&heaviest) {
            faults.push(format!("一份文件最多 1 到 {MOST_MEGABYTES} 兆字节：{heaviest}"));
        }
        for kind in AppealKind::ALL {
            match self.kind(*kind) {
                None => faults.push(format!("诉求类型 {kind} 没有规则")),
                Some(rule) if rule.submitters.is_empty() => {
                    faults.push(format!("没有人可以提 {kind} 类诉求"));
                }
                Some(_) => {}
            }
            if self.matters_of(*kind).next().is_none() {
                faults.push(format!("诉求类型 {kind} 没有事项"));
            }
        }
    }

    fn check_roles(&self, words: &Vocabulary, faults: &mut Vec<String>) {
        for rule in &self.roles {
            if rule.units.is_empty() {
                faults.push(format!("没有单位设岗位 {}", rule.code));
            }
        }
        let others =
            [&self.others.guest, &self.others.resident, &self.others.service, &self.others.system];
        let staff = self.roles.iter().map(|rule| &rule.actions);
        let granted: BTreeSet<&str> = staff.chain(others).flatten().map(String::as_str).collect();
        for action in words.actions.iter().filter(|action| !granted.contains(*action)) {
            faults.push(format!("没有人可以做 {action}"));
        }
        for action in granted.iter().filter(|action| !words.actions.contains(*action)) {
            faults.push(format!("没有 {action} 这个权限"));
        }
        self.check_separation(faults);
    }

    fn check_duties(&self, words: &Vocabulary, faults: &mut Vec<String>) {
        for rule in &self.duties {
            if !words.duties.iter().any(|(duty, _)| *duty == rule.duty) {
                faults.push(format!("没有 {} 这个职责", rule.duty));
            }
        }
        for (duty, fulfilling) in words.duties.iter().copied() {
            let Some(rule) = self.duty(duty) else {
                faults.push(format!("职责 {duty} 没有规则"));
                continue;
            };
            for role in rule.roles.iter().chain(&rule.rework) {
                if !self.role_may(role, fulfilling) {
                    faults.push(format!("岗位 {role} 承担职责 {duty}，却没有权限做"));
                }
            }
            for at in seats(rule.seat) {
                for round in [1, 2] {
                    if self.owing_role(duty, round, *at).is_none() {
                        faults.push(format!("{at} 里没有岗位能承担第 {round} 轮的职责 {duty}"));
                    }
                }
            }
        }
    }

    fn check_notices(&self, words: &Vocabulary, faults: &mut Vec<String>) {
        for kind in self.notices.keys() {
            if !words.notices.iter().any(|(known, _)| known == kind) {
                faults.push(format!("没有 {kind} 这个通知"));
            }
        }
        for (kind, numbered) in words.notices.iter().copied() {
            let Some(notice) = self.notice(kind) else {
                faults.push(format!("通知 {kind} 没有文字"));
                continue;
            };
            if notice.title.trim().is_empty() || notice.text.trim().is_empty() {
                faults.push(format!("通知 {kind} 是空的"));
            }
            for gap in notice.gaps().filter(|gap| !Notice::GAPS.contains(gap)) {
                faults.push(format!("通知 {kind} 里有不认识的空格 {{{gap}}}"));
            }
            let fits = |gap: &str| Notice::SMS_GAPS.contains(&gap) && (numbered || gap != "code");
            for gap in notice.sms_gaps().filter(|gap| !fits(gap)) {
                faults.push(format!("通知 {kind} 的短信里有不能用的空格 {{{gap}}}"));
            }
        }
    }
}

/// The kinds of unit at which a seat can stand.
const fn seats(seat: Seat) -> &'static [UnitKind] {
    match seat {
        Seat::ReceivingUnit => &[UnitKind::Community, UnitKind::PlatformOffice],
        Seat::AssessingUnit => &[
            UnitKind::Community,
            UnitKind::StreetOffice,
            UnitKind::District,
            UnitKind::PlatformOffice,
        ],
        Seat::OrderUnit => &HANDLING_UNITS,
        Seat::Community => &[UnitKind::Community],
        Seat::PlatformOffice => &[UnitKind::PlatformOffice],
        Seat::CalledUnit => &[
            UnitKind::DistrictDepartment,
            UnitKind::StreetOffice,
            UnitKind::StreetDepartment,
            UnitKind::PropertyCompany,
        ],
        Seat::LevelAbove => &[UnitKind::StreetOffice, UnitKind::PlatformOffice],
        Seat::Superior => &[
            UnitKind::Community,
            UnitKind::PropertyCompany,
            UnitKind::StreetDepartment,
            UnitKind::StreetOffice,
            UnitKind::DistrictDepartment,
            UnitKind::District,
            UnitKind::PlatformOffice,
        ],
        Seat::AnyUnit => &[
            UnitKind::DistrictDepartment,
            UnitKind::StreetOffice,
            UnitKind::StreetDepartment,
            UnitKind::Community,
            UnitKind::PropertyCompany,
            UnitKind::GridTeam,
            UnitKind::PlatformOffice,
        ],
    }
}

pub(super) fn once(what: &str, codes: impl Iterator<Item = String>, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if seen.contains(&code) {
            faults.push(format!("{what} {code} 出现了两次"));
        }
        seen.insert(code);
    }
}

#[cfg(test)]
mod tests {
    use super::super::SHIPPED;
    use super::*;
    use crate::rooms::vocabulary;

    /// The faults of the shipped rules after one change to their text.
    fn faults(from: &str, to: &str) -> Vec<String> {
        assert!(SHIPPED.contains(from), "the shipped rules have {from}");
        toml::from_str::<Rules>(&SHIPPED.replacen(from, to, 1)).unwrap().check(vocabulary())
    }

    #[test]
    fn a_district_without_six_digits_or_two_capitals_is_named() {
        assert_eq!(faults("\"370212\"", "\"37021\""), ["区划代码 37021 不是六位数字"]);
        assert_eq!(faults("\"LS\"", "\"Ls\""), ["编号字母 Ls 不是两个大写字母"]);
    }

    #[test]
    fn a_calendar_that_contradicts_itself_is_named() {
        let found = faults("\"2026-02-14\"", "\"2026-02-16\"");
        let said = "日历不能用：\
                    2026-02-16 既写成放假、又写成上班";
        assert_eq!(found, [said]);
    }

    #[test]
    fn a_matter_on_an_unknown_list_is_named() {
        let found = faults("list = \"sanitation\"", "list = \"hygiene\"");
        let inherited = |one: &MatterCode<'_>| one.list() == "sanitation";
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let of_branch = rules.matters().filter(|one| one.category.code == "environment");
        assert_eq!(found.len(), of_branch.filter(inherited).count());
        assert_eq!(found[0], "environment.rubbish 不在五类清单里：hygiene");
    }

    #[test]
    fn a_matter_without_a_tile_leaves_the_tile_empty_too() {
        let found = faults("tile = \"party\"", "tile = \"flags\"");
        assert!(found.contains(&"party.branches 没有这个入口：flags".to_owned()));
        assert!(found.contains(&"入口 party 下面没有这类诉求的事项".to_owned()));
    }

    #[test]
    fn a_code_that_is_there_twice_is_named() {
        let found = faults("code = \"sweeping\"", "code = \"rubbish\"");
        assert_eq!(found, ["事项 environment.rubbish 出现了两次"]);
    }

    #[test]
    fn a_reason_without_words_or_channel_is_named() {
        let found = faults("law = \"《北京市", "law = \"\" # \"");
        assert_eq!(found, ["不予受理理由 emergency 缺文字"]);
        let channel = "channels = [{ name = \"带身份证件到掌握信息的单位窗口\", phone = \"\" }]";
        let found = faults(channel, "channels = []");
        assert_eq!(found, ["不予受理理由 secret_or_privacy 没有写可以找谁"]);
    }

    #[test]
    fn a_grade_cannot_both_satisfy_and_reopen() {
        let found = faults("rework_at_most = 2", "rework_at_most = 3");
        assert_eq!(found, ["有一级评价既算满意、又开启再接单"]);
    }

    #[test]
    fn a_duty_that_nobody_can_owe_is_named() {
        let found = faults("roles = [\"reviewer\"]", "roles = [\"clerk\"]");
        assert!(found.contains(&"岗位 clerk 承担职责 review，却没有权限做".to_owned()));
        assert!(found.contains(&"platform_office 里没有岗位能承担第 2 轮的职责 review".to_owned()));
    }

    #[test]
    fn an_administrator_who_audits_himself_is_named() {
        let found = faults(
            "actions = [\"manage_accounts\",",
            "actions = [\"read_audit\", \"manage_accounts\",",
        );
        assert_eq!(found, ["岗位 system_admin 兼了应当分开的管理员"]);
    }

    #[test]
    fn a_missing_notice_is_named() {
        let mut rules: Rules = toml::from_str(SHIPPED).unwrap();
        rules.notices.remove("withdrawn");
        assert_eq!(rules.check(vocabulary()), ["通知 withdrawn 没有文字"]);
    }

    #[test]
    fn an_unknown_gap_is_named() {
        let found = faults("编号 {no} 已按您的要求撤回", "编号 {number} 已按您的要求撤回");
        assert_eq!(found, ["通知 withdrawn 里有不认识的空格 {number}"]);
    }
}
