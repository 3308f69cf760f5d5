use jiff::Timestamp;
use xianban_kernel::Moment;

/// What a calendar needs to know of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: String,
    /// What is to be talked about.
    pub agenda: String,
    /// When.
    pub time: Moment,
    /// How often it was moved: a calendar replaces what it had.
    pub moved: i64,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// When this is said.
    pub said_at: Moment,
}

/// The same as a calendar file (RFC 5545), which phones open: lines of at most 75 octets, an hour long.
pub fn calendar_file(of: &Occasion) -> String {
    let status = if of.cancelled { "CANCELLED" } else { "CONFIRMED" };
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Xianban//Consultation//ZH".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@xianban", of.no),
        format!("DTSTAMP:{}", utc(of.said_at)),
        format!("DTSTART:{}", utc(of.time)),
        format!("DTEND:{}", utc(of.time.plus_hours(1))),
        format!("SEQUENCE:{}", of.moved + i64::from(of.cancelled)),
        format!("STATUS:{status}"),
        format!("SUMMARY:{}", escaped(&of.title)),
        format!("LOCATION:{}", escaped(&of.place)),
        format!("DESCRIPTION:{}", escaped(&of.agenda)),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

fn utc(at: Moment) -> String {
    let stamp = Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    stamp.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// RFC 5545, 3.3.11: backslash, semicolon and comma behind a backslash, a new line as `\n`.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// Octets of a line without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The line with its end, folded between characters: each further piece begins with a space.
fn folded(line: &str) -> String {
    let (mut folded, mut octets) = (String::with_capacity(line.len() + 8), 0);
    for sign in line.chars() {
        if octets + sign.len_utf8() > LINE {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(sign);
        octets += sign.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn occasion() -> Occasion {
        Occasion {
            no: "YS202611230001".to_owned(),
            title: "7 号楼前绿地怎么办；种菜，还是种树".to_owned(),
            place: "社区二楼会议室".to_owned(),
            agenda: "一、听大家说\n二、定方案, 分工".repeat(4),
            time: Moment::parse("2026-11-25T19:00:00+08:00").unwrap(),
            moved: 1,
            cancelled: false,
            said_at: Moment::parse("2026-11-23T09:00:00+08:00").unwrap(),
        }
    }

    #[test]
    fn lines_are_short_and_unfold_to_what_was_written() {
        let file = calendar_file(&occasion());
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        let whole = file.replace("\r\n ", "");
        assert!(whole.contains("SUMMARY:7 号楼前绿地怎么办；种菜，还是种树\r\n"), "{whole}");
        assert!(whole.contains("\\n二、定方案\\, 分工一、"), "{whole}");
        assert!(whole.contains("DTSTART:20261125T110000Z\r\nDTEND:20261125T120000Z"), "{whole}");
        assert!(whole.contains("SEQUENCE:1\r\nSTATUS:CONFIRMED"), "{whole}");
    }

    #[test]
    fn a_cancelled_one_replaces_what_the_calendar_had() {
        let file = calendar_file(&Occasion { cancelled: true, ..occasion() });
        assert!(file.contains("SEQUENCE:2\r\nSTATUS:CANCELLED"), "{file}");
    }
}
