use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// A visit by appointment, a slip that a grid worker does on his phone, and the pages around them.
#[tokio::test]
async fn a_grid_worker_finishes_a_slip_on_his_phone_and_the_resident_agrees_to_a_visit() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::ElderPhone).await;
    let (no, _) = resident.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.accepts("楼道灯").await;
    clerk.begins("完成研判", "主办单位马上收到任务").await;
    clerk.choose("类别", "意见建议").await;
    clerk.choose("主办单位", "春光山色社区").await;
    clerk.choose("风险", "需要关注").await;
    clerk.sends("完成研判").await;
    let handler = Person::staff(&served, "handler", Mood::Desk).await;
    issues_a_slip(&handler).await;
    relays(&handler, &resident, &no).await;
    let grid = Person::staff(&served, "grid", Mood::Phone).await;
    grid.sees("day-grid-worker").await;
    grid.takes_up("slip", "楼道灯").await;
    grid.sees("appeal-grid-worker").await;
    grid.begins("办任务单", "由别人检查").await;
    grid.choose("这一步", "办完了").await;
    grid.fill("办了什么", "灯泡换好了，试过会亮。").await;
    grid.sees("move-do-slip").await;
    grid.sends("办任务单").await;
    grid.reads("任务单办完了").await;
    handler.takes_up("check", "楼道灯").await;
    handler.begins("检查任务单", "自己办的不能自己检查").await;
    handler.choose("检查结果", "合格").await;
    handler.sends("检查任务单").await;
    handler.reads("检查合格").await;
    handler.sees("appeal-slips").await;
    handler.open(&format!("/c/appeals/{no}/slips/1")).await;
    handler.reads("任务单").await;
    handler.printed("console/slip-paper").await;
    agrees(&handler, &resident, &no).await;
    for (path, page) in [("/c/me", "me"), ("/c/experts", "experts"), ("/c", "day-handler")] {
        handler.open(path).await;
        handler.sees(page).await;
    }
    resident.open("/board").await;
    resident.reads("现在没有挂牌的事").await;
    resident.sees("board-none").await;
}

/// The handler has the platform speak for him first; then he looks at the number all the same.
async fn relays(handler: &Person<'_>, resident: &Person<'_>, no: &str) {
    handler.begins("反馈情况", "主办单位联系诉求人").await;
    handler.choose("怎么联系诉求人", "请平台把下面的话留言给诉求人").await;
    handler.fill("情况", "今天下午换灯泡，您家门口要停电十分钟。").await;
    handler.sees("move-relay").await;
    handler.sends("反馈情况").await;
    handler.reads("由平台留言给诉求人").await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("给您留言").await;
    resident.reads("您家门口要停电十分钟").await;
    resident.sees("appeal-relayed").await;
    handler.open(&format!("/c/appeals/{no}/read_identity")).await;
    handler.reads("请平台留言或打电话转达").await;
    handler.fill("为什么要看", "约上门时间").await;
    handler.press("写好原因，查看").await;
    handler.reads(PHONE).await;
    handler.sees("applicant-seen").await;
    handler.printed("console/applicant-seen").await;
    handler.open(&format!("/c/appeals/{no}")).await;
}

async fn issues_a_slip(handler: &Person<'_>) {
    handler.takes_up("acknowledge", "楼道灯").await;
    handler.begins("发任务单", "办完由别人检查").await;
    handler.choose("交给谁", "第1网格").await;
    handler.fill("要做什么，做到什么样", "换楼道灯泡，换好试一下。").await;
    handler.choose("要交的照片", "不要求照片").await;
    handler.sees("move-issue-slip").await;
    handler.sends("发任务单").await;
    handler.reads("发了任务单").await;
}

async fn agrees(handler: &Person<'_>, resident: &Person<'_>, no: &str) {
    handler.open(&format!("/c/appeals/{no}/offer_visit")).await;
    handler.fill("什么时候上门", "2026-11-25T14:30").await;
    handler.fill("上门做什么", "看看楼道的灯，听听意见。").await;
    handler.sends("预约上门").await;
    handler.reads("约 11月25日 14:30 上门").await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.press("确认上门时间").await;
    resident.reads("这个时间方便吗").await;
    resident.choose("您看行不行", "方便，请来").await;
    resident.sees("visit").await;
    resident.press("告诉他们").await;
    resident.reads("您确认了上门时间").await;
    resident.sees("appeal-visit").await;
}
