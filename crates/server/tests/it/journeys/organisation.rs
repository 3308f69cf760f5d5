use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, Person};

#[tokio::test]
async fn an_administrator_writes_down_a_new_community_and_its_clerk() {
    for (engine, mood) in [
        (Engine::Sqlite, Mood::Desk),
        (Engine::Postgres, Mood::ElderDesk),
        (Engine::Sqlite, Mood::Phone),
    ] {
        let served = Served::demo(engine).await;
        let admin = Person::staff(&served, "sysadmin", mood).await;
        admin.open("/c/organisation").await;
        admin.reads("20 个网格").await;
        admin.sees("organisation").await;
        admin.press("新增单位").await;
        admin.reads("负责的地点").await;
        admin.choose("类型", "社区").await;
        admin.fill("代码", "haikou").await;
        admin.fill("名称", "海口社区（演示）").await;
        admin.fill("上级单位的代码", "nowhere").await;
        admin.press("新增单位").await;
        admin.reads("上级单位“nowhere”不在").await;
        admin.sees("organisation-add").await;
        admin.fill("上级单位的代码", "zhonghan").await;
        admin.press("新增单位").await;
        admin.reads("新增单位 海口社区（演示）（haikou）").await;
        admin.sees("organisation-unit").await;
        admin.press("新增人员").await;
        admin.fill("账号", "xu.clerk").await;
        admin.fill("姓名", "演示-许").await;
        admin.choose("岗位", "受理员").await;
        admin.press("新增人员").await;
        admin.reads("账号 xu.clerk 建好了").await;
        admin.sees("organisation-people").await;
        admin.open("/c/organisation/people/xu.clerk").await;
        admin.sees("organisation-person").await;
        admin.open("/c/organisation/grids/cgss-g07").await;
        admin.reads("浮山后八小区9号楼").await;
        admin.sees("organisation-grid").await;
    }
}

#[tokio::test]
async fn an_administrator_sees_what_a_file_changes_before_it_does() {
    for mood in [Mood::Desk, Mood::ElderDesk, Mood::Phone] {
        let served = Served::demo(Engine::Sqlite).await;
        let admin = Person::staff(&served, "sysadmin", mood).await;
        admin.open("/c/organisation/import").await;
        let units = "代码,类型,名称,上级\nhaikou,社区,海口社区（演示）,nowhere\n";
        admin.attach_bytes("units.csv", units.as_bytes()).await;
        admin.press("检查并预览").await;
        admin.reads("units.csv 第 2 行：上级单位“nowhere”").await;
        admin.sees("organisation-import-faults").await;
        let units = units.replace("nowhere", "zhonghan");
        let staff = "账号,姓名,单位,岗位\nxu.clerk,演示-许,haikou,受理员\n";
        admin.open("/c/organisation/import").await;
        admin.attach_bytes("units.csv", units.as_bytes()).await;
        admin.attach_bytes("staff.csv", staff.as_bytes()).await;
        admin.press("检查并预览").await;
        admin.reads("会有这些变化").await;
        admin.sees("organisation-import").await;
        admin.press("确认导入").await;
        admin.reads("导入完成").await;
        admin.sees("organisation-imported").await;
    }
}
