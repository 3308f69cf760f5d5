use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// As often as a wall looks again in an hour and forty minutes.
const LOOKS: u32 = 200;
/// What a heap may differ by between two looks at it, in bytes.
const SLACK: i64 = 128 * 1024;

/// The wall shows the district and what comes in while it is on; the leader goes down to an estate, and
/// the wall goes round.
#[tokio::test]
async fn a_wall_is_live_and_every_level_opens_the_next() {
    let served = Served::demo(Engine::Sqlite).await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    clerk.accepts("楼道灯").await;
    let wall = Person::staff(&served, "leader", Mood::Wall).await.before_the_stage();
    wall.open("/d").await;
    wall.reads("治理驾驶舱").await;
    wall.reads("在办 1").await;
    wall.sees("district").await;
    wall.fits().await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.files("13812346633", "垃圾桶满了三天没有人收，夏天味道很大。").await;
    let loaded = wall.loaded_at().await;
    wall.calls("renew", 1).await;
    wall.reads("在办 2").await;
    stays_as_large(&wall).await;
    assert!((wall.loaded_at().await - loaded).abs() < 1.0, "it was loaded again");
    goes_down(&wall).await;
    goes_round(&wall).await;
}

/// However often the wall looks again, the page stays as large as it was.
async fn stays_as_large(wall: &Person<'_>) {
    wall.calls("renew", 10).await;
    let before = wall.footprint().await;
    wall.calls("renew", LOOKS).await;
    let after = wall.footprint().await;
    assert_eq!((after.nodes, after.listeners), (before.nodes, before.listeners));
    let grown = after.heap - before.heap;
    assert!(grown < SLACK, "{grown} bytes more after {LOOKS} looks");
    wall.reads("在办 2").await;
}

/// Each area of the map opens its own stage.
async fn goes_down(wall: &Person<'_>) {
    for (level, page) in
        [("中韩街道", "street"), ("春光山色社区", "community"), ("春光山色一期", "estate")]
    {
        let areas = wall.addresses(".map > svg a").await;
        wall.open(&areas[0]).await;
        wall.reads(&format!("/ {level}")).await;
        wall.sees(page).await;
    }
}

/// A wall goes on to the next screen by itself, without loading the page again.
async fn goes_round(wall: &Person<'_>) {
    wall.open("/d/play").await;
    wall.reads("停在这里").await;
    wall.sees("play").await;
    let (mut seen, first) = (Vec::new(), wall.text().await);
    for _ in 0..3 {
        wall.calls("renew", 1).await;
        seen.push(wall.path().await);
    }
    assert_ne!(wall.text().await, first);
    seen.dedup();
    assert_eq!(seen.len(), 3, "{seen:?}");
}
