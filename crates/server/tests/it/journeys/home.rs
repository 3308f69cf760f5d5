use xianban_testkit::Engine;
use xianban_testkit::photos::taken;
use xianban_testkit::served::Served;

use super::whole_loop::{handles, is_satisfied, plans, releases, takes_on};
use super::{Mood, PHONE, Person};

/// A resident sees the first page fill: what goes on, what waits for him, what was done for all to read.
#[tokio::test]
async fn the_first_page_lives_with_its_resident() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let no = files(&resident).await;
    takes_on(&Person::staff(&served, "clerk", Mood::BareDesk).await).await;
    let unit = Person::staff(&served, "chengguan", Mood::BareDesk).await;
    plans(&unit, &Person::staff(&served, "head2", Mood::BareDesk).await).await;
    see(&served, "正在办", "home-open").await;
    handles(&unit, &served).await;
    releases(&Person::staff(&served, "reviewer1", Mood::BareDesk).await).await;
    see(&served, "轮到您了", "home-turn").await;
    is_satisfied(&resident, &no).await;
    see(&served, "楼前绿地被占种菜", "home-done").await;
    for mood in [Mood::Phone, Mood::Desk, Mood::ElderPhone] {
        let stranger = Person::resident(&served, mood).await;
        stranger.open("/").await;
        stranger.sees("home-stranger").await;
        stranger.press("更多").await;
        stranger.reads("姓名、电话和门牌都隐去了").await;
        stranger.sees("stories").await;
        stranger.press("楼前绿地被占种菜").await;
        stranger.reads("怎么办好的").await;
        stranger.sees("story").await;
    }
}

async fn files(resident: &Person<'_>) -> String {
    resident.open("/ask/livelihood").await;
    resident.choose("是哪方面的事", "环境卫生").await;
    resident.fill("请说说是什么事", "楼前绿地被占种菜，希望恢复绿化。").await;
    resident.attaches("菜地.jpg", &taken([120, 90, 50])).await;
    resident.shows_photos(1).await;
    resident.picks_place(&["春光山色一期", "5号楼"]).await;
    resident.proves(PHONE).await;
    resident.tick("同意隐去姓名、电话后公开这件事").await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到您的民生诉求").await;
    resident.word_after("编号").await
}

/// The first page of who filed, on each kind of screen.
async fn see(served: &Served, says: &str, name: &str) {
    for mood in [Mood::Phone, Mood::Desk, Mood::ElderPhone] {
        let own = Person::resident(served, mood).await;
        own.proves_to_be_another(PHONE).await;
        own.open("/").await;
        own.reads(says).await;
        own.sees(name).await;
    }
}
