use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// A grid talks a matter over: called by the secretary, signed in on an elder's phone and by hand, written
/// down, answered, reviewed by the street, and followed until the agreement is kept.
#[tokio::test]
async fn a_consultation_is_held_and_its_minutes_are_answered_reviewed_and_followed() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.accepts("楼道灯").await;
    let secretary = Person::staff(&served, "secretary", Mood::Desk).await;
    secretary.open(&format!("/c/consultations/new?appeals={no}")).await;
    secretary.fill("题目", "楼道灯怎么管").await;
    secretary.fill("商量什么", "灯坏了谁来修").await;
    secretary.fill("开会时间", "2026-11-23T09:40").await;
    secretary.fill("地点", "社区二楼会议室").await;
    secretary.fill("居民代表", "王秀兰 13800006622").await;
    secretary.fill("小区党支部书记", "李建国").await;
    secretary.fill("物业企业", "赵经理").await;
    secretary.sees("consultation-new").await;
    secretary.sends("召集网格协商").await;
    secretary.reads("已经召集").await;
    secretary.sees("consultation-called").await;
    let path = secretary.path().await;
    let path = path.split('?').next().unwrap().to_owned();
    secretary.open(&format!("{path}/sheet")).await;
    secretary.sees("consultation-sheet").await;
    let text = secretary.text().await;
    let code = text.split("参会码").nth(1).unwrap_or_default().trim();
    let code = code.chars().take(9).collect::<String>().replace(' ', "");
    let guest = Person::resident(&served, Mood::ElderPhone).await;
    guest.open(&format!("{}?code={code}", path.strip_prefix("/c").unwrap())).await;
    guest.reads("楼道灯怎么管").await;
    guest.does_not_read("不亮，晚上看不见").await;
    guest.sees("consultation-guest").await;
    guest.press("我到了，签到").await;
    guest.reads("签到成功").await;
    guest.sees("consultation-signed-in").await;
    secretary.open(&path).await;
    secretary.reads("到会 1 / 请了 3").await;
    talks(&secretary).await;
    writes(&secretary).await;
    guest.open(&format!("{}?code={code}", path.strip_prefix("/c").unwrap())).await;
    guest.reads("换声控灯").await;
    guest.sees("consultation-minutes").await;
    guest.press("我有不同意见").await;
    guest.fill("不同意纪要里的什么", "没写哪几层先换。").await;
    guest.press("提交我的意见").await;
    guest.reads("您的意见已经记下").await;
    guest.sees("consultation-objected").await;
    secretary.open(&path).await;
    for who in ["李建国", "赵经理"] {
        secretary.begins("登记纸上的签字", "不算同意").await;
        secretary.choose("谁", who).await;
        secretary.choose("他的意思", "确认，纪要没问题").await;
        secretary.sends("登记纸上的签字").await;
    }
    reviewed_and_followed(&served, &secretary, &path).await;
}

async fn talks(secretary: &Person<'_>) {
    secretary.begins("登记签到", "会记下是谁登记的").await;
    for who in ["李建国", "赵经理"] {
        secretary.tick(who).await;
    }
    secretary.sends("登记签到").await;
    secretary.begins("开始记录", "来晚的人还可以签到").await;
    secretary.sends("开始记录").await;
    secretary.begins("记发言", "照他说的记").await;
    secretary.choose("谁说的", "王秀兰").await;
    secretary.fill("说了什么", "老人晚上看不见台阶，上个月摔过一个。").await;
    secretary.sends("记发言").await;
    secretary.begins("记方案", "可以再记赞成和反对的人数").await;
    secretary.choose("谁提的", "赵经理").await;
    secretary.fill("什么办法", "全部换成声控灯，物业出工，材料从公共收益里出。").await;
    secretary.sends("记方案").await;
    secretary.begins("记赞成和反对人数", "不是表决").await;
    secretary.fill("赞成几人", "2").await;
    secretary.fill("反对几人", "1").await;
    secretary.sends("记赞成和反对人数").await;
    secretary.reads("赞成 2 人，反对 1 人").await;
    secretary.reads("不是表决").await;
    secretary.sees("consultation-record").await;
}

async fn writes(secretary: &Person<'_>) {
    secretary.begins("写纪要", "审核以前不公开").await;
    assert!(
        secretary.filled("纪要").await.contains("老人晚上看不见台阶"),
        "written from the record"
    );
    secretary.choose("商量的结果", "达成一致").await;
    secretary.choose("约定 1：谁来做", "赵经理").await;
    secretary.fill("约定 1：什么时候做完", "2026-11-30T18:00").await;
    secretary.fill("约定 1：做什么", "换声控灯").await;
    secretary.sees("consultation-write").await;
    secretary.sends("写纪要").await;
    secretary.reads("纪要已送到会的人确认").await;
}

async fn reviewed_and_followed(served: &Served, secretary: &Person<'_>, path: &str) {
    let head = Person::staff(served, "head", Mood::Phone).await;
    head.open("/c/inbox/review_minutes").await;
    head.press("楼道灯怎么管").await;
    head.reads("没写哪几层先换。").await;
    head.sees("consultation-to-review").await;
    head.begins("审核通过", "约定的事开始跟踪").await;
    head.choose("对大家公开吗", "是").await;
    head.sends("审核通过").await;
    head.reads("纪要已审核通过").await;
    secretary.open(path).await;
    secretary.begins("登记约定的结果", "接着要选下一步").await;
    secretary.choose("落实了吗", "是").await;
    secretary.fill("怎样落实的，或者为什么没有落实", "三个单元都换好了。").await;
    secretary.sends("登记约定的结果").await;
    secretary.reads("已办结").await;
    secretary.sees("consultation-kept").await;
}
