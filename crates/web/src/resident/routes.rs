//! The residents' addresses.

use super::appeals::{
    answer_visit, disown, mine, opine, rate, rework, show, supplement, urge, withdraw,
};
use super::ask::{choose, done, file, place, send, unsent};
use super::{
    account, article, board, consultations, done as stories, elder, figures, forgotten, found,
    home, login, lookup, me, notices, praises, privacy, prove, teams as team,
};
use crate::console::account::{end, end_all};
use crate::door::For::{Applicant, Everybody, Resident};
use crate::door::{Line, get, post};
use crate::files::{post as sending, show as photo};
use xianban_domain::appeals::Action;

/// What photos and documents are served as.
const FILES: &[&str] = &[
    "application/msword",
    "application/octet-stream",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "image/jpeg",
];

/// Every address of the residents' side.
pub(crate) fn lines() -> Vec<Line> {
    let mut lines = pages();
    lines.extend(filing());
    lines.extend(account());
    lines.extend(of_one_appeal());
    lines.extend(praise());
    lines.extend(teams());
    lines.extend(consultation());
    lines
}

/// Logging in, and what belongs to the account.
fn account() -> Vec<Line> {
    vec![
        get("/login", Everybody, "登录的表单", login::form)
            .asks::<login::Asked>()
            .gives::<login::LoginPage>(),
        post("/login", Everybody, "取验证码，或者登录", login::send).takes::<login::LoginForm>(),
        post("/logout", Everybody, "退出登录", login::log_out),
        get("/me", Everybody, "我的", me::show).gives::<me::MePage>(),
        get("/me/account", Resident, "账号与设备", account::show)
            .asks::<account::Asked>()
            .gives::<account::AccountPage>(),
        post("/me/name", Resident, "改称呼", account::rename)
            .takes::<account::NameForm>()
            .gives::<account::AccountPage>(),
        get("/forgotten", Everybody, "账号注销以后", forgotten::show)
            .gives::<forgotten::ForgottenPage>(),
        post("/me/forget", Resident, "注销账号", account::forget).takes::<account::EndForm>(),
        post("/me/sessions/{id}/end", Resident, "退出一台设备", end),
        post("/logout/everywhere", Resident, "退出所有设备", end_all),
    ]
}

fn pages() -> Vec<Line> {
    vec![
        get("/", Everybody, "首页", home::show).gives::<home::HomePage>(),
        get("/elder", Everybody, "字号", elder::show).gives::<elder::ElderPage>(),
        get("/party", Everybody, "党建引领", article::party).gives::<article::ArticlePage>(),
        get("/window", Everybody, "崂山之窗", article::window).gives::<article::ArticlePage>(),
        get("/privacy", Everybody, "隐私说明", privacy::show).gives::<privacy::PrivacyPage>(),
        get("/my/notices", Resident, "我的通知", notices::show)
            .asks::<notices::Asked>()
            .gives::<notices::NoticesPage>(),
        post("/my/notices/read", Resident, "通知全部标为已读", notices::read_all),
        get("/figures", Everybody, "各个数字和算法", figures::list::show)
            .gives::<figures::list::FiguresPage>(),
        get("/figures/{code}", Everybody, "一个数字怎么算的", figures::show::show)
            .gives::<figures::show::FigurePage>(),
        get("/board", Everybody, "挂牌解决", board::show).gives::<board::BoardPage>(),
        get("/done", Everybody, "身边办成的事", stories::list::show)
            .asks::<stories::list::Asked>()
            .gives::<stories::list::DoneListPage>(),
        get("/done/{no}", Everybody, "一件办成的事", stories::show::show)
            .gives::<stories::show::StoryPage>(),
        get("/consult/{no}/{n}/{expert}/{word}", Everybody, "请专家会诊", opine::show)
            .gives::<opine::ExpertPage>(),
        post("/consult/{no}/{n}/{expert}/{word}", Everybody, "专家意见", opine::send)
            .takes::<opine::OpinionForm>()
            .gives::<opine::ExpertPage>(),
        get("/lookup", Everybody, "凭编号和查询码查进度", lookup::form)
            .gives::<lookup::LookupPage>(),
        post("/lookup", Everybody, "查进度", lookup::look_up)
            .takes::<found::Asked>()
            .gives::<show::AppealPage>(),
        get("/lookup/{no}", Everybody, "刚才查到的进度", lookup::show).gives::<show::AppealPage>(),
        get("/lookup/{no}/prove", Everybody, "核对手机号，接着办查到的诉求", prove::form)
            .asks::<prove::Asked>()
            .gives::<prove::ProvePage>(),
        post("/lookup/{no}/prove", Everybody, "取验证码，或者凭它接着办", prove::send)
            .takes::<prove::ProveForm>()
            .gives::<prove::ProvePage>(),
    ]
}

/// Filing, its photos, and what was filed.
fn filing() -> Vec<Line> {
    vec![
        get("/ask", Everybody, "选一类诉求", choose::show).gives::<choose::AskPage>(),
        get("/q/{code}", Everybody, "扫码提诉求", choose::scan).gives::<choose::AskPage>(),
        get("/ask/place", Everybody, "选地点的一级", place::show)
            .asks::<place::Asked>()
            .gives::<place::PlacePage>(),
        get("/ask/{kind}", Everybody, "填写诉求的表单", file::form)
            .asks::<file::Asked>()
            .gives::<file::FilePage>(),
        post("/ask/{kind}", Everybody, "提交诉求", send::send)
            .with_files()
            .service(Action::Submit)
            .takes::<unsent::AskForm>()
            .gives::<done::DonePage>(),
        get("/ask/done/{no}", Applicant, "提交成功：编号和查询码", done::show)
            .asks::<done::Asked>()
            .gives::<done::DonePage>(),
        post("/files", Everybody, "传一张照片，等表单来用", sending::send)
            .only_files()
            .service(Action::Submit)
            .gives::<sending::Staged>(),
        get("/files/{id}", Everybody, "一张照片", photo::full)
            .serves(FILES)
            .service(Action::ReadCase)
            .gives::<photo::PictureBytes>(),
        get("/files/{id}/thumb", Everybody, "照片的小图", photo::thumb)
            .serves(FILES)
            .service(Action::ReadCase)
            .gives::<photo::PictureBytes>(),
        get("/my/appeals", Resident, "我的诉求", mine::show)
            .service(Action::ReadCase)
            .asks::<mine::Asked>()
            .gives::<mine::MinePage>(),
    ]
}

/// What an applicant reads and does of one appeal.
fn of_one_appeal() -> Vec<Line> {
    vec![
        get("/appeals/{no}", Applicant, "一件诉求", show::show)
            .service(Action::ReadCase)
            .gives::<show::AppealPage>(),
        get("/appeals/{no}/rate", Applicant, "评价的表单", rate::form).gives::<rate::RatePage>(),
        post("/appeals/{no}/rate", Applicant, "评价", rate::send).takes::<rate::RateForm>(),
        get("/appeals/{no}/supplement", Applicant, "补充说明的表单", supplement::form)
            .gives::<supplement::SupplementPage>(),
        post("/appeals/{no}/supplement", Applicant, "补充说明", supplement::send)
            .with_files()
            .service(Action::Supplement)
            .takes::<supplement::SupplementForm>(),
        post("/appeals/{no}/urge", Applicant, "催办", urge::send),
        get("/appeals/{no}/withdraw", Applicant, "撤回的表单", withdraw::form)
            .gives::<withdraw::WithdrawPage>(),
        post("/appeals/{no}/withdraw", Applicant, "撤回", withdraw::send)
            .takes::<withdraw::WithdrawForm>(),
        get("/appeals/{no}/disown", Applicant, "不认代记评价的表单", disown::form)
            .gives::<disown::DisownPage>(),
        post("/appeals/{no}/disown", Applicant, "不认代记的评价", disown::send)
            .takes::<disown::DisownForm>(),
        get("/appeals/{no}/rework", Applicant, "要求再办的表单", rework::form)
            .gives::<rework::ReworkPage>(),
        post("/appeals/{no}/rework", Applicant, "要求再办", rework::send)
            .with_files()
            .takes::<rework::ReworkForm>(),
        get("/appeals/{no}/visit", Applicant, "确认上门时间的表单", answer_visit::form)
            .gives::<answer_visit::VisitPage>(),
        post("/appeals/{no}/visit", Applicant, "确认上门时间", answer_visit::send)
            .takes::<answer_visit::VisitForm>(),
    ]
}

/// Thanking, and the wall.
fn praise() -> Vec<Line> {
    use praises::{erase, give, mine, show, wall, withdraw};

    vec![
        get("/praises", Everybody, "表扬墙", wall::show)
            .asks::<wall::Asked>()
            .gives::<wall::WallPage>(),
        get("/praises/new", Resident, "送表扬的表单", give::form)
            .asks::<give::Asked>()
            .gives::<give::GivePage>(),
        post("/praises/new", Resident, "送表扬", give::send).with_files().takes::<give::GiveForm>(),
        get("/praises/{no}", Everybody, "一份表扬", show::show)
            .asks::<show::Asked>()
            .gives::<show::PraisePage>(),
        post("/praises/{no}/withdraw", Resident, "撤回表扬", withdraw::send),
        post("/praises/{no}/erase", Resident, "删除表扬的内容", erase::send),
        get("/my/praises", Resident, "我的表扬", mine::show)
            .asks::<mine::Asked>()
            .gives::<mine::MinePage>(),
    ]
}

/// Who looks after a grid.
fn teams() -> Vec<Line> {
    use team::{find, show};

    vec![
        get("/team", Everybody, "找网格员", find::show)
            .asks::<find::Asked>()
            .gives::<find::FindPage>(),
        get("/team/{grid}", Everybody, "一个网格的服务队", show::show).gives::<show::TeamPage>(),
    ]
}

/// What somebody who was invited to a consultation reads and does there.
fn consultation() -> Vec<Line> {
    use consultations::{answer, calendar, show, sign_in};

    vec![
        get("/consultations/{no}", Everybody, "一次网格协商，凭参会码", show::show)
            .asks::<show::Asked>()
            .gives::<show::ConsultationPage>(),
        get("/consultations/{no}/calendar.ics", Everybody, "网格协商的日历文件", calendar::show)
            .serves(&["text/calendar"])
            .asks::<show::Asked>()
            .gives::<String>(),
        post("/consultations/{no}/sign_in", Everybody, "参加网格协商的人签到", sign_in::send)
            .takes::<sign_in::SignInForm>(),
        post("/consultations/{no}/answer", Everybody, "确认协商纪要，或者提异议", answer::send)
            .takes::<answer::AnswerForm>(),
    ]
}
