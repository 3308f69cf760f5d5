use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::whole_loop::{GREENS, handles, plans, releases, takes_on};
use super::{Mood, PHONE, Person};

const MOODS: [Mood; 4] = [Mood::Phone, Mood::Desk, Mood::ElderPhone, Mood::BareDesk];
/// A code goes to one phone once a minute.
const MINUTES: i64 = 2;

/// Who is not known finds the community and every way in; who is known reads first what waits for him.
#[tokio::test]
async fn the_first_page_begins_with_what_waits_for_its_visitor() {
    let served = Served::demo(Engine::Sqlite).await;
    for mood in MOODS {
        let guest = Person::resident(&served, mood).await;
        guest.open("/").await;
        guest.reads("打给社区").await;
        guest.does_not_read("轮到您了").await;
        guest.sees("home-guest").await;
        guest.fills_its_width(mood).await;
    }
    let (no, resident) = waits_and_goes_on(&served).await;
    reads_his_turn(&resident, Mood::Phone).await;
    for mood in &MOODS[1..] {
        served.pass(MINUTES);
        let same = Person::resident(&served, *mood).await;
        same.proves_to_be_another(PHONE).await;
        reads_his_turn(&same, *mood).await;
    }
    rates(&resident, &no).await;
    is_told_to_everybody(&served, &no).await;
}

async fn reads_his_turn(resident: &Person<'_>, mood: Mood) {
    resident.open("/").await;
    resident.reads("轮到您了").await;
    resident.reads("看答复，去评价").await;
    resident.reads("全部 2 件").await;
    resident.sees("home-own").await;
    resident.fills_its_width(mood).await;
}

/// One matter is answered and waits to be rated, another goes on.
async fn waits_and_goes_on(served: &Served) -> (String, Person<'_>) {
    let resident = Person::resident(served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    resident.choose("是哪方面的事", "环境卫生").await;
    resident.fill("请说说是什么事", GREENS).await;
    resident.picks_place(&["春光山色一期"]).await;
    resident.tick("同意隐去姓名、电话后公开这件事").await;
    resident.proves(PHONE).await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到您的民生诉求").await;
    let no = resident.word_after("编号").await;
    takes_on(&Person::staff(served, "clerk", Mood::BareDesk).await).await;
    let unit = Person::staff(served, "chengguan", Mood::BareDesk).await;
    plans(&unit, &Person::staff(served, "head2", Mood::BareDesk).await).await;
    handles(&unit, served).await;
    releases(&Person::staff(served, "reviewer1", Mood::BareDesk).await).await;
    let again = Person::resident(served, Mood::Phone).await;
    again.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    (no, again)
}

async fn rates(resident: &Person<'_>, no: &str) {
    resident.open(&format!("/appeals/{no}")).await;
    resident.press("评价办理结果").await;
    resident.choose("问题解决了吗", "解决了").await;
    resident.choose("您满意吗", "非常满意").await;
    resident.press("提交评价").await;
    resident.reads("问题解决了").await;
}

/// What was done, as everybody reads it.
async fn is_told_to_everybody(served: &Served, no: &str) {
    for mood in MOODS {
        let guest = Person::resident(served, mood).await;
        guest.open("/").await;
        guest.reads("楼前绿地被占种菜").await;
        guest.sees("home-story").await;
        guest.open("/done").await;
        guest.reads("楼前绿地被占种菜").await;
        guest.sees("done").await;
        guest.open(&format!("/done/{no}")).await;
        guest.reads("我也有类似问题").await;
        guest.sees("done-one").await;
    }
}

impl Person<'_> {
    /// On a desk no column of the first page stays empty.
    async fn fills_its_width(&self, mood: Mood) {
        if mood == Mood::Desk {
            assert_eq!(self.columns("main .card").await, 3);
        }
    }
}
