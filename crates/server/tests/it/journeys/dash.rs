use std::time::Duration;

use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// A little longer than the page waits before it looks again.
const HALF_A_MINUTE: Duration = Duration::from_secs(32);

/// The wall shows the district and what comes in while it is on; the leader goes down to an estate, and
/// reads the brief on his phone in the morning.
#[tokio::test]
async fn a_wall_is_live_and_every_level_opens_the_next() {
    let served = Served::demo(Engine::Sqlite).await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    clerk.accepts("楼道灯").await;
    let wall = Person::staff(&served, "leader", Mood::Wall).await.before_the_stage();
    wall.press("大屏").await;
    wall.reads("治理驾驶舱").await;
    wall.reads("在办 1").await;
    wall.sees("district").await;
    let other = Person::resident(&served, Mood::Phone).await;
    other.files("13812346633", "垃圾桶满了三天没有人收，夏天味道很大。").await;
    tokio::time::sleep(HALF_A_MINUTE).await;
    wall.reads("在办 2").await;
    for (level, page) in
        [("中韩街道", "street"), ("春光山色社区", "community"), ("春光山色一期", "estate")]
    {
        let areas = wall.addresses(".map > svg a").await;
        wall.open(&areas[0]).await;
        wall.reads(&format!("/ {level}")).await;
        wall.sees(page).await;
    }
    wall.open("/d/play").await;
    wall.reads("停在这里").await;
    wall.sees("play").await;
    served.pass(30 * 24 * 60);
    for (account, mood) in
        [("leader", Mood::Desk), ("leader", Mood::Phone), ("head", Mood::ElderPhone)]
    {
        let person = Person::staff(&served, account, mood).await.before_the_stage();
        person.open("/d").await;
        person.reads("超期 2").await;
        person.sees("late").await;
        person.open("/d/brief").await;
        person.reads("昨天和本月").await;
        person.sees("brief").await;
    }
}
