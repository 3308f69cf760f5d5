use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// The article's case: greens taken for vegetables; the community whistles to the street, which brings city
/// management and a company along; the greens are planted again.
#[tokio::test]
async fn greens_taken_for_vegetables_are_whistled_to_the_street_and_planted_again() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "楼前绿地被占种菜，请恢复绿化。").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.accepts("绿地被占").await;
    clerk.begins("完成研判", "主办单位马上收到任务").await;
    clerk.choose("类别", "占绿种地").await;
    clerk.choose("主办单位", "春光山色社区").await;
    clerk.choose("风险", "需要关注").await;
    clerk.fill("越过职责清单的理由", "先由社区牵头劝导。").await;
    clerk.sends("完成研判").await;
    let secretary = Person::staff(&served, "secretary", Mood::ElderDesk).await;
    let street = Person::staff(&served, "head", Mood::Phone).await;
    drafts_and_blows(&clerk, &secretary, &no).await;
    street_comes_and_calls(&street).await;
    let city = Person::staff(&served, "chengguan", Mood::Phone).await;
    let company = Person::staff(&served, "property", Mood::ElderPhone).await;
    for unit in [&city, &company] {
        unit.takes_up("respond_whistle", "绿地被占种菜").await;
        unit.begins("应哨，我们来", "不用定位").await;
        unit.sees("whistle-respond").await;
        unit.sends("应哨，我们来").await;
        unit.reads("已应哨").await;
    }
    for unit in [&street, &city, &company] {
        arrives(unit, &clerk).await;
    }
    for (unit, words) in
        [(&street, "协调施工。"), (&city, "菜地清完。"), (&company, "补种冬青四十株。")]
    {
        unit.takes_up("report_whistle", "绿地被占种菜").await;
        unit.begins("反馈结果", "所有单位都反馈以后").await;
        unit.fill("做了什么", words).await;
        unit.sends("反馈结果").await;
        unit.reads("结果已反馈").await;
    }
    closes(&clerk, &street, &no).await;
}

async fn drafts_and_blows(clerk: &Person<'_>, secretary: &Person<'_>, no: &str) {
    clerk.open(&format!("/c/appeals/{no}")).await;
    clerk.begins("汇总吹哨", "书记批准以后才吹出去").await;
    assert!(clerk.filled("诉求编号").await.contains(no), "the number came along");
    clerk.fill("题目", "三个小区绿地被占种菜").await;
    clerk.fill("为什么社区办不了", "社区劝过三次，没有强制清理的权力。").await;
    clerk.choose("叫谁来", "中韩街道办事处").await;
    clerk.choose("应哨以后多久到场", "2 小时内").await;
    clerk.fill("越过职责清单的理由", "要街道统筹几个小区一起恢复。").await;
    clerk.sees("whistle-new").await;
    clerk.sends("汇总吹哨").await;
    clerk.reads("等书记批准").await;
    secretary.takes_up("approve_whistle", "绿地被占种菜").await;
    secretary.begins("批准，吹哨", "立刻看到").await;
    secretary.sends("批准，吹哨").await;
    secretary.reads("哨已吹出").await;
    secretary.sees("whistle").await;
    secretary.open("/c/whistles").await;
    secretary.reads("中韩街道办事处").await;
    secretary.sees("whistles").await;
}

async fn street_comes_and_calls(street: &Person<'_>) {
    street.takes_up("respond_whistle", "绿地被占种菜").await;
    street.begins("应哨，我们来", "不用定位").await;
    street.sends("应哨，我们来").await;
    street.reads("已应哨").await;
    for unit in ["中韩街道城管中队", "海岳物业"] {
        street.begins("再叫一个单位", "施工单位").await;
        street.choose("单位", unit).await;
        street.fill("请它做什么", "清理菜地，补种绿植。").await;
        street.fill("越过职责清单的理由", "一起恢复绿地。").await;
        street.sends("再叫一个单位").await;
        street.reads("已叫上这个单位").await;
    }
    street.sees("whistle-called").await;
}

async fn arrives(unit: &Person<'_>, clerk: &Person<'_>) {
    unit.takes_up("arrive_whistle", "绿地被占种菜").await;
    unit.begins("报到，已到现场", "不用拍照").await;
    unit.sends("报到，已到现场").await;
    unit.reads("等社区确认").await;
    clerk.takes_up("confirm_whistle", "绿地被占种菜").await;
    clerk.begins("确认到场", "没有到场的").await;
    clerk.choose("到场了吗", "是").await;
    clerk.sends("确认到场").await;
    clerk.reads("已确认").await;
}

async fn closes(clerk: &Person<'_>, street: &Person<'_>, no: &str) {
    clerk.takes_up("close_whistle", "绿地被占种菜").await;
    clerk.sees("whistle-reported").await;
    clerk.begins("销哨", "各件诉求会收到结果").await;
    for unit in ["中韩街道办事处", "中韩街道城管中队", "海岳物业"] {
        clerk.tick(unit).await;
    }
    clerk.fill("结果怎样", "绿地恢复了，补种冬青四十株。").await;
    clerk.sends("销哨").await;
    clerk.reads("可以报结了").await;
    street.takes_up("judge_whistle", "绿地被占种菜").await;
    street.begins("评判吹得对不对", "只对单位").await;
    street.choose("该吹吗", "是").await;
    street.fill("理由", "确实超出社区能力。").await;
    street.sends("评判吹得对不对").await;
    street.reads("吹得对").await;
    clerk.open("/c/whistles/sheet").await;
    clerk.reads("只评单位，不评个人").await;
    clerk.sees("whistle-sheet").await;
    clerk.printed("console/whistle-sheet-paper").await;
    clerk.open(&format!("/c/appeals/{no}")).await;
    clerk.reads("应哨，办好了它的部分").await;
    clerk.reads("补种冬青四十株").await;
}
