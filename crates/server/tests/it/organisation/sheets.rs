//! Tables as spreadsheet programs make them.

use xianban_domain::organisation::{Brought, unit_by_code};
use xianban_testkit::office::LAOSHAN;

use super::{csv, in_the_house, lands, planned};

macro_rules! case {
    ($name:literal) => {
        Brought { name: $name.to_owned(), bytes: include_bytes!(concat!("cases/", $name)).to_vec() }
    };
}

#[test]
fn however_a_spreadsheet_saved_it_the_same_is_read_and_what_was_assumed_is_said() {
    in_the_house(|house| {
        let cases: [(Brought, &'static str, [&str; 3]); 5] = [
            (
                case!("units-gbk.csv"),
                "w-gbk",
                ["测试科室乙", "0532-88880002", "不是 UTF-8，按 GBK 编码读的，请核对汉字。"],
            ),
            (
                case!("units-semicolon.csv"),
                "w-semi",
                ["测试科室丁", "0532-88880004", "按分号分列。"],
            ),
            (
                case!("units-utf16tab.csv"),
                "w-tab",
                ["测试科室戊", "0532-88880005", "按 UTF-16 编码读的。|按制表符分列。"],
            ),
            (
                case!("units-titlerow.csv"),
                "w-title",
                ["测试科室己", "0532-88880006", "第 1 行“某区单位一览表”在表头上面，跳过了。"],
            ),
            (case!("units-real.xlsx"), "w-x", ["测试", "0532-88880001", "读的是工作表“Sheet”。"]),
        ];
        for (file, code, [name, phone, assumed]) in cases {
            let begin = format!("{}：", file.name);
            let plan = lands(house, &[file]);
            let said: Vec<_> = plan.remarks.iter().filter_map(|r| r.strip_prefix(&begin)).collect();
            assert_eq!(said.join("|"), assumed, "{code}");
            house.does(move |work| {
                let unit = unit_by_code(work.tx, LAOSHAN, code)?.unwrap();
                assert_eq!((unit.name.as_str(), unit.phone.as_str()), (name, phone));
                Ok(())
            });
        }
    });
}

#[test]
fn digits_that_a_spreadsheet_took_are_told_with_the_row_it_shows() {
    in_the_house(|house| {
        for file in [case!("units-phones.csv"), case!("units-phones-lf.csv")] {
            let name = file.name.clone();
            let rewritten = planned(house, &[file]).unwrap_err();
            let told = |row: u32, text: &str| {
                format!(
                    "{name} 第 {row} 行：“电话”“{text}”被表格软件改写过，位数可能丢了。请把这一列设成文本，重新填写。"
                )
            };
            assert_eq!(rewritten, [told(3, "1.38E+10"), told(4, "13800001111.0")]);
        }
        let lost = planned(house, &[case!("units-zero.csv")]).unwrap_err();
        let told = "units-zero.csv 第 2 行：“53288880007”像是区号前面的 0 被表格软件去掉了。\
                    请把这一列设成文本，写成 0532-88881234 这样。";
        assert_eq!(lost, [told]);
    });
}

#[test]
fn names_of_kinds_are_taken_and_a_code_in_capitals_is_told() {
    in_the_house(|house| {
        let told = planned(house, &[case!("units-kindname.csv")]).unwrap_err();
        let said = "units-kindname.csv 第 2 行：“W-Upper”应当是 1 到 40 个小写字母、数字或 - _。";
        assert_eq!(told, [said]);
    });
}

#[test]
fn rows_are_counted_with_the_empty_ones_and_cells_of_several_lines_as_one() {
    in_the_house(|house| {
        let text = "代码,类型,名称,上级,职责,\r\n\r\n\
                    w-1,街道科室,甲,zhonghan,\"other\r\ndisputes\",\r\n,,,,,\r\n\
                    w-2,街道科室,乙,nowhere,,\r\nw-3,街道科室,丙\r\n";
        let told = planned(house, &[csv("units.csv", text)]).unwrap_err();
        assert_eq!(told, ["units.csv 第 6 行：有 3 格，表头有 6 格。"]);
        let text = text.replace("w-3,街道科室,丙\r\n", "");
        let told = planned(house, &[csv("units.csv", &text)]).unwrap_err();
        assert_eq!(told, ["units.csv 第 5 行：上级单位“nowhere”不在文件里，平台上也没有。"]);
    });
}

#[test]
fn what_hides_in_a_code_is_taken_out_and_zeros_before_it_are_missed() {
    in_the_house(|house| {
        let text = "代码,类型,名称,上级,电话\n\
                    ００１\u{200b},\u{a0}街道科室,甲,zhonghan\u{feff},0532－88880009\n";
        lands(house, &[csv("units.csv", text)]);
        house.does(|work| {
            assert_eq!(unit_by_code(work.tx, LAOSHAN, "001")?.unwrap().phone, "0532-88880009");
            Ok(())
        });
        let text = "代码,类型,名称,上级\n1,街道科室,甲,zhonghan\n";
        let told = planned(house, &[csv("units.csv", text)]).unwrap_err();
        let said = "units.csv 第 2 行：代码“1”和“001”只差前面的 0，像是被表格软件去掉了。\
                    请把这一列设成文本，重新填写。";
        assert_eq!(told, [said]);
    });
}
