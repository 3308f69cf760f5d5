use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// A clerk finds one of some hundred matters by typing what people say for it: at the desk, on the
/// phone in large type, and without scripts.
#[tokio::test]
async fn a_clerk_finds_a_matter_by_typing_a_few_words() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "3 号楼门口的井盖没有了，晚上很危险。").await;
    let desk = Person::staff(&served, "clerk", Mood::Desk).await;
    desk.accepts("井盖").await;
    desk.begins("完成研判", "主办单位马上收到任务").await;
    desk.reads("交通出行 / 井盖丢失松动（紧急）").await;
    desk.sees("assess-proposed").await;
    let form = format!("/c/appeals/{no}/assess");
    for mood in [Mood::Desk, Mood::ElderPhone] {
        let clerk = Person::staff(&served, "clerk2", mood).await;
        clerk.open(&form).await;
        clerk.fill("背景", "已经放了警示牌。").await;
        clerk.fill("找类别", "楼上 漏水").await;
        clerk.reads("找到“楼上 漏水”").await;
        clerk.no_longer_reads("交通出行 / ").await;
        clerk.choose("类别", "楼上漏水到楼下").await;
        clerk.fill("找类别", "井盖").await;
        clerk.reads("井盖丢失松动").await;
        clerk.reads("楼上漏水到楼下").await;
        clerk.sees("assess-found").await;
        assert_eq!(clerk.filled("背景").await, "已经放了警示牌。");
    }
    let bare = Person::staff(&served, "clerk2", Mood::BarePhone).await;
    bare.open(&form).await;
    bare.fill("背景", "已经放了警示牌。").await;
    bare.fill("找类别", "井盖").await;
    bare.press("找一找").await;
    bare.reads("井盖丢失松动").await;
    bare.sees("assess-found").await;
    assert_eq!(bare.filled("背景").await, "已经放了警示牌。");
    bare.choose("类别", "路面破损与井盖").await;
    bare.choose("主办单位", "区城市管理局").await;
    bare.press("完成研判").await;
    bare.reads("由区城市管理局主办").await;
}
