use xianban_domain::supervision::plan_meetings;
use xianban_kernel::{Actor, Context, Seed};
use xianban_testkit::Engine;
use xianban_testkit::office::nine_o_clock;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// The daily meeting: its agenda on the wall and on a phone, an urge to the grid, another made on the
/// spot, both answered; the table of progress.
#[tokio::test]
async fn a_meeting_walks_its_agenda_on_the_wall_and_what_it_urged_is_answered() {
    let served = Served::demo(Engine::Sqlite).await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    for (phone, text) in [
        (PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。"),
        ("13812346633", "垃圾桶满了三天没有人收，夏天味道很大，楼下的住户开不了窗。"),
    ] {
        let resident = Person::resident(&served, Mood::Phone).await;
        resident.files(phone, text).await;
    }
    clerk.accepts("楼道灯").await;
    let cx = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
    plan_meetings(&served.office, &cx).await.unwrap();
    let secretary = Person::staff(&served, "secretary", Mood::Desk).await;
    secretary.open("/c/supervisions").await;
    secretary.sees("supervisions").await;
    secretary.open("/c/inbox/hold_meeting").await;
    secretary.press("碰头会").await;
    secretary.begins("开始开会", "议程从现在起定下来").await;
    secretary.sends("开始开会").await;
    secretary.reads("第 1 件，共 2 件").await;
    secretary.sees("agenda-wall").await;
    let wall = secretary.path().await;
    secretary.press("督促").await;
    secretary.reads("落实以前，每次会都先过这一项").await;
    secretary.fill("要办什么", "今天把灯修好，修不好的说明原因。").await;
    secretary.sees("decide").await;
    secretary.sends("议定").await;
    secretary.reads("已议定").await;
    secretary.sees("agenda-decided").await;
    let phone = Person::staff(&served, "secretary", Mood::ElderPhone).await;
    phone.open(&wall).await;
    phone.press("下一件").await;
    phone.reads("第 2 件，共 2 件").await;
    phone.sees("agenda").await;
    urged_and_answered(&served, &phone).await;
}

/// The secretary urges by the appeal's own form; whoever has it answers.
async fn urged_and_answered(served: &Served, secretary: &Person<'_>) {
    secretary.press("看全部情况").await;
    secretary.press("更多办理").await;
    secretary.begins("督办这件", "诉求人看不到这段话").await;
    secretary.fill("要求怎么办、什么时候办好", "今天研判完，明天说清由谁来办。").await;
    secretary.sees("supervise").await;
    secretary.sends("督办这件").await;
    secretary.reads("督办已经发出").await;
    let clerk = Person::staff(served, "handler", Mood::Phone).await;
    clerk.open("/c/inbox/answer_supervision").await;
    clerk.sees("supervised-queue").await;
    clerk.press("楼道灯").await;
    clerk.begins("答复督办", "一次答复").await;
    clerk.fill("办到哪一步，什么时候办好", "已经报修，今晚换灯。").await;
    clerk.sees("answer-supervision").await;
    clerk.sends("答复督办").await;
    clerk.reads("答复了督办").await;
    for (account, mood) in [("secretary", Mood::Desk), ("leader", Mood::Phone)] {
        let person = Person::staff(served, account, mood).await;
        person.open("/c/progress").await;
        person.reads("垃圾桶").await;
        person.sees("progress").await;
    }
}
