use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

#[tokio::test]
async fn a_matter_for_others_is_declined_with_its_reason_and_the_right_way() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::ElderPhone).await;
    let (no, _) = resident.files(PHONE, "法院判得不对，请社区改判。").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.takes_up("accept", "法院判得不对").await;
    clerk.begins("不予受理", "先送平台审核").await;
    clerk.choose("理由", "应当通过法定途径解决").await;
    clerk.fill("给诉求人的说明", "判决可以上诉，社区不能改判。").await;
    clerk.sees("move-decline").await;
    clerk.sends("不予受理").await;
    releases(&served, "法院判得不对").await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("不予受理的说明").await;
    resident.reads("判决可以上诉").await;
    resident.reads("您可以这样办").await;
    resident.sees("appeal-declined").await;
}

#[tokio::test]
async fn a_question_is_answered_at_once() {
    let served = Served::demo(Engine::Postgres).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "社区食堂几点开门？").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.accepts("社区食堂几点开门").await;
    clerk.begins("直接答复", "答复先送平台审核").await;
    clerk.choose("类别", "意见建议").await;
    clerk.fill("给诉求人的答复", "每天 11 点到 13 点。").await;
    clerk.sends("直接答复").await;
    releases(&served, "社区食堂几点开门").await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("每天 11 点到 13 点。").await;
    resident.press("评价办理结果").await;
    resident.press("提交评价").await;
    resident.reads("有 2 处要改一下").await;
    resident.sees("rate-empty").await;
}

#[tokio::test]
async fn a_resident_adds_to_his_matter_and_takes_it_back() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::ElderPhone).await;
    resident.files(PHONE, "门口石墩挡轮椅。").await;
    resident.press("查看进度").await;
    resident.press("补充说明").await;
    resident.fill("补充说明", "就在 1 号楼坡道前。").await;
    resident.sees("supplement").await;
    resident.press("补充说明").await;
    resident.reads("您补充了内容").await;
    resident.press("撤回").await;
    resident.reads("撤回后不再办理").await;
    resident.sees("withdraw").await;
    resident.fill("为什么撤回", "邻居已经挪走了。").await;
    resident.press("撤回这件诉求").await;
    resident.reads("您撤回了诉求").await;
    resident.does_not_read("已完成").await;
    resident.sees("appeal-withdrawn").await;
}

/// The platform's office lets a reply go out.
async fn releases(served: &Served, words: &str) {
    let reviewer = Person::staff(served, "reviewer1", Mood::Desk).await;
    reviewer.takes_up("review", words).await;
    reviewer.begins("审核通过", "答复马上发给诉求人").await;
    reviewer.sends("审核通过").await;
    reviewer.reads("审核通过，已经答复").await;
}
