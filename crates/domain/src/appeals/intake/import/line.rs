use serde_json::{Map, Value};
use xianban_kernel::Moment;
use xianban_kernel::words::{clean, length};

/// Longest line in bytes: text and reply at their bounds, every character escaped, and room to spare.
pub(crate) const LINE_BYTES_MOST: usize = 512 * 1024;

/// Longest identifier and account of the other platform, in characters.
const ID_MOST: usize = 64;

/// Longest title, in characters; other platforms allow more than our form.
const TITLE_MOST: usize = 200;

/// Longest text, in characters.
const TEXT_MOST: usize = 10_000;

/// Longest reply, in characters.
const REPLY_MOST: usize = 20_000;

/// One appeal of another platform. Words are trimmed, with `\n` as the only control character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its identifier there; with the platform's name it is unique.
    pub id: String,
    /// The applicant's account there, when given. Personal data.
    pub user: Option<String>,
    /// Its title; empty when it has none.
    pub title: String,
    /// When it was filed there.
    pub at: Moment,
    /// All words; never empty.
    pub text: String,
    /// The reply, when one was given.
    pub reply: Option<Replied>,
}

/// A reply that went out on the other platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replied {
    /// Its words; never empty.
    pub text: String,
    /// When it went out; not before the appeal was filed.
    pub at: Moment,
}

/// A line that cannot be brought in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行：{reason}")]
pub struct BadLine {
    /// Which line, from 1.
    pub line: u64,
    /// Why.
    pub reason: BadReason,
}

/// Why a line cannot be brought in, as the operator reads it. It never repeats the line's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadReason {
    /// Not one JSON object.
    #[error("不是一个完整的 JSON 对象（第 {column} 个字节附近）")]
    NotAnObject {
        /// Where reading stopped, in bytes from 1.
        column: usize,
    },
    /// Not UTF-8.
    #[error("不是 UTF-8 编码（第 {column} 个字节附近），请转换编码后再导入")]
    NotUtf8 {
        /// Where reading stopped, in bytes from 1.
        column: usize,
    },
    /// More bytes than any appeal needs.
    #[error("这一行有 {bytes} 字节，最多 {most} 字节")]
    LineTooLong {
        /// What it has.
        bytes: usize,
        /// What fits.
        most: usize,
    },
    /// A field that must be there is not, or is empty.
    #[error("缺少 {0}，或者它是空的")]
    Missing(&'static str),
    /// A field holds something else than text.
    #[error("{0} 不是文字")]
    NotText(&'static str),
    /// A field has too many characters.
    #[error("{field} 有 {length} 个字，最多 {most} 个字")]
    TooLong {
        /// Which.
        field: &'static str,
        /// What it has.
        length: usize,
        /// What fits.
        most: usize,
    },
    /// A field is no point in time.
    #[error("{0} 不是带时区的时间，应当像 2019-04-25T09:32:09+08:00")]
    NotATime(&'static str),
    /// A reply that went out before its appeal came in.
    #[error("replied_at 早于 at：答复不会在提交之前")]
    RepliedBefore,
}

/// Reads the `line`th line, counted from 1: `id`, `at` and `text` must be there; `user` and `title`
/// may be; `reply` and `replied_at` come together or not at all. Other fields are passed over. An
/// `id` may be written as a number.
pub fn read_line(line: u64, text: &str) -> Result<ImportRow, BadLine> {
    read(text).map_err(|reason| BadLine { line, reason })
}

fn read(line: &str) -> Result<ImportRow, BadReason> {
    if line.len() > LINE_BYTES_MOST {
        return Err(BadReason::LineTooLong { bytes: line.len(), most: LINE_BYTES_MOST });
    }
    let line = line.trim_start_matches('\u{feff}');
    let fields: Map<String, Value> = serde_json::from_str(line)
        .map_err(|error| BadReason::NotAnObject { column: error.column().max(1) })?;
    let fields = Fields(&fields);
    let at = fields.required_time("at")?;
    Ok(ImportRow {
        id: fields.required("id", ID_MOST)?,
        user: fields.words("user", ID_MOST)?,
        title: fields.words("title", TITLE_MOST)?.unwrap_or_default(),
        at,
        text: fields.required("text", TEXT_MOST)?,
        reply: fields.reply(at)?,
    })
}

struct Fields<'a>(&'a Map<String, Value>);

impl Fields<'_> {
    /// A field's words, cleaned; `None` when it is not there, null or blank.
    fn words(&self, field: &'static str, most: usize) -> Result<Option<String>, BadReason> {
        let words = match self.0.get(field) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(words)) => cleaned(words),
            Some(Value::Number(number)) if field == "id" && !number.is_f64() => number.to_string(),
            Some(_) => return Err(BadReason::NotText(field)),
        };
        let length = length(&words);
        if length > most {
            return Err(BadReason::TooLong { field, length, most });
        }
        Ok(Some(words).filter(|words| !words.is_empty()))
    }

    fn required(&self, field: &'static str, most: usize) -> Result<String, BadReason> {
        self.words(field, most)?.ok_or(BadReason::Missing(field))
    }

    fn required_time(&self, field: &'static str) -> Result<Moment, BadReason> {
        let written = self.required(field, ID_MOST)?;
        Moment::parse(&written).ok_or(BadReason::NotATime(field))
    }

    fn reply(&self, filed_at: Moment) -> Result<Option<Replied>, BadReason> {
        let text = self.words("reply", REPLY_MOST)?;
        let Some(text) = text else {
            let timed = self.words("replied_at", ID_MOST)?.is_some();
            return if timed { Err(BadReason::Missing("reply")) } else { Ok(None) };
        };
        let at = self.required_time("replied_at")?;
        if at < filed_at {
            return Err(BadReason::RepliedBefore);
        }
        Ok(Some(Replied { text, at }))
    }
}

/// Through the front door, with odd spaces as spaces, trimmed.
fn cleaned(words: &str) -> String {
    let spaced =
        |sign: char| if sign.is_whitespace() && !"\n\u{3000}".contains(sign) { ' ' } else { sign };
    clean(words).chars().map(spaced).collect::<String>().trim().to_owned()
}
