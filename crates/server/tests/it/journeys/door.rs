use xianban_testkit::Engine;
use xianban_testkit::served::{PASSWORD, Served};

use super::{Mood, PHONE, Person};

#[tokio::test]
async fn a_resident_comes_in_by_a_code_and_leaves() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::ElderPhone).await;
    resident.open("/my/appeals").await;
    resident.reads("手机号登录").await;
    resident.sees("login").await;
    resident.proves(PHONE).await;
    resident.fill("短信验证码", "000000").await;
    resident.press("登录").await;
    resident.reads("短信验证码 验证码不对或已经过期").await;
    resident.sees("login-wrong-code").await;
    resident.fill("短信验证码", &served.code_for(PHONE).await).await;
    resident.press("登录").await;
    resident.reads("这里还没有您的诉求").await;
    resident.sees("my-appeals-none").await;
    for (path, page) in [
        ("/me", "me"),
        ("/my/notices", "my-notices-none"),
        ("/elder", "elder"),
        ("/ask", "ask"),
        ("/party", "party"),
        ("/window", "window"),
        ("/board", "board"),
        ("/privacy", "privacy"),
    ] {
        resident.open(path).await;
        resident.sees(page).await;
    }
    resident.open("/me").await;
    resident.press("退出登录").await;
    resident.reads("有诉求，先来办").await;
    resident.open("/me").await;
    resident.reads("登录后能看到您提过的全部诉求").await;
}

#[tokio::test]
async fn a_guest_follows_by_number_and_code_and_a_lost_one_finds_the_telephone() {
    let served = Served::demo(Engine::Postgres).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, code) = resident.files(PHONE, "3 号楼楼道灯不亮，晚上看不见台阶。").await;
    let guest = Person::resident(&served, Mood::Phone).await;
    guest.open("/lookup").await;
    guest.sees("lookup").await;
    guest.fill("诉求编号", &no).await;
    guest.fill("查询码", "ZZZZZZ").await;
    guest.press("查进度").await;
    guest.reads("编号和查询码对不上").await;
    guest.sees("lookup-wrong").await;
    guest.fill("查询码", &code).await;
    guest.press("查进度").await;
    guest.reads("提交了诉求").await;
    guest.sees("appeal-by-code").await;
    guest.open("/nowhere").await;
    guest.reads("没有找到").await;
    guest.reads("0532-00000200").await;
    guest.sees("not-found").await;
    guest.proves_to_be_another("13900001111").await;
    guest.open(&format!("/appeals/{no}")).await;
    guest.reads("没有找到").await;
    guest.does_not_read("楼道灯").await;
}

#[tokio::test]
async fn staff_come_in_by_password_and_are_locked_out_after_five_wrong_ones() {
    let served = Served::demo(Engine::Sqlite).await;
    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.open("/c/nowhere").await;
    clerk.reads("没有找到").await;
    clerk.reads("待接单").await;
    clerk.sees("not-found").await;
    clerk.press("退出").await;
    clerk.reads("账号").await;
    clerk.sees("login").await;
    // On a page of his own each time: what he reads is what this try was answered.
    for _ in 0..5 {
        clerk.open("/c/login").await;
        clerk.fill("账号", "clerk").await;
        clerk.fill("密码", "wrong-and-wrong").await;
        clerk.press("登录").await;
        clerk.reads("用户名或密码不对").await;
    }
    clerk.sees("login-wrong").await;
    clerk.open("/c/login").await;
    clerk.fill("账号", "clerk").await;
    clerk.fill("密码", PASSWORD).await;
    clerk.press("登录").await;
    clerk.reads("用户名或密码不对").await;
    served.pass(16);
    clerk.fill("密码", PASSWORD).await;
    clerk.press("登录").await;
    clerk.reads("您好").await;
}

#[tokio::test]
async fn what_was_typed_is_still_there_when_the_login_has_ended() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    let (no, _) = resident.files(PHONE, "垃圾桶满了三天。").await;
    resident.open(&format!("/appeals/{no}/supplement")).await;
    resident.fill("补充说明", "今天早上更满了。").await;
    resident.forget().await;
    resident.press("补充说明").await;
    resident.reads("手机号登录").await;
    served.pass(2);
    resident.proves(PHONE).await;
    resident.press("登录").await;
    resident.reads("只增加，不会改动您原来写的内容").await;
    assert_eq!(resident.filled("补充说明").await, "今天早上更满了。");
    resident.press("补充说明").await;
    resident.reads("您补充了内容").await;
    resident.open(&format!("/appeals/{no}/supplement")).await;
    assert_eq!(resident.filled("补充说明").await, "");

    let clerk = Person::staff(&served, "clerk", Mood::Desk).await;
    clerk.takes_up("accept", "垃圾桶满了三天").await;
    clerk.begins("直接答复", "答复先送平台审核").await;
    clerk.fill("给诉求人的答复", "已通知清运。").await;
    clerk.forget().await;
    clerk.press("直接答复").await;
    clerk.fill("账号", "clerk").await;
    clerk.fill("密码", PASSWORD).await;
    clerk.press("登录").await;
    clerk.reads("答复先送平台审核").await;
    assert_eq!(clerk.filled("给诉求人的答复").await, "已通知清运。");
}
