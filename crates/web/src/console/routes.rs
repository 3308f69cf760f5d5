//! The staff's addresses.

use super::appeals::{
    enter, experts, find, moves, progress, queue, registered, registers, see_applicant, show, slip,
    table,
};
use super::figures::{cases, overview};
use super::organisation::{close, fields, import, people, person, thing, tree};
use super::praises::{register, review, show as praise};
use super::{
    account, act, audit, away, codes, consultations, content, day, extracts, factor, ledgers,
    login, login_code, messages, phrases, pools, reports, rules, spreadsheet, supervisions, teams,
    whistles,
};
use crate::door::For::{Everybody, Part, Staff};
use crate::door::{Line, get, post};
use crate::resident;

/// Every address of the staff's side.
pub(crate) fn lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c", Staff, "我的一天", day::show).gives::<day::DayPage>(),
        get("/c/login", Everybody, "工作人员登录的表单", login::form).gives::<login::LoginPage>(),
        post("/c/login", Everybody, "工作人员登录", login::send).takes::<login::LoginForm>(),
        post("/c/login/code", Everybody, "工作人员登录的动态码", login_code::send)
            .takes::<login_code::CodeForm>()
            .gives::<login_code::CodePage>(),
        post("/c/logout", Everybody, "工作人员退出登录", resident::login::log_out),
        post("/c/logout/everywhere", Staff, "工作人员退出所有设备", account::end_all),
        get("/c/new", Staff, "登记诉求的表单", enter::form).gives::<enter::NewPage>(),
        get("/c/new/{no}", Staff, "一件登记的诉求的回执", registered::show)
            .gives::<registered::RegisteredPage>(),
        post("/c/new", Staff, "登记诉求", enter::send)
            .with_files()
            .takes::<enter::NewForm>()
            .gives::<registered::RegisteredPage>(),
    ];
    lines.extend(own_lines());
    lines.extend(appeals_lines());
    lines.extend(moves::lines());
    lines.extend(praise_lines());
    lines.extend(whistle_lines());
    lines.extend(supervision_lines());
    lines.extend(team_lines());
    lines.extend(consultation_lines());
    lines.extend(rules_lines());
    lines.extend(organisation());
    lines.extend(audit_lines());
    lines
}

/// One's own account, messages, phrases; what belongs to no room.
fn own_lines() -> Vec<Line> {
    vec![
        get("/c/messages", Staff, "工作人员的消息", messages::show)
            .asks::<messages::Asked>()
            .gives::<messages::MessagesPage>(),
        post("/c/messages/read", Staff, "工作人员的消息都标为已读", messages::read_all),
        get("/c/me", Staff, "我的账号", account::show).gives::<account::AccountPage>(),
        get("/c/me/factor", Staff, "我的动态码", factor::show).gives::<factor::FactorPage>(),
        post("/c/me/factor", Staff, "设置动态码", factor::send)
            .takes::<factor::FactorForm>()
            .gives::<factor::FactorPage>(),
        post("/c/me/password", Staff, "修改密码", account::change)
            .secret()
            .takes::<account::PasswordForm>()
            .gives::<account::AccountPage>(),
        post("/c/me/away", Staff, "请人代理", away::leave)
            .takes::<away::AwayForm>()
            .gives::<account::AccountPage>(),
        post("/c/me/back", Staff, "结束代理", away::back),
        get("/c/experts", Staff, "专家库", experts::show).gives::<experts::ExpertsPage>(),
        post("/c/experts", Staff, "改专家库", experts::send)
            .takes::<experts::ExpertForm>()
            .gives::<experts::ExpertsPage>(),
        post("/c/me/sessions/{id}/end", Staff, "工作人员退出一台设备", account::end),
        get("/c/codes", Staff, "小区二维码", codes::show)
            .asks::<codes::Asked>()
            .gives::<codes::CodesPage>(),
        get("/c/content/{section}", Staff, "编辑一个页面", content::show)
            .asks::<content::Asked>()
            .gives::<content::ContentPage>(),
        post("/c/content/{section}", Staff, "保存一个页面", content::send)
            .takes::<content::ContentForm>()
            .gives::<content::ContentPage>(),
        get("/c/phrases", Staff, "常用语", phrases::show)
            .asks::<phrases::Asked>()
            .gives::<phrases::PhrasesPage>(),
        post("/c/phrases", Staff, "存、改、删常用语", phrases::send)
            .takes::<phrases::PhraseForm>()
            .gives::<phrases::PhrasesPage>(),
        get("/c/pools", Staff, "缺人的岗位", pools::show).gives::<pools::PoolsPage>(),
    ]
}

/// Lists of appeals, and one appeal; its moves come from their own table.
fn appeals_lines() -> Vec<Line> {
    vec![
        get("/c/inbox/{queue}", Staff, "一个队列", queue::show)
            .asks::<queue::Asked>()
            .gives::<queue::QueuePage>(),
        get("/c/inbox/{queue}/table.csv", Staff, "一个队列的表格", table::show)
            .serves(&["text/csv"])
            .asks::<queue::Asked>()
            .gives::<String>(),
        get("/c/appeals", Staff, "查找诉求", find::show)
            .asks::<find::Asked>()
            .gives::<queue::QueuePage>(),
        get(
            "/c/overview",
            Staff,
            "总览：各单位、各清单的在办、到期、超期、退单、不满意",
            overview::show,
        )
        .asks::<super::figures::Asked>()
        .gives::<overview::OverviewPage>(),
        get("/c/overview/cases", Staff, "总览里一个数字的诉求", cases::show)
            .asks::<cases::CasesOf>()
            .gives::<cases::CountedPage>(),
        get("/c/reports", Staff, "日报、周报、月报、年报", reports::index)
            .asks::<reports::ReportsAsked>()
            .gives::<reports::ReportsPage>(),
        get("/c/reports/{period}", Staff, "一天、一周、一月或一年的报表", reports::show)
            .asks::<reports::Asked>()
            .gives::<reports::ReportPage>(),
        get("/c/reports/{period}/report.xlsx", Staff, "一份报表的工作簿", reports::book)
            .serves(&[spreadsheet::XLSX])
            .asks::<reports::Asked>()
            .gives::<String>(),
        get("/c/reports/{period}/report.csv", Staff, "一份报表的表格", reports::plain)
            .serves(&["text/csv"])
            .asks::<reports::Asked>()
            .gives::<String>(),
        post("/c/extracts", Staff, "要一份报表的明细", extracts::ask)
            .takes::<extracts::ExtractForm>(),
        get("/c/extracts/{no}", Staff, "一份明细，做到哪里了", extracts::show)
            .gives::<extracts::ExtractPage>(),
        post("/c/extracts/{no}/throw_away", Staff, "删掉一份明细的文件", extracts::throw_away)
            .takes::<extracts::VersionForm>(),
        get("/c/progress", Staff, "进度表：在办的诉求谁在办、第几天、下一步", progress::show)
            .asks::<progress::Asked>()
            .gives::<progress::ProgressPage>(),
        get("/c/registers", Staff, "挂账、重难点、督办、挂牌的诉求", registers::show)
            .asks::<registers::Asked>()
            .gives::<registers::RegistersPage>(),
        get("/c/appeals/{no}", Part, "一件诉求，全部情况", show::show).gives::<show::AppealPage>(),
        get("/c/appeals/{no}/read_identity", Part, "写原因的表单", see_applicant::form)
            .gives::<see_applicant::ApplicantPage>(),
        post("/c/appeals/{no}/read_identity", Part, "查看诉求人的联系方式", see_applicant::send)
            .takes::<see_applicant::ReasonForm>()
            .gives::<see_applicant::ApplicantPage>(),
        get("/c/appeals/{no}/slips/{n}", Part, "一张任务单", slip::show).gives::<slip::SlipPage>(),
    ]
}

/// Praise, for those who review it and those it is for.
fn praise_lines() -> Vec<Line> {
    vec![
        get("/c/praises", Staff, "表扬", register::show)
            .asks::<register::Asked>()
            .gives::<register::RegisterPage>(),
        get("/c/praises/{no}", Part, "一份表扬", praise::show)
            .asks::<praise::Asked>()
            .gives::<praise::PraisePage>(),
        post("/c/praises/{no}/publish", Part, "通过表扬，转达给被表扬的人", review::publish)
            .takes::<review::PublishForm>(),
        post("/c/praises/{no}/refuse", Part, "不通过或撤下表扬", review::refuse)
            .takes::<review::RefusalForm>(),
    ]
}

/// Whistles; their moves come from their own table.
fn whistle_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/whistles", Staff, "吹哨清单", whistles::register::show)
            .asks::<whistles::register::Asked>()
            .gives::<whistles::register::RegisterPage>(),
        get("/c/whistles/sheet", Staff, "吹哨两边评分", whistles::sheet::show)
            .asks::<whistles::sheet::Asked>()
            .gives::<whistles::sheet::SheetPage>(),
        get("/c/whistles/{no}", Part, "一份吹哨单", whistles::show::show)
            .gives::<whistles::show::WhistlePage>(),
    ];
    lines.extend(act::lines(whistles::ACTS));
    lines
}

/// Meetings of supervision; their moves come from their own table.
fn supervision_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/supervisions", Staff, "督办会的日历和清单", supervisions::register::show)
            .asks::<supervisions::register::Asked>()
            .gives::<supervisions::register::RegisterPage>(),
        get("/c/supervisions/{no}", Part, "一次督办会", supervisions::show::show)
            .asks::<supervisions::show::Asked>()
            .gives::<supervisions::show::SupervisionPage>(),
        get(
            "/c/supervisions/{no}/minutes.txt",
            Part,
            "一次督办会的纪要",
            supervisions::minutes::show,
        )
        .serves(&["text/plain"])
        .gives::<String>(),
    ];
    lines.extend(act::lines(supervisions::ACTS));
    lines
}

/// Teams of grids; their moves come from their own table.
fn team_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/teams", Staff, "网格服务队的通讯录", teams::tree::show)
            .asks::<teams::tree::Asked>()
            .gives::<teams::tree::TreePage>(),
        get("/c/teams/reports", Staff, "各网格上报和解决", teams::reports::show)
            .asks::<teams::reports::Asked>()
            .gives::<teams::reports::ReportsPage>(),
        get("/c/teams/reports/cases", Staff, "上报和解决里一个数字的诉求", teams::reports::cases)
            .asks::<teams::reports::Asked>()
            .gives::<queue::QueuePage>(),
        get("/c/teams/{no}", Part, "一支网格服务队", teams::show::show)
            .gives::<teams::show::TeamPage>(),
    ];
    lines.extend(act::lines(teams::ACTS));
    lines
}

/// Grid consultations; their moves come from their own table.
fn consultation_lines() -> Vec<Line> {
    use consultations::{register, sheet, show};

    let mut lines = vec![
        get("/c/consultations", Staff, "网格协商", register::show)
            .asks::<register::Asked>()
            .gives::<register::RegisterPage>(),
        get("/c/consultations/{no}", Part, "一次网格协商", show::show)
            .gives::<show::ConsultationPage>(),
        get("/c/consultations/{no}/sheet", Part, "一次网格协商的签到二维码", sheet::show)
            .gives::<sheet::SheetPage>(),
    ];
    lines.extend(act::lines(consultations::ACTS));
    lines
}

/// The rules, for their administrator.
fn rules_lines() -> Vec<Line> {
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
    ]
}

/// What the auditor reads, and the ledger of one thing.
fn audit_lines() -> Vec<Line> {
    vec![
        get("/c/audit", Staff, "审计：改动、查看、导出", audit::show)
            .asks::<audit::Asked>()
            .gives::<audit::AuditPage>(),
        get("/c/audit/table.csv", Staff, "审计的表格", audit::entries_table)
            .serves(&["text/csv"])
            .asks::<audit::Asked>()
            .gives::<String>(),
        get("/c/audit/logins", Staff, "审计：登录", audit::logins)
            .asks::<audit::LoginsAsked>()
            .gives::<audit::LoginsPage>(),
        get("/c/audit/logins.csv", Staff, "登录记录的表格", audit::logins_table)
            .serves(&["text/csv"])
            .asks::<audit::LoginsAsked>()
            .gives::<String>(),
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
        post("/c/organisation/people/{key}/{act}", Staff, "账号停用、恢复、发新密码", person::act)
            .takes::<fields::ThingForm>()
            .gives::<person::PersonPage>(),
        get("/c/organisation/{table}", Staff, "新增单位、网格、地点的表单", thing::add)
            .asks::<fields::ThingForm>()
            .gives::<thing::ThingPage>(),
        post("/c/organisation/{table}", Staff, "新增单位、网格、地点", thing::create)
            .takes::<fields::ThingForm>(),
        get("/c/organisation/{table}/{key}", Staff, "一个单位、网格或地点", thing::show)
            .gives::<thing::ThingPage>(),
        get("/c/organisation/{table}/{key}/close", Staff, "撤销一个单位或网格的表单", close::form)
            .asks::<close::CloseForm>()
            .gives::<close::ClosePage>(),
        post("/c/organisation/{table}/{key}/close", Staff, "撤销一个单位或网格", close::send)
            .takes::<close::CloseForm>(),
        post("/c/organisation/{table}/{key}", Staff, "修改单位、网格、地点", thing::send)
            .takes::<fields::ThingForm>(),
    ]
}
