use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::commands::{demo_runs_once, says, served_once, xianban};
use super::user::logs_in;

/// The passwords that a setup showed, by account.
fn shown(said: &str) -> BTreeMap<&str, &str> {
    let told = said.lines().filter_map(|line| line.split_once("password, shown this once: "));
    told.map(|(who, password)| (who.split(' ').next().unwrap(), password)).collect()
}

#[test]
fn a_fresh_district_gets_its_units_and_three_administrators_who_can_log_in() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let (fine, said) = says(&data, &["setup"]);
    assert!(fine && said.starts_with("district 370212 is begun in "), "{said}");
    assert!(said.contains("unit district is made: 崂山区\n"), "{said}");
    assert!(said.contains("unit platform is made: 崂山区社会治理中心\n"), "{said}");
    let passwords = shown(&said);
    assert_eq!(passwords.keys().copied().collect::<Vec<_>>(), ["auditor", "secadmin", "sysadmin"]);
    let (_, listed) = says(&data, &["user", "list"]);
    for (username, role) in
        [("sysadmin", "system_admin"), ("secadmin", "security_admin"), ("auditor", "audit_admin")]
    {
        let line = listed.lines().find(|line| line.starts_with(username)).unwrap();
        let held = format!("{role} at platform  (must change password)");
        assert!(line.contains(&held), "{line}");
        assert!(logs_in(&data, username, passwords[username]).unwrap().must_change);
    }
    assert_eq!(listed.lines().count(), 3, "{listed}");
    let served = served_once(xianban(&data, &["serve"]));
    assert!(served.contains("district 370212 (sqlite)"), "{served}");
    let (fine, said) = says(&data, &["trail", "verify"]);
    assert!(fine, "{said}");
}

#[test]
fn a_second_setup_says_so_and_changes_nothing() {
    let data = TempDir::new().unwrap();
    let (fine, said) = says(data.path(), &["setup"]);
    assert!(fine, "{said}");
    let (_, before) = says(data.path(), &["user", "list"]);
    let (fine, again) = says(data.path(), &["setup"]);
    assert!(fine && again.starts_with("this district was set up before, nothing was changed"));
    assert!(shown(&again).is_empty());
    assert_eq!(says(data.path(), &["user", "list"]).1, before);
    let passwords = shown(&said);
    assert!(logs_in(data.path(), "secadmin", passwords["secadmin"]).is_ok());
}

#[test]
fn the_demo_and_an_imported_district_keep_what_they_have() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let (fine, said) = says(data.path(), &["setup"]);
    assert!(fine && said.starts_with("this district was set up before"), "{said}");

    let home = TempDir::new().unwrap();
    let (data, file) = (home.path().join("data"), home.path().join("units.csv"));
    let units = "代码,类型,名称,上级\nqu,区,某区,\nban,平台办公室,某办,qu\n";
    fs::write(&file, units).unwrap();
    let (fine, said) = says(&data, &["import", "organisation", &file.display().to_string()]);
    assert!(fine, "{said}");
    let (fine, said) = says(&data, &["setup"]);
    assert!(fine && !said.contains("unit ") && shown(&said).len() == 3, "{said}");
    assert!(says(&data, &["user", "list"]).1.contains("audit_admin at ban"));
}

#[test]
fn an_administrators_name_that_somebody_else_uses_is_told_and_nothing_is_made() {
    let data = TempDir::new().unwrap();
    assert!(says(data.path(), &["migrate"]).0);
    served_once(xianban(data.path(), &["serve"]));
    let (fine, said) = says(data.path(), &["user", "add", "auditor", "--name", "审计"]);
    assert!(fine, "{said}");
    let (fine, said) = says(data.path(), &["setup"]);
    assert!(!fine && said.contains("account auditor is there and does not hold audit_admin"));
    assert_eq!(says(data.path(), &["user", "list"]).1.lines().count(), 1);
}

#[test]
fn another_district_begins_under_its_own_rules() {
    let home = TempDir::new().unwrap();
    let (data, file) = (home.path().join("data"), home.path().join("rules.toml"));
    let path = file.display().to_string();
    assert!(says(&data, &["rules", "export", "--shipped", &path]).0);
    let rules = fs::read_to_string(&file).unwrap();
    let rules = rules.replacen("code = \"370212\"", "code = \"370213\"", 1);
    fs::write(&file, rules.replacen("name = \"崂山区\"", "name = \"李沧区\"", 1)).unwrap();
    let setup = |rules: &[&str]| says(&data, &[&["setup", "--district", "370213"], rules].concat());
    assert!(!setup(&[]).0, "the shipped rules are for another district");
    let (fine, said) = setup(&["--rules", &path]);
    assert!(fine && said.contains("unit platform is made: 李沧区社会治理中心\n"), "{said}");
    let (fine, said) = setup(&["--rules", &path]);
    assert!(fine && said.contains("rules that are in force stay"), "{said}");
    assert!(said.contains("this district was set up before"), "{said}");
}
