use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::commands::{demo_runs_once, says};
use super::holds;

fn import(data: &Path, file: &Path) -> (bool, Vec<String>) {
    let (fine, said) = says(data, &["import", "appeals", &file.display().to_string()]);
    (fine, said.lines().map(str::to_owned).collect())
}

#[test]
fn good_rows_land_once_and_bad_ones_are_told_with_line_and_reason() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let file = data.path().join("mailbox.jsonl");
    let lines = [
        r#"{"id": "1", "at": "2019-04-25T09:32:09+08:00", "text": "灯坏了", "title": "灯"}"#,
        r#"{"id": "2", "at": "2019-04-25", "text": "灯坏了"}"#,
        r#"{"id": "3", "at": "2019-04-25T09:32:09+08:00", "text": "路断了",
            "reply": "修了", "replied_at": "2019-04-26T09:00:00+08:00"}"#,
        r#"{"id": "1", "at": "2019-04-25T09:32:09+08:00", "text": "灯坏了", "title": "灯"}"#,
        r#"{"id": "4", "at": "2999-01-01T00:00:00+08:00", "text": "灯坏了"}"#,
    ];
    fs::write(&file, lines.map(|line| line.replace('\n', " ")).join("\n")).unwrap();
    let report = data.path().join("import-mailbox.jsonl.bad.txt");
    let (fine, said) = import(data.path(), &file);
    assert!(fine, "{said:?}");
    assert_eq!(said[0], format!("bad rows are told in {}", report.display()));
    assert_eq!(said[1], "2 added, 1 already there, 2 bad");
    let mut told: Vec<_> =
        fs::read_to_string(&report).unwrap().lines().map(str::to_owned).collect();
    told.sort();
    assert!(told[0].starts_with("第 2 行：at 不是带时区的时间"), "{told:?}");
    assert!(told[1].starts_with("第 5 行：提交或答复的时间在现在之后"), "{told:?}");
    assert_eq!(import(data.path(), &file).1[1], "0 added, 3 already there, 2 bad");
    let (fine, said) = says(data.path(), &["trail", "verify"]);
    assert!(fine && holds(&said, 2), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_told_in_one_line() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let (fine, said) = import(data.path(), &data.path().join("nowhere.jsonl"));
    assert!(!fine);
    assert!(said.len() == 1 && said[0].contains("nowhere.jsonl"), "{said:?}");
}

/// The real messages lie beside the repository where it is developed, and never in it.
#[test]
fn the_real_replies_land_whole_where_there_are_any() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/replies.jsonl");
    if !file.exists() {
        println!("not imported: replies.jsonl does not lie beside the repository");
        return;
    }
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let (fine, said) = import(data.path(), &file);
    assert!(fine && said == ["2816 added, 0 already there, 0 bad"], "{said:?}");
}

#[test]
fn an_organisation_begins_a_fresh_directory_and_a_bad_one_leaves_nothing() {
    let home = TempDir::new().unwrap();
    let (data, file) = (home.path().join("data"), home.path().join("units.csv"));
    let import = || says(&data, &["import", "organisation", &file.display().to_string()]);
    fs::write(&file, "代码,颜色\n").unwrap();
    let (fine, said) = import();
    assert!(!fine && said.contains("units.csv 第 1 行：不认识“颜色”这一列。"), "{said}");
    assert!(!data.exists());
    let units = "代码;类型;名称;上级\r\nqu;区;某区;\r\nban;平台办公室;某办;qu\r\n";
    fs::write(&file, units).unwrap();
    let (fine, said) = import();
    assert!(fine && said.starts_with("district 370212 is begun in "), "{said}");
    assert!(said.contains("units.csv：按分号分列。\n"), "{said}");
    assert!(said.ends_with("2 changes made\n"), "{said}");
    let (fine, said) = import();
    assert!(fine && said.ends_with("0 changes made\n") && !said.contains("begun"), "{said}");
}

#[test]
fn an_organisation_is_previewed_then_brought_in_then_the_same() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let files = data.path().join("organisation");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("notes.txt"), "not a table").unwrap();
    let units = "\u{feff}代码,类型,名称,上级\nhaikou,社区,海口社区（演示）,zhonghan\n";
    fs::write(files.join("单位.csv"), units).unwrap();
    let staff = "username,name,unit,role\nhk.clerk,演示-受理员丙,haikou,受理员\n";
    fs::write(files.join("staff.csv"), staff).unwrap();
    let path = files.display().to_string();
    let import =
        |words: &[&str]| says(data.path(), &[&["import", "organisation", &path], words].concat());
    let (fine, said) = import(&["--preview"]);
    assert!(fine && said.starts_with("新增单位 海口社区（演示）（haikou）"), "{said}");
    assert!(said.contains("units: 1 new, 0 changed, 0 the same, "), "{said}");
    let (fine, said) = import(&[]);
    assert!(fine && said.contains("hk.clerk: password, shown this once: "), "{said}");
    assert!(said.ends_with("3 changes made\n"), "{said}");
    let (_, listed) = says(data.path(), &["user", "list"]);
    assert!(listed.contains("clerk at haikou  (must change password)"), "{listed}");
    assert!(import(&[]).1.ends_with("0 changes made\n"));
    fs::write(files.join("staff.csv"), staff.replace("haikou", "nowhere")).unwrap();
    let (fine, said) = import(&[]);
    assert!(!fine, "{said}");
    let told = "staff.csv 第 2 行：单位“nowhere”不在文件里，平台上也没有。\n\
                xianban: 1 faults in the file, nothing was written\n";
    assert_eq!(said, told);
}
