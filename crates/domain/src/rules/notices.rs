use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the machine writes to the applicant at one move. `{no}` and the like are filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The line shown in the list of notices.
    pub title: String,
    /// The text, with gaps.
    pub text: String,
    /// What the short message says of it, with its own gaps; the title when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sms: String,
}

/// What short messages say: which matter and what became of it, none of its words and no name, for a
/// phone lies open on a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsWords {
    /// The whole message: `{no}` is the matter's number, `{what}` what the notice says in short,
    /// `{link}` where its page is.
    pub notice: String,
    /// The same for dossiers of other kinds than appeals, by kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: BTreeMap<String, String>,
}

/// As in rules written before notices were sent.
impl Default for SmsWords {
    fn default() -> Self {
        Self {
            notice: "您的诉求 {no} 有新进展，请打开“我的诉求”查看。".to_owned(),
            others: BTreeMap::new(),
        }
    }
}

impl Notice {
    /// The words that may stand in braces.
    pub const GAPS: &[&str] = &["no", "title", "unit", "due", "reason", "told", "channel", "round"];

    /// The words that may stand in braces in the short message. `{code}`, the query code, only where
    /// a matter gets its number.
    pub const SMS_GAPS: &[&str] = &["due", "round", "code"];

    /// The text with its gaps filled. A gap that is not given is left out; a value is never read
    /// for gaps itself, so an applicant's words cannot pull anything in.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        filled(&self.text, values)
    }

    /// The same for what the short message says of it.
    pub fn in_short(&self, values: &[(&str, &str)]) -> String {
        if self.sms.is_empty() { self.title.clone() } else { filled(&self.sms, values) }
    }

    /// The gaps of the short message, in order.
    pub fn sms_gaps(&self) -> impl Iterator<Item = &str> {
        pieces(&self.sms).filter_map(|(_, gap)| gap)
    }

    /// The gaps of the text, in order.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        pieces(&self.text).filter_map(|(_, gap)| gap)
    }
}

impl SmsWords {
    /// The whole message about the dossier `no` of a kind, of which `what` is told, with its page at
    /// `link`.
    pub fn fill(&self, kind: &str, no: &str, what: &str, link: &str) -> String {
        let words = self.others.get(kind).unwrap_or(&self.notice);
        filled(words, &[("no", no), ("what", what), ("link", link)])
    }
}

fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (before, gap) in pieces(text) {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(name, _)| Some(*name) == gap) {
            filled.push_str(value);
        }
    }
    filled
}

/// Cuts a template into plain pieces, each with the gap that follows it.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let cut = now.split_once('{').and_then(|(before, after)| {
            after.split_once('}').map(|(gap, rest)| (before, gap, rest))
        });
        let Some((before, gap, after)) = cut else {
            rest = None;
            return Some((now, None));
        };
        rest = Some(after);
        Some((before, Some(gap)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(text: &str) -> Notice {
        Notice { title: "有消息".into(), text: text.into(), sms: String::new() }
    }

    #[test]
    fn gaps_are_filled_in_their_places() {
        let filled = notice("编号 {no} 由{unit}办理。").fill(&[("unit", "城管科"), ("no", "LS1")]);
        assert_eq!(filled, "编号 LS1 由城管科办理。");
    }

    #[test]
    fn a_value_with_braces_stays_as_it_is() {
        let filled = notice("“{title}”，{no}").fill(&[("title", "{no}{"), ("no", "LS1")]);
        assert_eq!(filled, "“{no}{”，LS1");
    }

    #[test]
    fn a_short_message_says_what_happened_to_which_matter_and_where_it_is() {
        let notice_words = "您的诉求 {no}{what}。{link}".into();
        let words = SmsWords { notice: notice_words, ..SmsWords::default() };
        let released = Notice { sms: "已经答复，请在 {due} 前评价".into(), ..notice("") };
        let what = released.in_short(&[("due", "11 月 30 日"), ("title", "楼道灯")]);
        let said = words.fill("appeal", "LS1", &what, "https://x/appeals/LS1");
        assert_eq!(said, "您的诉求 LS1已经答复，请在 11 月 30 日 前评价。https://x/appeals/LS1");
        assert_eq!(notice("").in_short(&[]), "有消息");
    }

    #[test]
    fn a_text_without_gaps_or_with_half_a_gap_stays() {
        assert_eq!(notice("好的").fill(&[]), "好的");
        assert_eq!(notice("好{的").fill(&[]), "好{的");
    }
}
