//! A matter is written down with a keyboard, over a code and a place, and by two persons at one machine.

use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// The key that goes down a list.
const DOWN: &str = "\u{e015}";

#[tokio::test]
async fn arrow_keys_go_through_the_places_and_only_the_button_takes_one() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    resident.fill("请说说是什么事", "3 号楼楼道灯不亮。").await;
    resident.types("选小区", DOWN).await;
    assert_ne!(resident.filled("选小区").await, "", "an arrow key chose a place");
    resident.does_not_read("选楼").await;
    assert_eq!(resident.path().await, "/ask/livelihood");
    resident.press("选好了，下一级").await;
    resident.reads("选楼").await;
    resident.types("选楼", DOWN).await;
    resident.does_not_read("选单元").await;
    assert_eq!(resident.filled("请说说是什么事").await, "3 号楼楼道灯不亮。");
}

#[tokio::test]
async fn asking_for_a_code_leaves_page_and_focus_where_they_were() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    resident.fill("手机号", PHONE).await;
    resident.press("获取验证码").await;
    resident.reads("验证码已发到").await;
    assert_eq!(resident.focused().await, "step code");
    assert_eq!(resident.path().await, "/ask/livelihood");
    // Within the minute nothing is sent again; the first code still counts, and there is its field.
    resident.press("再发一次").await;
    resident.reads("秒").await;
    assert_eq!(resident.focused().await, "f-sms");
}

#[tokio::test]
async fn the_next_person_at_the_machine_sees_nothing_of_what_was_begun() {
    let served = Served::demo(Engine::Sqlite).await;
    let first = Person::resident(&served, Mood::Phone).await;
    first.proves_to_be_another(PHONE).await;
    first.open("/ask/livelihood").await;
    first.fill("请说说是什么事", "邻居家的事，不想让别人看到。").await;
    first.picks_place(&["春光山色一期"]).await;
    first.open("/ask/livelihood").await;
    assert_eq!(first.filled("请说说是什么事").await, "邻居家的事，不想让别人看到。");
    first.open("/me").await;
    first.press("退出登录").await;
    first.reads("有诉求，先来办").await;
    first.open("/ask/livelihood").await;
    assert_eq!(first.filled("请说说是什么事").await, "");
    first.proves_to_be_another("13800006622").await;
    first.open("/ask/livelihood").await;
    assert_eq!(first.filled("请说说是什么事").await, "");
    first.does_not_read("春光山色一期 改地点").await;
}
