//! The residents' addresses.

use xianban_domain::rules::Action;

use super::appeals::{mine, rate, rework, show, supplement, withdraw};
use super::ask::{choose, done, file, place};
use super::{article, elder, home, login, lookup, me, notices, privacy};
use crate::door::For::{Applicant, Everybody, Resident};
use crate::door::{Line, get, post};

/// Every address of the residents' side.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/", Everybody, "首页", home::show).gives::<home::HomePage>(),
        get("/login", Everybody, "登录的表单", login::form)
            .asks::<login::Asked>()
            .gives::<login::LoginPage>(),
        post("/login", Everybody, "取验证码，或者登录", login::send).takes::<login::LoginForm>(),
        post("/logout", Everybody, "退出登录", login::log_out),
        get("/me", Everybody, "我的", me::show).gives::<me::MePage>(),
        get("/elder", Everybody, "字号", elder::show).gives::<elder::ElderPage>(),
        get("/party", Everybody, "党建引领", article::party).gives::<article::ArticlePage>(),
        get("/window", Everybody, "崂山之窗", article::window).gives::<article::ArticlePage>(),
        get("/privacy", Everybody, "隐私说明", privacy::show).gives::<privacy::PrivacyPage>(),
        get("/my/notices", Resident, "我的通知", notices::show).gives::<notices::NoticesPage>(),
        get("/lookup", Everybody, "凭编号和查询码查进度", lookup::form)
            .gives::<lookup::LookupPage>(),
        post("/lookup", Everybody, "查进度", lookup::look_up)
            .takes::<lookup::Asked>()
            .gives::<show::AppealPage>(),
        get("/ask", Everybody, "选一类诉求", choose::show).gives::<choose::AskPage>(),
        get("/ask/place", Everybody, "地点的下一级", place::show)
            .asks::<place::Asked>()
            .gives::<place::PlacePage>(),
        get("/ask/{kind}", Everybody, "填写诉求的表单", file::form)
            .asks::<file::Asked>()
            .gives::<file::FilePage>(),
        post("/ask/{kind}", Everybody, "提交诉求", file::send)
            .service(Action::Submit)
            .takes::<file::AskForm>()
            .gives::<done::DonePage>(),
        get("/my/appeals", Resident, "我的诉求", mine::show)
            .service(Action::ReadCase)
            .asks::<mine::Asked>()
            .gives::<mine::MinePage>(),
        get("/appeals/{no}", Applicant, "一件诉求", show::show)
            .service(Action::ReadCase)
            .gives::<show::AppealPage>(),
        get("/appeals/{no}/rate", Applicant, "评价的表单", rate::form).gives::<rate::RatePage>(),
        post("/appeals/{no}/rate", Applicant, "评价", rate::send).takes::<rate::RateForm>(),
        get("/appeals/{no}/supplement", Applicant, "补充说明的表单", supplement::form)
            .gives::<supplement::SupplementPage>(),
        post("/appeals/{no}/supplement", Applicant, "补充说明", supplement::send)
            .service(Action::Supplement)
            .takes::<supplement::SupplementForm>(),
        get("/appeals/{no}/withdraw", Applicant, "撤回的表单", withdraw::form)
            .gives::<withdraw::WithdrawPage>(),
        post("/appeals/{no}/withdraw", Applicant, "撤回", withdraw::send)
            .takes::<withdraw::WithdrawForm>(),
        get("/appeals/{no}/rework", Applicant, "要求再办的表单", rework::form)
            .gives::<rework::ReworkPage>(),
        post("/appeals/{no}/rework", Applicant, "要求再办", rework::send)
            .takes::<rework::ReworkForm>(),
    ]
}
