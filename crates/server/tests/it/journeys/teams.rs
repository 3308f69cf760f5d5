use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, Person};

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
    for (path, page) in [("/c/teams/reports", "team-reports"), ("/c/progress", "progress-empty")] {
        secretary.open(path).await;
        secretary.sees(page).await;
    }
}
