use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

pub(super) const GREENS: &str = "楼前绿地被占种菜，希望恢复绿化。已经跟邻居说过两次，没有用。";

#[tokio::test]
async fn a_matter_goes_round_until_its_resident_is_satisfied() {
    let served = Served::demo(Engine::Sqlite).await;
    goes_round(&served, Mood::Phone, Mood::Desk).await;
}

#[tokio::test]
async fn the_same_in_large_type() {
    let served = Served::demo(Engine::Postgres).await;
    goes_round(&served, Mood::ElderPhone, Mood::ElderDesk).await;
}

#[tokio::test]
async fn and_without_scripts() {
    let served = Served::demo(Engine::Postgres).await;
    let resident = Person::resident(&served, Mood::BarePhone).await;
    let no = files(&resident).await;
    takes_on(&Person::staff(&served, "clerk", Mood::BareDesk).await).await;
    let unit = Person::staff(&served, "chengguan", Mood::BareDesk).await;
    plans(&unit, &Person::staff(&served, "head2", Mood::BareDesk).await).await;
    handles(&unit, &served).await;
    releases(&Person::staff(&served, "reviewer1", Mood::BareDesk).await).await;
    is_satisfied(&resident, &no).await;
}

async fn goes_round(served: &Served, phone: Mood, desk: Mood) {
    let resident = Person::resident(served, phone).await;
    let no = files(&resident).await;
    let clerk = Person::staff(served, "clerk", desk).await;
    takes_on(&clerk).await;
    let unit = Person::staff(served, "chengguan", desk).await;
    let chief = Person::staff(served, "head2", desk).await;
    plans(&unit, &chief).await;
    handles(&unit, served).await;
    let reviewer = Person::staff(served, "reviewer1", desk).await;
    reviews(&reviewer, &unit).await;
    rates_badly(&resident, &no).await;
    let head = Person::staff(served, "head", desk).await;
    goes_again(&head, &unit, &chief, &reviewer).await;
    is_satisfied(&resident, &no).await;
}

/// The number of what was filed.
async fn files(resident: &Person<'_>) -> String {
    resident.open("/").await;
    resident.sees("home").await;
    resident.sketches("home").await;
    resident.press("民生诉求").await;
    resident.reads("是哪方面的事").await;
    resident.choose("是哪方面的事", "环境卫生").await;
    resident.fill("请说说是什么事", GREENS).await;
    resident.picks_place(&["春光山色一期", "5号楼"]).await;
    resident.fill("再说具体些", "东侧绿地").await;
    resident.proves(PHONE).await;
    resident.sees("ask-livelihood").await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到您的民生诉求").await;
    resident.sees("ask-done").await;
    let no = resident.word_after("编号").await;
    resident.press("查看进度").await;
    resident.reads("提交了诉求").await;
    resident.sees("appeal-submitted").await;
    no
}

pub(super) async fn takes_on(clerk: &Person<'_>) {
    clerk.sees("day").await;
    clerk.open("/c/inbox/accept").await;
    clerk.sees("queue-accept").await;
    clerk.takes_up("accept", "楼前绿地被占种菜").await;
    clerk.sees("appeal-submitted").await;
    clerk.begins("接单", "接单后弄清情况").await;
    clerk.sends("接单").await;
    clerk.reads("春光山色社区已接单").await;
    clerk.begins("完成研判", "主办单位马上收到任务").await;
    clerk.choose("类别", "占绿种地").await;
    clerk.choose("主办单位", "中韩街道城管中队").await;
    clerk.fill("背景", "两户圈地种菜，已劝过一次。").await;
    clerk.sees("move-assess").await;
    clerk.sends("完成研判").await;
    clerk.reads("由中韩街道城管中队主办").await;
}

/// The unit writes a plan, and its head agrees.
pub(super) async fn plans(unit: &Person<'_>, chief: &Person<'_>) {
    unit.takes_up("plan", "楼前绿地被占种菜").await;
    unit.begins("定方案", "批准后开始办").await;
    unit.fill("性质：是一件什么样的事", "占用公共绿地种菜。").await;
    unit.fill("责任：谁负责、谁配合", "城管中队牵头，社区和物业配合。").await;
    unit.fill("时限：什么时候办好", "2026-12-04T17:00").await;
    unit.fill("程序：分哪几步", "先劝导，再清理，最后补种。").await;
    unit.fill("目标：办好是什么样", "绿地恢复，不再有人种菜。").await;
    unit.sees("move-plan").await;
    unit.sends("定方案").await;
    unit.reads("还没有生效").await;
    chief.takes_up("approve", "楼前绿地被占种菜").await;
    chief.sees("appeal-plan").await;
    chief.begins("审批", "同意的马上生效").await;
    chief.choose("意见", "同意").await;
    chief.sees("move-approve").await;
    chief.sends("审批").await;
    chief.reads("已生效").await;
}

pub(super) async fn handles(unit: &Person<'_>, served: &Served) {
    served.pass(60);
    unit.takes_up("acknowledge", "楼前绿地被占种菜").await;
    unit.begins("签收", "您的单位已经开始办").await;
    unit.sends("签收").await;
    unit.reads("中韩街道城管中队已签收").await;
    unit.begins("反馈情况", "主办单位联系诉求人").await;
    unit.fill("情况", "电话里说明了安排，明天上午到现场。").await;
    unit.sends("反馈情况").await;
    unit.reads("联系了诉求人").await;
    unit.begins("提交办理结果", "写给诉求人的答复").await;
    unit.fill("给诉求人的答复", "已清理种植土约 6 方。").await;
    unit.sees("move-complete").await;
    unit.sends("提交办理结果").await;
    unit.reads("待审核，诉求人还看不到").await;
}

async fn reviews(reviewer: &Person<'_>, unit: &Person<'_>) {
    reviewer.takes_up("review", "楼前绿地被占种菜").await;
    reviewer.sees("appeal-reviewing").await;
    reviewer.sketches("console").await;
    reviewer.begins("退回修改", "退给写答复的单位").await;
    reviewer.fill("要改什么", "请写清楚什么时候补种。").await;
    reviewer.sends("退回修改").await;
    reviewer.reads("审核退回").await;
    unit.takes_up("handle", "楼前绿地被占种菜").await;
    unit.reads("请写清楚什么时候补种").await;
    unit.begins("提交办理结果", "写给诉求人的答复").await;
    unit.fill("给诉求人的答复", "已清理种植土约 6 方，11 月 25 日前补种冬青 46 株。").await;
    unit.sends("提交办理结果").await;
    unit.reads("待审核，诉求人还看不到").await;
    releases(reviewer).await;
}

pub(super) async fn releases(reviewer: &Person<'_>) {
    reviewer.takes_up("review", "楼前绿地被占种菜").await;
    reviewer.begins("审核通过", "答复马上发给诉求人").await;
    reviewer.sends("审核通过").await;
    reviewer.reads("已经答复诉求人").await;
}

async fn rates_badly(resident: &Person<'_>, no: &str) {
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("补种冬青 46 株").await;
    resident.sees("appeal-answered").await;
    resident.press("评价办理结果").await;
    resident.choose("问题解决了吗", "没解决").await;
    resident.choose("您满意吗", "非常不满意").await;
    resident.fill("还想说什么", "土是清了，苗还没种上。").await;
    resident.sees("rate").await;
    resident.press("提交评价").await;
    resident.reads("再接单").await;
    resident.sees("appeal-second-round").await;
}

/// The unit above leads the second round.
async fn goes_again(
    leader: &Person<'_>,
    unit: &Person<'_>,
    chief: &Person<'_>,
    reviewer: &Person<'_>,
) {
    leader.takes_up("assess", "楼前绿地被占种菜").await;
    leader.reads("再接单 · 第 2 轮").await;
    leader.sees("appeal-second-round").await;
    leader.printed("console/appeal-second-round-paper").await;
    leader.begins("完成研判", "主办单位马上收到任务").await;
    leader.choose("类别", "占绿种地").await;
    leader.choose("主办单位", "中韩街道城管中队").await;
    leader.sends("完成研判").await;
    leader.reads("增派协办").await;
    // A later round is planned by the head of the unit, and agreed to one level up.
    plans(chief, leader).await;
    unit.takes_up("acknowledge", "楼前绿地被占种菜").await;
    unit.begins("签收", "您的单位已经开始办").await;
    unit.sends("签收").await;
    unit.begins("反馈情况", "主办单位联系诉求人").await;
    unit.fill("情况", "当面听了意见。").await;
    unit.sends("反馈情况").await;
    unit.reads("当面听了意见。").await;
    unit.begins("提交办理结果", "写给诉求人的答复").await;
    unit.fill("给诉求人的答复", "冬青 46 株已于今天种完。").await;
    unit.sends("提交办理结果").await;
    unit.reads("待审核，诉求人还看不到").await;
    releases(reviewer).await;
}

async fn is_satisfied(resident: &Person<'_>, no: &str) {
    resident.open(&format!("/appeals/{no}")).await;
    resident.press("评价办理结果").await;
    resident.choose("问题解决了吗", "解决了").await;
    resident.choose("您满意吗", "非常满意").await;
    resident.fill("还想说什么", "这次真的办好了，谢谢。").await;
    resident.press("提交评价").await;
    resident.reads("问题解决了").await;
    resident.sees("appeal-closed").await;
    resident.sketches("appeal").await;
    resident.printed("resident/appeal-closed-paper").await;
    resident.open("/my/appeals").await;
    resident.sees("my-appeals").await;
    resident.open("/my/notices").await;
    resident.reads("办结").await;
    resident.sees("my-notices").await;
}
