use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use xianban_kernel::Moment;

use super::*;

fn row() -> Value {
    json!({
        "id": "9001", "user": "U77", "title": "楼道灯不亮", "at": "2026-03-02T09:00:00+08:00",
        "text": "三单元的楼道灯\r\n坏了一周。", "reply": "已换新灯。",
        "replied_at": "2026-03-04T16:30:00+08:00"
    })
}

/// The made-up row with one field changed; `Null` takes it away.
fn with(field: &str, value: Value) -> Result<ImportRow, BadReason> {
    let mut row = row();
    row[field] = value;
    read_line(7, &row.to_string()).map_err(|bad| bad.reason)
}

#[test]
fn a_whole_line_is_read() {
    let expected = ImportRow {
        id: "9001".to_owned(),
        user: Some("U77".to_owned()),
        title: "楼道灯不亮".to_owned(),
        at: Moment::parse("2026-03-02T01:00:00Z").unwrap(),
        text: "三单元的楼道灯\n坏了一周。".to_owned(),
        reply: Some(Replied {
            text: "已换新灯。".to_owned(),
            at: Moment::parse("2026-03-04T16:30:00+08:00").unwrap(),
        }),
    };
    assert_eq!(read_line(1, &row().to_string()), Ok(expected));
}

#[test]
fn only_number_time_and_words_must_be_there() {
    let least = r#"{"id": 12, "at": "2026-03-02T09:00:00+08:00", "text": "路面有坑", "likes": 3}"#;
    let read = read_line(1, least).unwrap();
    assert_eq!((read.id.as_str(), read.title.as_str()), ("12", ""));
    assert_eq!((read.user, read.reply), (None, None));
    for field in ["id", "text"] {
        assert_eq!(with(field, Value::Null), Err(BadReason::Missing(field)));
        assert_eq!(with(field, json!(" \u{3000}\u{200b}\n")), Err(BadReason::Missing(field)));
    }
    assert_eq!(with("at", Value::Null), Err(BadReason::Missing("at")));
}

#[test]
fn odd_spaces_and_invisible_characters_do_not_come_in() {
    let read = with("text", json!("\u{feff}\u{a0}灯\u{0}坏\u{200b}了\t三\u{2028}天\u{7}\u{3000}"));
    assert_eq!(read.unwrap().text, "灯坏了 三\n天");
}

#[test]
fn a_time_without_zone_and_a_reply_out_of_order_are_refused() {
    for wrong in ["2026-03-02", "2026-03-02T09:00:00", "昨天", "1772413200000"] {
        assert_eq!(with("at", json!(wrong)), Err(BadReason::NotATime("at")), "{wrong}");
    }
    assert_eq!(with("replied_at", json!("soon")), Err(BadReason::NotATime("replied_at")));
    assert_eq!(with("replied_at", Value::Null), Err(BadReason::Missing("replied_at")));
    assert_eq!(with("reply", Value::Null), Err(BadReason::Missing("reply")));
    let before = with("replied_at", json!("2026-03-02T08:59:59+08:00"));
    assert_eq!(before, Err(BadReason::RepliedBefore));
}

#[test]
fn every_bound_holds_to_the_character() {
    let bounds = [("id", 64), ("user", 64), ("title", 200), ("text", 10_000), ("reply", 20_000)];
    for (field, most) in bounds {
        assert!(with(field, json!("字".repeat(most))).is_ok(), "{field}");
        let length = most + 1;
        let over = with(field, json!("字".repeat(length)));
        assert_eq!(over, Err(BadReason::TooLong { field, length, most }));
    }
}

#[test]
fn the_longest_row_fits_a_line_even_when_all_is_escaped() {
    // Each counts as two, as browsers count.
    let long = |n: usize| "\\ud83d\\ude00".repeat(n / 2);
    let line = row().to_string().replace("已换新灯。", &long(20_000));
    let line = line.replace("三单元的楼道灯\\r\\n坏了一周。", &long(10_000));
    assert!(line.len() > 170_000 && read_line(1, &line).is_ok());
    let over = read_line(1, &" ".repeat(512 * 1024 + 1)).unwrap_err().reason;
    assert!(matches!(over, BadReason::LineTooLong { .. }));
}

#[test]
fn what_is_no_object_says_where_reading_stopped() {
    let bad = read_line(3, r#"{"id": "1", "text": "半"#).unwrap_err();
    assert_eq!(bad.to_string(), "第 3 行：不是一个完整的 JSON 对象（第 24 个字节附近）");
    for line in ["", "null", "[]", "\"灯\"", "{} {}"] {
        let reason = read_line(1, line).unwrap_err().reason;
        assert!(matches!(reason, BadReason::NotAnObject { .. }), "{line}");
    }
    assert_eq!(with("text", json!(["灯"])), Err(BadReason::NotText("text")));
    assert_eq!(with("user", json!(7)), Err(BadReason::NotText("user")));
    assert_eq!(with("id", json!(1.5)), Err(BadReason::NotText("id")));
}

/// What a file says line after line: the row's id, or why not.
fn read_file(file: &[u8]) -> Vec<String> {
    let mut lines = Lines::of(file);
    let mut said = Vec::new();
    while let Some(read) = lines.next_row().unwrap() {
        said.push(read.map_or_else(|bad| bad.to_string(), |row| row.id));
    }
    assert_eq!(lines.bytes(), u64::try_from(file.len()).unwrap());
    said
}

#[test]
fn a_file_is_read_on_behind_bad_lines_and_without_an_end_of_line() {
    let long = "字".repeat(200_000);
    let good = row();
    let mut file = format!("\u{feff}{good}\r\n\n{long}\n").into_bytes();
    file.extend_from_slice(b"{\"id\": \"\xff\"}\n");
    file.extend_from_slice(good.to_string().as_bytes());
    let said = read_file(&file);
    assert_eq!(
        said,
        [
            "9001",
            "第 3 行：这一行有 600001 字节，最多 524288 字节",
            "第 4 行：不是 UTF-8 编码（第 9 个字节附近），请转换编码后再导入",
            "9001",
        ]
    );
}

proptest! {
    #[test]
    fn no_line_makes_the_reader_fall(line in any::<String>()) {
        prop_assert!(read_line(1, &line).is_err());
    }

    #[test]
    fn words_come_in_clean_whatever_they_were(words in any::<String>()) {
        if let Ok(read) = with("text", json!(words)) {
            prop_assert_eq!(read.text.trim(), &read.text);
            prop_assert!(!read.text.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}

/// The real messages lie beside the repository where it is developed, and never in it.
#[test]
fn every_real_message_is_read_where_there_are_any() {
    let folder = Path::new("../../../shared/data");
    for name in ["replies.jsonl", "messages.jsonl"] {
        let Ok(file) = fs::read_to_string(folder.join(name)) else {
            println!(
                "not checked against real messages: {name} does not lie beside the repository"
            );
            continue;
        };
        for (n, line) in (1..).zip(file.lines()) {
            let read = read_line(n, line).unwrap_or_else(|bad| panic!("{name}: {bad}"));
            assert_eq!(read.reply.is_some(), name == "replies.jsonl", "{name}: {n}");
        }
    }
}
