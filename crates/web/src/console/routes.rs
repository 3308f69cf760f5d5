//! The staff's addresses.

mod administration;

use xianban_domain::appeals::Action;
use xianban_domain::{
    consultation, content as content_room, extracts as extracts_room, identity,
    organisation as organisation_room, praise as praise_room, supervision, teams as teams_room,
    whistle,
};

use super::appeals::{
    enter, experts, find, moves, progress, queue, registered, registers, see_applicant, show, slip,
    table,
};
use super::figures::{cases, overview};
use super::praises::{register, review, show as praise};
use super::{
    account, act, away, codes, consultations, content, day, extracts, factor, login, login_code,
    messages, phrases, pools, reports, spreadsheet, supervisions, teams, whistles,
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
            .secret()
            .gives::<login_code::CodePage>(),
        post("/c/logout", Everybody, "工作人员退出登录", resident::login::log_out),
        post("/c/logout/everywhere", Staff, "工作人员退出所有设备", account::end_all),
        get("/c/new", Staff, "登记诉求的表单", enter::form)
            .gives::<enter::NewPage>()
            .needs([Action::SubmitOnBehalf.code()]),
        get("/c/new/{no}", Staff, "一件登记的诉求的回执", registered::show)
            .gives::<registered::RegisteredPage>()
            .needs([Action::SubmitOnBehalf.code()]),
        post("/c/new", Staff, "登记诉求", enter::send)
            .with_files()
            .takes::<enter::NewForm>()
            .gives::<registered::RegisteredPage>()
            .needs([Action::SubmitOnBehalf.code()]),
    ];
    lines.extend(own_lines());
    lines.extend(appeals_lines());
    lines.extend(figures_lines());
    lines.extend(moves::lines());
    lines.extend(praise_lines());
    lines.extend(whistle_lines());
    lines.extend(supervision_lines());
    lines.extend(team_lines());
    lines.extend(consultation_lines());
    lines.extend(administration::lines());
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
            .secret()
            .gives::<factor::FactorPage>(),
        post("/c/me/password", Staff, "修改密码", account::change)
            .takes::<account::PasswordForm>()
            .gives::<account::AccountPage>(),
        post("/c/me/away", Staff, "请人代理", away::leave)
            .takes::<away::AwayForm>()
            .gives::<account::AccountPage>(),
        post("/c/me/back", Staff, "结束代理", away::back),
        get("/c/experts", Staff, "专家库", experts::show)
            .gives::<experts::ExpertsPage>()
            .needs([Action::Consult.code()]),
        post("/c/experts", Staff, "改专家库", experts::send)
            .takes::<experts::ExpertForm>()
            .gives::<experts::ExpertsPage>()
            .needs([Action::Consult.code()]),
        post("/c/me/sessions/{id}/end", Staff, "工作人员退出一台设备", account::end),
        get("/c/codes", Staff, "小区二维码", codes::show)
            .asks::<codes::Asked>()
            .gives::<codes::CodesPage>()
            .needs([organisation_room::Right::PrintCodes.code()]),
        get("/c/content/{section}", Staff, "编辑一个页面", content::show)
            .asks::<content::Asked>()
            .gives::<content::ContentPage>()
            .needs([content_room::Right::ManageContent.code()]),
        post("/c/content/{section}", Staff, "保存一个页面", content::send)
            .takes::<content::ContentForm>()
            .gives::<content::ContentPage>()
            .needs([content_room::Right::ManageContent.code()]),
        get("/c/phrases", Staff, "常用语", phrases::show)
            .asks::<phrases::Asked>()
            .gives::<phrases::PhrasesPage>(),
        post("/c/phrases", Staff, "存、改、删常用语", phrases::send)
            .takes::<phrases::PhraseForm>()
            .gives::<phrases::PhrasesPage>(),
        get("/c/pools", Staff, "缺人的岗位", pools::show)
            .gives::<pools::PoolsPage>()
            .needs([identity::Right::ManageAccounts.code()]),
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
            .gives::<queue::QueuePage>()
            .needs([Action::Search.code()]),
        get("/c/progress", Staff, "进度表：在办的诉求谁在办、第几天、下一步", progress::show)
            .asks::<progress::Asked>()
            .gives::<progress::ProgressPage>()
            .needs([Action::ReadCase.code()]),
        get("/c/registers", Staff, "挂账、重难点、督办、挂牌的诉求", registers::show)
            .asks::<registers::Asked>()
            .gives::<registers::RegistersPage>()
            .needs([Action::ReadCase.code()]),
        get("/c/appeals/{no}", Part, "一件诉求，全部情况", show::show)
            .gives::<show::AppealPage>()
            .needs_there([Action::ReadCase.code()]),
        get("/c/appeals/{no}/read_identity", Part, "写原因的表单", see_applicant::form)
            .gives::<see_applicant::ApplicantPage>()
            .needs_there([Action::ReadIdentity.code()]),
        post("/c/appeals/{no}/read_identity", Part, "查看诉求人的联系方式", see_applicant::send)
            .takes::<see_applicant::ReasonForm>()
            .gives::<see_applicant::ApplicantPage>()
            .needs_there([Action::ReadIdentity.code()]),
        get("/c/appeals/{no}/slips/{n}", Part, "一张任务单", slip::show)
            .gives::<slip::SlipPage>()
            .needs_there([Action::ReadCase.code()]),
    ]
}

/// Numbers over appeals, and the cases behind them.
fn figures_lines() -> Vec<Line> {
    vec![
        get(
            "/c/overview",
            Staff,
            "总览：各单位、各清单的在办、到期、超期、退单、不满意",
            overview::show,
        )
        .asks::<super::figures::Asked>()
        .gives::<overview::OverviewPage>()
        .needs([Action::ReadCase.code()]),
        get("/c/overview/cases", Staff, "总览里一个数字的诉求", cases::show)
            .asks::<cases::CasesOf>()
            .gives::<cases::CountedPage>()
            .needs([Action::ReadCase.code()]),
        get("/c/reports", Staff, "日报、周报、月报、年报", reports::index)
            .asks::<reports::ReportsAsked>()
            .gives::<reports::ReportsPage>()
            .needs([Action::ReadCase.code()]),
        get("/c/reports/{period}", Staff, "一天、一周、一月或一年的报表", reports::show)
            .asks::<reports::Asked>()
            .gives::<reports::ReportPage>()
            .needs([Action::ReadCase.code()]),
        get("/c/reports/{period}/report.xlsx", Staff, "一份报表的工作簿", reports::book)
            .serves(&[spreadsheet::XLSX])
            .asks::<reports::Asked>()
            .gives::<String>()
            .needs([Action::ReadCase.code()]),
        get("/c/reports/{period}/report.csv", Staff, "一份报表的表格", reports::plain)
            .serves(&["text/csv"])
            .asks::<reports::Asked>()
            .gives::<String>()
            .needs([Action::ReadCase.code()]),
        post("/c/extracts", Staff, "要一份报表的明细", extracts::ask)
            .takes::<extracts::ExtractForm>()
            .needs([Action::ReadCase.code()]),
        get("/c/extracts/{no}", Staff, "一份明细，做到哪里了", extracts::show)
            .gives::<extracts::ExtractPage>()
            .needs_there([Action::ReadCase.code(), extracts_room::Action::Read.code()]),
        post("/c/extracts/{no}/throw_away", Staff, "删掉一份明细的文件", extracts::throw_away)
            .takes::<extracts::VersionForm>()
            .needs_there([Action::ReadCase.code()]),
    ]
}

/// Praise, for those who review it and those it is for.
fn praise_lines() -> Vec<Line> {
    vec![
        get("/c/praises", Staff, "表扬", register::show)
            .asks::<register::Asked>()
            .gives::<register::RegisterPage>()
            .needs([praise_room::Action::Read.code(), praise_room::Action::Review.code()]),
        get("/c/praises/{no}", Part, "一份表扬", praise::show)
            .asks::<praise::Asked>()
            .gives::<praise::PraisePage>()
            .needs([praise_room::Action::Read.code(), praise_room::Action::Review.code()]),
        post("/c/praises/{no}/publish", Part, "通过表扬，转达给被表扬的人", review::publish)
            .takes::<review::PublishForm>()
            .needs([praise_room::Action::Review.code()]),
        post("/c/praises/{no}/refuse", Part, "不通过或撤下表扬", review::refuse)
            .takes::<review::RefusalForm>()
            .needs([praise_room::Action::Review.code()]),
    ]
}

/// Whistles; their moves come from their own table.
fn whistle_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/whistles", Staff, "吹哨清单", whistles::register::show)
            .asks::<whistles::register::Asked>()
            .gives::<whistles::register::RegisterPage>()
            .needs([whistle::Action::Read.code()]),
        get("/c/whistles/sheet", Staff, "吹哨两边评分", whistles::sheet::show)
            .asks::<whistles::sheet::Asked>()
            .gives::<whistles::sheet::SheetPage>()
            .needs([whistle::Action::Read.code()]),
        get("/c/whistles/{no}", Part, "一份吹哨单", whistles::show::show)
            .gives::<whistles::show::WhistlePage>()
            .needs_there([whistle::Action::Read.code()]),
    ];
    lines.extend(act::lines(whistles::ACTS, whistles::need));
    lines
}

/// Meetings of supervision; their moves come from their own table.
fn supervision_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/supervisions", Staff, "督办会的日历和清单", supervisions::register::show)
            .asks::<supervisions::register::Asked>()
            .gives::<supervisions::register::RegisterPage>()
            .needs([supervision::Action::Read.code()]),
        get("/c/supervisions/{no}", Part, "一次督办会", supervisions::show::show)
            .asks::<supervisions::show::Asked>()
            .gives::<supervisions::show::SupervisionPage>()
            .needs_there([supervision::Action::Read.code()]),
        get(
            "/c/supervisions/{no}/minutes.txt",
            Part,
            "一次督办会的纪要",
            supervisions::minutes::show,
        )
        .serves(&["text/plain"])
        .gives::<String>()
        .needs_there([supervision::Action::Read.code()]),
    ];
    lines.extend(act::lines(supervisions::ACTS, supervisions::need));
    lines
}

/// Teams of grids; their moves come from their own table.
fn team_lines() -> Vec<Line> {
    let mut lines = vec![
        get("/c/teams", Staff, "网格服务队的通讯录", teams::tree::show)
            .asks::<teams::tree::Asked>()
            .gives::<teams::tree::TreePage>()
            .needs([teams_room::Action::Read.code()]),
        get("/c/teams/reports", Staff, "各网格上报和解决", teams::reports::show)
            .asks::<teams::reports::Asked>()
            .gives::<teams::reports::ReportsPage>()
            .needs([teams_room::Action::Read.code()]),
        get("/c/teams/reports/cases", Staff, "上报和解决里一个数字的诉求", teams::reports::cases)
            .asks::<teams::reports::Asked>()
            .gives::<queue::QueuePage>()
            .needs([teams_room::Action::Read.code()]),
        get("/c/teams/{no}", Part, "一支网格服务队", teams::show::show)
            .gives::<teams::show::TeamPage>()
            .needs_there([teams_room::Action::Read.code()]),
    ];
    lines.extend(act::lines(teams::ACTS, teams::need));
    lines
}

/// Grid consultations; their moves come from their own table.
fn consultation_lines() -> Vec<Line> {
    use consultations::{register, sheet, show};

    let mut lines = vec![
        get("/c/consultations", Staff, "网格协商", register::show)
            .asks::<register::Asked>()
            .gives::<register::RegisterPage>()
            .needs([consultation::Action::Read.code()]),
        get("/c/consultations/{no}", Part, "一次网格协商", show::show)
            .gives::<show::ConsultationPage>()
            .needs([consultation::Action::Read.code()]),
        get("/c/consultations/{no}/sheet", Part, "一次网格协商的签到二维码", sheet::show)
            .gives::<sheet::SheetPage>()
            .needs([consultation::Action::Run.code()]),
    ];
    lines.extend(act::lines(consultations::ACTS, consultations::need));
    lines
}
