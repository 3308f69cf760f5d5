use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// A grid talks a matter over: called by the secretary, signed in by hand and on an elder's phone.
#[tokio::test]
async fn a_consultation_is_called_and_an_elder_signs_in_by_her_code() {
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
}

/// Residents find who looks after their building; staff find everybody, and what grids reported.
#[tokio::test]
async fn the_eight_of_a_grid_are_found_by_residents_and_staff() {
    let served = Served::demo(Engine::Sqlite).await;
    for mood in [Mood::Phone, Mood::ElderPhone] {
        let resident = Person::resident(&served, mood).await;
        resident.open("/team").await;
        resident.sees("team-find").await;
        resident.press("第1网格").await;
        resident.reads("网格员").await;
        resident.sees("team").await;
    }
    for (account, mood) in [("clerk", Mood::Desk), ("handler", Mood::Phone)] {
        let staff = Person::staff(&served, account, mood).await;
        staff.open("/c/teams").await;
        staff.reads("社区两委").await;
        staff.sees("teams").await;
    }
    let secretary = Person::staff(&served, "secretary", Mood::ElderDesk).await;
    for (path, page) in [
        ("/c/teams/reports", "team-reports"),
        ("/c/supervisions", "supervisions"),
        ("/c/progress", "progress-empty"),
    ] {
        secretary.open(path).await;
        secretary.sees(page).await;
    }
}
