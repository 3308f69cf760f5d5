use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// What somebody types who means harm, or whose keyboard does.
const NASTY: &str = "<script>document.title='坏了'</script><b onmouseover=alert(1)>粗</b> \
    \"引号\" '单引号' &amp; {{7*7}} \u{202e}倒着写\u{202c} \u{200b}💡👨‍👩‍👧";

#[tokio::test]
async fn an_empty_or_endless_form_comes_back_as_it_was() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::BarePhone).await;
    resident.open("/ask/livelihood").await;
    let endless = "长".repeat(10_001);
    resident.forces("text", &endless).await;
    resident.picks_place(&["春光山色一期"]).await;
    assert_eq!(resident.filled("请说说是什么事").await.chars().count(), 10_001);
    resident.choose("是哪方面的事", "其他").await;
    resident.proves(PHONE).await;
    resident.press("提交民生诉求").await;
    resident.reads("写了 10001 个字，最多 10000 个字").await;
    resident.sees("ask-too-long").await;
    assert_eq!(resident.filled("请说说是什么事").await, endless);
    resident.fill("请说说是什么事", " ").await;
    resident.press("提交民生诉求").await;
    resident.reads("请写下您要反映的事情").await;
    resident.sees("ask-empty").await;
}

#[tokio::test]
async fn the_browser_counts_as_the_server_does_and_cuts_nothing_off() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    let full = format!("一二三四五\n一二三四五{}", "长".repeat(10_000 - 11));
    resident.forces("text", &full).await;
    resident.reads("还能写 0 个字").await;
    resident.forces("text", &format!("{full}长")).await;
    resident.reads("多了 1 个字，请删掉一些。").await;
    resident.forces("text", &full).await;
    resident.picks_place(&["春光山色一期"]).await;
    resident.choose("是哪方面的事", "其他").await;
    resident.proves(PHONE).await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到").await;
}

#[tokio::test]
async fn marks_and_scripts_are_words_like_others() {
    let served = Served::demo(Engine::Postgres).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, NASTY).await;
    resident.open(&format!("/appeals/{no}")).await;
    resident.reads("<script>document.title='坏了'</script>").await;
    resident.reads("{{7*7}}").await;
    resident.reads("&amp;").await;
    resident.sees("appeal-nasty").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.open("/c/inbox/accept").await;
    clerk.reads("<script>document.title='坏了'</…").await;
    clerk.sees("queue-nasty").await;
    clerk.takes_up("accept", "<script>").await;
    clerk.reads("<b onmouseover=alert(1)>粗</b>").await;
    clerk.sees("appeal-nasty").await;
    clerk.begins("直接答复", "答复先送平台审核").await;
    clerk.choose("类别", "意见建议").await;
    clerk.fill("给诉求人的答复", NASTY).await;
    clerk.sends("直接答复").await;
    clerk.reads("待审核，诉求人还看不到").await;
    clerk.sees("appeal-nasty-reply").await;
}

#[tokio::test]
async fn a_form_sent_twice_counts_once() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "井盖响，夜里睡不着。").await;
    resident.refresh().await;
    resident.reads("已经收到您的民生诉求").await;
    assert_eq!(resident.path().await, format!("/ask/done/{no}"));
    resident.open("/my/appeals").await;
    let listed = resident.text().await.matches("井盖响").count();
    assert_eq!(listed, 1);
}

#[tokio::test]
async fn of_two_clerks_the_second_is_told_and_keeps_his_words() {
    let served = Served::demo(Engine::Postgres).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.files(PHONE, "楼顶漏水，三家都湿了。").await;
    let first = Person::staff(&served, "clerk", Mood::Desk).await;
    let second = Person::staff(&served, "clerk2", Mood::Desk).await;
    second.takes_up("accept", "楼顶漏水").await;
    second.begins("直接答复", "答复先送平台审核").await;
    second.choose("类别", "意见建议").await;
    second.fill("给诉求人的答复", "明天有人上楼顶看。").await;
    first.accepts("楼顶漏水").await;
    second.press("直接答复").await;
    second.reads("您填的内容都在下面").await;
    assert_eq!(second.filled("给诉求人的答复").await, "明天有人上楼顶看。");
    second.sees("move-stale").await;
    second.press("看最新情况").await;
    second.reads("春光山色社区已接单").await;
}
