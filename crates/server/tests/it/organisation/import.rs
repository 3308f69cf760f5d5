use xianban_domain::ledger::{Subject, history_of};
use xianban_domain::organisation::{
    Brought, Table, Tally, UnitKind, covering_unit, grid_of, households_below, place_by_code,
    unit_by_code,
};
use xianban_domain::teams::members_of;
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, nine_o_clock};

use super::{HAIKOU, at, csv, in_the_house, lands, planned};

/// A new community with one estate of one building, its grid, its company and two people.
fn new_community() -> Vec<Brought> {
    vec![
        csv(
            "places.csv",
            "路径,名称,性质,网格,单元数,层数,每层户数\n\
             COMMUNITY,海口社区（演示）,,,,,\n\
             COMMUNITY/xq1,听海苑（演示）,商品房小区,,,,\n\
             COMMUNITY/xq1/3,3号楼,,haikou-g01,2,3,2\n",
        ),
        csv(
            "units.csv",
            "code,kind,name,superior,phone,covers,duties\n\
             haikou,社区,海口社区（演示）,zhonghan,0532-00000900,COMMUNITY,disputes;other\n\
             haikou-wy,property_company,听海物业（演示）,haikou,0532-00000901,COMMUNITY/xq1,property\n",
        ),
        csv(
            "grids.csv",
            "code,community,number,name,superior,phone,duties\n\
             haikou-g01,COMMUNITY,1,第1网格,haikou,,other\n",
        ),
        csv("网格队员.csv", "网格,角色,姓名,电话\nhaikou-g01,网格员,演示-网格员乙,13800000000\n"),
        csv(
            "staff.csv",
            "username,name,unit,role\n\
             hk.clerk,演示-受理员丙,haikou,clerk\nhk.clerk,演示-受理员丙,haikou,handler\n\
             hk.grid,演示-网格员乙,haikou-g01,网格员\n",
        ),
    ]
}

#[test]
fn a_new_community_can_be_filed_in_at_once() {
    in_the_house(|house| {
        let plan = lands(house, &new_community());
        let tally = |table| plan.tallies.iter().find(|(of, _)| *of == table).unwrap().1;
        assert_eq!(tally(Table::Places).new, 3 + 2 + 12);
        assert_eq!(tally(Table::Staff), Tally { new: 3, ..Tally::default() });
        house.does(|work| {
            let sql = "select id from place where path like $1 and kind = 'household'";
            let homes = work.tx.rows(sql, params![format!("{HAIKOU}/%")])?;
            assert_eq!(homes.len(), 12);
            let entrance = at_path(work, "xq1/3/2")?;
            assert_eq!(entrance.address, "听海苑（演示）3号楼2单元");
            assert_eq!(households_below(work.tx, &entrance)?, 6);
            let grid = grid_of(work.tx, &entrance)?.unwrap();
            assert_eq!((grid.code.as_str(), grid.name.as_str()), ("01", "第1网格"));
            assert_eq!(members_of(work, &grid)?[0].name, "演示-网格员乙");
            for (kind, code) in [
                (UnitKind::Community, "haikou"),
                (UnitKind::GridTeam, "haikou-g01"),
                (UnitKind::PropertyCompany, "haikou-wy"),
            ] {
                assert_eq!(covering_unit(work.tx, &entrance, kind)?.unwrap().code, code);
            }
            let sql = "select code from place_code where place = $1";
            let code: String = work.tx.row(sql, params![entrance.id])?.unwrap().get("code")?;
            assert_eq!(place_by_code(work.tx, &code, nine_o_clock())?, entrance);
            Ok(())
        });
        house.guest().get("/ask/livelihood").says(&["海口社区（演示）"]);
    });
}

fn at_path(
    work: &mut xianban_domain::office::Work<'_, '_>,
    rest: &str,
) -> Result<xianban_domain::organisation::Place, xianban_kernel::Problem> {
    let path = xianban_domain::organisation::PlacePath::parse(&format!("{HAIKOU}/{rest}"));
    Ok(xianban_domain::organisation::place_by_path(work.tx, &path.unwrap())?.unwrap())
}

#[test]
fn the_same_files_a_second_time_change_nothing() {
    in_the_house(|house| {
        lands(house, &new_community());
        let again = planned(house, &new_community()).unwrap();
        assert!(again.is_empty(), "{:?}", again.changes);
        let same: Vec<_> =
            again.tallies.iter().map(|(table, tally)| (*table, tally.same)).collect();
        let all = [
            (Table::Places, 17),
            (Table::Units, 2),
            (Table::Grids, 1),
            (Table::Members, 1),
            (Table::Staff, 3),
        ];
        assert_eq!(same, all);
    });
}

#[test]
fn a_file_changes_what_it_names_and_leaves_the_rest_alone() {
    in_the_house(|house| {
        lands(house, &new_community());
        let plan = lands(
            house,
            &[
                csv("units.csv", "code,kind,name,phone\nhaikou,社区,海口社区,0532-00000999\n"),
                csv("places.csv", "path,name\nCOMMUNITY/xq1,望海苑\n"),
            ],
        );
        let notes: Vec<_> = plan.notes().map(ToString::to_string).collect();
        insta::allow_duplicates! { insta::assert_snapshot!(notes.join("\n"), @r"
        修改单位 海口社区（haikou）：名称 海口社区（演示） → 海口社区；电话 0532-00000900 → 0532-00000999
        修改地点 听海苑（演示）（37/3702/370212/370212001/370212001902/xq1）：名称 听海苑（演示） → 望海苑
        "); }
        house.does(|work| {
            assert_eq!(at_path(work, "xq1/3/1/302")?.address, "望海苑3号楼1单元302");
            let unit = unit_by_code(work.tx, LAOSHAN, "haikou")?.unwrap();
            assert_eq!((unit.name.as_str(), unit.phone.as_str()), ("海口社区", "0532-00000999"));
            assert!(unit.superior.is_some());
            assert_eq!(at(work.tx, "cgss1/2/1")?.address, "春光山色一期2号楼1单元");
            let history = history_of(work, &Subject::unit("haikou"))?;
            let what: Vec<_> = history.iter().map(|kept| kept.note.what.name()).collect();
            assert_eq!(what, ["修改", "新增"]);
            Ok(())
        });
    });
}

#[test]
fn everything_that_does_not_fit_is_told_with_its_line() {
    in_the_house(|house| {
        let files = [
            csv(
                "places.csv",
                "path,name,grid\nCOMMUNITY,海口社区,\nCOMMUNITY/xq1,听海苑,\n\
                 COMMUNITY/xq1/3,3号楼,hk-g01\nCOMMUNITY/xq1/3,3号楼,hk-g02\n\
                 COMMUNITY/xq1/4,4号楼,cgss-g01\nCOMMUNITY/xq1/5,5号楼,\n\
                 COMMUNITY/xq9/1,1号楼,hk-g01\n37/3702/370213,李沧区,\n海口,海口,\n",
            ),
            csv(
                "grids.csv",
                "code,community,number,name,superior\n\
                 hk-g01,COMMUNITY,1,第1网格,hk\nhk-g02,COMMUNITY,01,第2网格,hk\n",
            ),
            csv(
                "units.csv",
                "code,kind,name,superior,phone,covers,duties\n\
                 hk,社区,海口社区,nobody,12,COMMUNITY,rockets\n\
                 a,street_department,甲,b,,,\nb,street_department,乙,a,,,\n\
                 a,street_department,甲,b,,,\ncgss,property_company,春光,hk,,,\n\
                 c,区,另一个区,,,37/3702/370212/370212001/370212001901,\n",
            ),
            csv("staff.csv", "username,name,unit,role\nx,甲,hk,astronaut\nzz,乙,hk,reviewer\n"),
        ];
        let misfits = planned(house, &files).unwrap_err();
        insta::allow_duplicates! {
            insta::assert_snapshot!(misfits.join("\n"), @r#"
            grids.csv 第 3 行：编号 01 在这个社区已经是“hk-g01”的。
            places.csv 第 5 行：“37/3702/370212/370212001/370212001902/xq1/3”已在 places.csv 第 4 行 登记在网格“hk-g01”，一栋楼只能在一个网格。
            places.csv 第 6 行：网格“cgss-g01”在另一个社区，一个网格不能跨两个社区。
            places.csv 第 7 行：没有写网格，每栋楼都要在一个网格里。
            places.csv 第 8 行：“37/3702/370212/370212001/370212001902/xq9/1”的上一级不在文件里，平台上也没有。
            places.csv 第 9 行：“37/3702/370213”不在本区（370212）。
            places.csv 第 10 行：“海口”不是完整的地点路径，应当像 37/3702/370212/370212001/370212001901/xq/3。
            staff.csv 第 2 行：“x”应当是 2 到 32 个小写字母、数字或 . - _。
            staff.csv 第 2 行：“astronaut”不是受理员、书记、网格员、承办人、负责人、派单员、审核员、回访员、领导、数据员、系统管理员、安全管理员、审计管理员之一。
            staff.csv 第 3 行：社区没有“审核员”这个岗位，只有平台办公室才有。
            units.csv 第 2 行：“rockets”不是事项目录里的代码。
            units.csv 第 2 行：上级单位“nobody”不在文件里，平台上也没有。
            units.csv 第 3 行：上级绕成了一圈：a → b → a。
            units.csv 第 4 行：上级绕成了一圈：b → a → b。
            units.csv 第 5 行：代码“a”重复，units.csv 第 3 行 已经用了。
            units.csv 第 5 行：上级绕成了一圈：a → b → a。
            units.csv 第 6 行：“cgss”现在是社区，类型不能改；请撤销它，再用新代码建一个。
            units.csv 第 7 行：只能有一个区，现在有 c、laoshan。
            "#);
        }
    });
}

#[test]
fn what_is_no_table_at_all_is_told_before_anything_else() {
    in_the_house(|house| {
        let files = [
            csv("units.csv", "code,name,colour\nhk,海口,blue\n"),
            csv("districts.csv", "code\n1\n"),
            csv("grids.csv", ""),
            csv("all.json", "{\"units\": [{\"code\": {}}], \"rivers\": []}"),
            csv("members.csv", "grid,role,name\ncgss-g01,网格员\n"),
            Brought { name: "staff.csv".into(), bytes: b"username\r\n\xff\xff".to_vec() },
        ];
        let misfits = planned(house, &files).unwrap_err();
        insta::allow_duplicates! {
            insta::assert_snapshot!(misfits.join("\n"), @r#"
            units.csv 第 1 行：不认识“colour”这一列。
            units.csv 第 1 行：缺少“类型”（kind）这一列。
            districts.csv：看不出是哪张表，文件名应当是 places.csv（地点）、units.csv（单位）、grids.csv（网格）、members.csv（网格队员）、staff.csv（人员）、outlines.csv（边界） 之一。
            grids.csv：是空的，没有表头。
            all.json：“rivers”应当是 places、units、grids、members、staff、outlines 之一，值是一个列表。
            all.json 的 units 第 1 项：“code”应当是文字、数字或它们的列表。
            members.csv 第 2 行：有 2 格，表头有 3 格。
            staff.csv 第 2 行：读不出文字。请在表格软件里另存为“CSV UTF-8”再导入。
            "#);
        }
    });
}

#[test]
fn json_says_the_same_as_csv() {
    in_the_house(|house| {
        let text = r#"{
            "units": [{"code": "haikou", "kind": "community", "name": "海口社区", "covers": ["COMMUNITY"],
                "superior": "zhonghan", "duties": ["other"]}],
            "places": [{"path": "COMMUNITY", "name": "海口社区"}]
        }"#;
        let plan = lands(house, &[csv("all.json", text)]);
        assert_eq!(plan.changes.len(), 1 + 3);
        assert!(planned(house, &[csv("all.json", text)]).unwrap().is_empty());
        let wrong = text.replace("zhonghan", "nowhere");
        let misfits = planned(house, &[csv("all.json", &wrong)]).unwrap_err();
        let told = "all.json 的 units 第 1 项：上级单位“nowhere”不在文件里，平台上也没有。";
        assert_eq!(misfits, [told]);
    });
}

#[test]
fn a_building_moves_to_another_grid_with_all_that_is_in_it() {
    in_the_house(|house| {
        let building = "37/3702/370212/370212001/370212001901/cgss1/5";
        let text = format!("path,name,grid\n{building},5号楼,cgss-g02\n");
        let plan = lands(house, &[csv("places.csv", &text)]);
        let note = plan.notes().next().unwrap().to_string();
        assert!(note.ends_with("网格 cgss-g01 → cgss-g02"), "{note}");
        house.does(|work| {
            let home = at(work.tx, "cgss1/5/1/502")?;
            assert_eq!(grid_of(work.tx, &home)?.unwrap().code, "02");
            let team = covering_unit(work.tx, &home, UnitKind::GridTeam)?.unwrap();
            assert_eq!(team.code, "cgss-g02");
            Ok(())
        });
        assert!(planned(house, &[csv("places.csv", &text)]).unwrap().is_empty());
    });
}
