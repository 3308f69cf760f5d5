use xianban_testkit::Engine;
use xianban_testkit::photos::taken;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

const BRICK: [u8; 3] = [180, 90, 60];
const GREEN: [u8; 3] = [70, 140, 80];
const BLUE: [u8; 3] = [70, 110, 170];
const GREENS: &str = "楼前绿地被占种菜，这是今天拍的。";

#[tokio::test]
async fn photos_go_with_a_matter_and_come_back_with_its_result() {
    let served = Served::demo(Engine::Sqlite).await;
    go_round(&served, Mood::Phone, Mood::Desk).await;
}

#[tokio::test]
async fn the_same_photos_without_scripts() {
    let served = Served::demo(Engine::Postgres).await;
    go_round(&served, Mood::BarePhone, Mood::BareDesk).await;
}

async fn go_round(served: &Served, phone: Mood, desk: Mood) {
    let resident = Person::resident(served, phone).await;
    let no = files(&resident).await;
    let clerk = Person::staff(served, "clerk", desk).await;
    clerk.accepts("楼前绿地被占种菜").await;
    clerk.shows_photos(2).await;
    clerk.sees("appeal-photos").await;
    clerk.begins("完成研判", "主办单位马上收到任务").await;
    clerk.choose("类别", "意见建议").await;
    clerk.choose("主办单位", "春光山色社区").await;
    clerk.sends("完成研判").await;
    let unit = Person::staff(served, "handler", desk).await;
    completes(&unit).await;
    let reviewer = Person::staff(served, "reviewer1", desk).await;
    reviewer.takes_up("review", "楼前绿地被占种菜").await;
    reviewer.begins("审核通过", "答复马上发给诉求人").await;
    reviewer.sends("审核通过").await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("已清理种植土").await;
    resident.shows_photos(3).await;
    resident.sees("appeal-answered-photos").await;
}

async fn files(resident: &Person<'_>) -> String {
    resident.open("/ask/livelihood").await;
    resident.choose("是哪方面的事", "环境卫生").await;
    resident.fill("请说说是什么事", GREENS).await;
    resident.attaches("wall.jpg", &taken(BRICK)).await;
    resident.picks_place(&["春光山色一期"]).await;
    resident.attaches("green.jpg", &taken(GREEN)).await;
    resident.proves(PHONE).await;
    resident.shows_photos(2).await;
    resident.sees("ask-photos").await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到您的民生诉求").await;
    resident.sees("ask-done-photos").await;
    let no = resident.word_after("编号").await;
    resident.press("查看进度").await;
    resident.reads("提交了诉求").await;
    resident.shows_photos(2).await;
    resident.sees("appeal-photos").await;
    no
}

async fn completes(unit: &Person<'_>) {
    unit.takes_up("acknowledge", "楼前绿地被占种菜").await;
    unit.begins("签收", "您的单位已经开始办").await;
    unit.sends("签收").await;
    unit.begins("反馈情况", "主办单位联系诉求人").await;
    unit.fill("情况", "电话里说明了安排。").await;
    unit.sends("反馈情况").await;
    unit.reads("联系了诉求人").await;
    unit.begins("提交办理结果", "写给诉求人的答复").await;
    unit.fill("给诉求人的答复", "已清理种植土约 6 方，照片是清理以后。").await;
    unit.attaches("after.jpg", &taken(BLUE)).await;
    unit.sees("move-complete-photo").await;
    unit.sends("提交办理结果").await;
    unit.reads("待审核，诉求人还看不到").await;
}
