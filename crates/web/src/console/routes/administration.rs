//! The addresses of administrators and of the auditor.

use xianban_domain::{identity, ledger, organisation as organisation_room, rules as rules_room};

use super::super::organisation::{close, fields, import, people, person, thing, tree};
use super::super::{audit, ledgers, rules};
use crate::door::For::Staff;
use crate::door::{Line, all_need, get, post};

/// Who changes units, places, grids and accounts.
const MANAGES: [&str; 2] =
    [organisation_room::Right::ManageOrganisation.code(), identity::Right::ManageAccounts.code()];

/// Rules, organisation, audit.
pub(super) fn lines() -> Vec<Line> {
    let mut lines = rules_lines();
    lines.extend(organisation());
    lines.extend(audit_lines());
    lines
}

/// The rules, for their administrator.
fn rules_lines() -> Vec<Line> {
    all_need(
        [rules_room::Right::ManageRules.code()],
        vec![
            get("/c/rules", Staff, "规则", rules::list::show).gives::<rules::list::RulesPage>(),
            get("/c/rules/edit", Staff, "草稿的一部分", rules::edit::show)
                .asks::<rules::edit::Asked>()
                .gives::<rules::edit::RulePage>(),
            post("/c/rules/edit", Staff, "改草稿的一部分", rules::edit::send)
                .asks::<rules::edit::Asked>()
                .takes::<rules::edit::RuleForm>()
                .gives::<rules::edit::RulePage>(),
            post("/c/rules/publish", Staff, "公布草稿", rules::publish::send)
                .takes::<rules::publish::PublishForm>()
                .gives::<rules::list::RulesPage>(),
            post("/c/rules/discard", Staff, "丢掉草稿", rules::publish::discard)
                .takes::<rules::publish::DiscardForm>(),
            post("/c/rules/file", Staff, "导入规则文件为草稿", rules::file::send)
                .with_files()
                .takes::<rules::file::RuleFileForm>()
                .gives::<rules::list::RulesPage>(),
            get("/c/rules/{version}/file", Staff, "一版规则的文件", rules::file::show)
                .serves(&["application/json", "application/toml"])
                .asks::<rules::file::Asked>()
                .gives::<String>(),
        ],
    )
}

/// What the auditor reads, and the ledger of one thing.
fn audit_lines() -> Vec<Line> {
    vec![
        get("/c/audit", Staff, "审计：改动、查看、导出", audit::show)
            .asks::<audit::Asked>()
            .gives::<audit::AuditPage>()
            .needs([ledger::Action::Read.code()]),
        get("/c/audit/table.csv", Staff, "审计的表格", audit::entries_table)
            .serves(&["text/csv"])
            .asks::<audit::Asked>()
            .gives::<String>()
            .needs([ledger::Action::Read.code()]),
        get("/c/audit/logins", Staff, "审计：登录", audit::logins)
            .asks::<audit::LoginsAsked>()
            .gives::<audit::LoginsPage>()
            .needs([identity::Right::ReadLogins.code()]),
        get("/c/audit/logins.csv", Staff, "登录记录的表格", audit::logins_table)
            .serves(&["text/csv"])
            .asks::<audit::LoginsAsked>()
            .gives::<String>()
            .needs([identity::Right::ReadLogins.code()]),
        get("/c/ledgers/{no}", Staff, "一样东西的台账", ledgers::show)
            .gives::<ledgers::LedgerPage>(),
        post("/c/ledgers/{no}/agree", Staff, "同意涉及管理员的事", ledgers::agree)
            .takes::<ledgers::AnswerForm>()
            .gives::<ledgers::LedgerPage>(),
        post("/c/ledgers/{no}/decline", Staff, "不同意，或者收回", ledgers::decline)
            .takes::<ledgers::AnswerForm>(),
    ]
}

/// Units, places, grids and accounts, for administrators.
fn organisation() -> Vec<Line> {
    all_need(
        MANAGES,
        vec![
            get("/c/organisation", Staff, "组织机构", tree::show).gives::<tree::TreePage>(),
            get("/c/organisation/import", Staff, "导入组织机构的表单", import::form)
                .gives::<import::ImportPage>(),
            post("/c/organisation/import", Staff, "预览或导入组织机构", import::send)
                .with_files()
                .takes::<import::ImportForm>()
                .gives::<import::ImportPage>(),
            get("/c/organisation/people", Staff, "人员", people::show)
                .asks::<people::Asked>()
                .gives::<people::PeoplePage>(),
            post("/c/organisation/people", Staff, "新增人员", people::send)
                .takes::<fields::ThingForm>()
                .gives::<people::PeoplePage>(),
            get("/c/organisation/people/{key}", Staff, "一个人的账号和岗位", person::show)
                .gives::<person::PersonPage>(),
            post("/c/organisation/people/{key}", Staff, "改姓名或新增岗位", person::send)
                .takes::<fields::ThingForm>(),
            post(
                "/c/organisation/people/{key}/{act}",
                Staff,
                "账号停用、恢复、发新密码",
                person::act,
            )
            .takes::<fields::ThingForm>()
            .gives::<person::PersonPage>(),
            get("/c/organisation/{table}", Staff, "新增单位、网格、地点的表单", thing::add)
                .asks::<fields::ThingForm>()
                .gives::<thing::ThingPage>(),
            post("/c/organisation/{table}", Staff, "新增单位、网格、地点", thing::create)
                .takes::<fields::ThingForm>(),
            get("/c/organisation/{table}/{key}", Staff, "一个单位、网格或地点", thing::show)
                .gives::<thing::ThingPage>(),
            get(
                "/c/organisation/{table}/{key}/close",
                Staff,
                "撤销一个单位或网格的表单",
                close::form,
            )
            .asks::<close::CloseForm>()
            .gives::<close::ClosePage>(),
            post("/c/organisation/{table}/{key}/close", Staff, "撤销一个单位或网格", close::send)
                .takes::<close::CloseForm>(),
            post("/c/organisation/{table}/{key}", Staff, "修改单位、网格、地点", thing::send)
                .takes::<fields::ThingForm>(),
        ],
    )
}
