use super::super::{Rules, SHIPPED};
use super::*;
use crate::rooms::vocabulary;

fn shipped() -> Sheet {
    Sheet::parse(SHIPPED).unwrap()
}

#[test]
fn a_form_that_changes_nothing_leaves_the_file_as_it_was_written() {
    fn all(sheet: &mut Sheet, node: &Node, path: &str) {
        let at = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match node {
            Node::Value(_, text) => sheet.set(path, text).unwrap(),
            Node::Table(parts) => parts.iter().for_each(|(key, part)| all(sheet, part, &at(key))),
            Node::List(entries) => {
                entries
                    .iter()
                    .enumerate()
                    .for_each(|(n, one)| all(sheet, one, &at(&n.to_string())));
            }
        }
    }
    let mut sheet = shipped();
    let whole = sheet.node("").unwrap();
    all(&mut sheet, &whole, "");
    assert_eq!(sheet.text(), shipped().text());
    assert!(sheet.text().starts_with(SHIPPED.trim_end()));
    assert!(whole.size() > 900, "every value is there: {}", whole.size());
}

#[test]
fn one_value_changes_and_its_comment_stays() {
    let mut sheet = shipped();
    sheet.set("limits.general.accept", "12h").unwrap();
    assert!(sheet.text().contains("accept = \"12h\"             # Beijing DB11/T 2021-2022"));
    assert_eq!(
        differences(&shipped(), &sheet),
        [Difference {
            at: ["limits", "general", "accept"].map(str::to_owned).to_vec(),
            from: Some("24h".to_owned()),
            to: Some("12h".to_owned()),
        }]
    );
}

#[test]
fn days_are_written_one_a_line() {
    let mut sheet = shipped();
    let Some(Node::Value(Shape::Days, days)) = sheet.node("calendar.years.2.holidays") else {
        panic!("days")
    };
    assert!(days.starts_with("2026-01-01 至 2026-01-03\n2026-02-15 至 2026-02-23\n"), "{days}");
    sheet.set("calendar.years.3.published", "true").unwrap();
    sheet.set("calendar.years.3.holidays", "2027-01-01\r\n2027-02-05 至 2027-02-11").unwrap();
    let calendar = Rules::parse(&sheet.text(), vocabulary()).unwrap().calendar;
    assert_eq!(calendar.years[3].holidays.len(), 2, "the notice for a year is written in");
    sheet.add("calendar.years").unwrap();
    let years = sheet.node("calendar.years").unwrap();
    assert!(matches!(years, Node::List(years) if years.len() == 5));
}

#[test]
fn an_entry_is_added_filled_and_taken_off_again() {
    let mut sheet = shipped();
    let Some(Node::List(reasons)) = sheet.node("decline_reasons") else { panic!("a list") };
    let n = reasons.len();
    sheet.add("decline_reasons").unwrap();
    assert!(
        Rules::parse(&sheet.text(), vocabulary()).is_err(),
        "an entry without a code is refused"
    );
    for (key, text) in
        [("code", "arbitration"), ("name", "仲裁"), ("law", "仲裁法"), ("told", "请找")]
    {
        sheet.set(&format!("decline_reasons.{n}.{key}"), text).unwrap();
    }
    assert_eq!(
        Rules::parse(&sheet.text(), vocabulary()).map(|rules| rules.decline_reasons.len()),
        Ok(n + 1)
    );
    sheet.remove(&format!("decline_reasons.{n}")).unwrap();
    assert_eq!(differences(&shipped(), &sheet), []);
}

#[test]
fn an_optional_key_comes_and_goes() {
    let mut sheet = shipped();
    sheet.set("categories.0.groups.0.matters.0.lane", "urgent").unwrap();
    assert_eq!(differences(&shipped(), &sheet).len(), 1);
    sheet.set("categories.0.groups.0.matters.0.lane", "").unwrap();
    assert_eq!(differences(&shipped(), &sheet), []);
    assert!(sheet.set("categories.0.groups.0.matters.0.colour", "red").is_err());
}
