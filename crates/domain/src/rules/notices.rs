use serde::{Deserialize, Serialize};

use super::{NoticeKind, Rules};

/// What the machine writes to the applicant at one move. `{no}` and the like are filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The line shown in the list of notices.
    pub title: String,
    /// The text, with gaps.
    pub text: String,
}

/// What short messages say: number and place only, for a phone lies open on a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsWords {
    /// That a notice waits; `{no}` is the appeal's number.
    pub notice: String,
}

/// As in rules written before notices were sent.
impl Default for SmsWords {
    fn default() -> Self {
        Self {
            notice: "您的诉求 {no} 有新进展，请打开“我的诉求”查看。".to_owned()
        }
    }
}

impl Notice {
    /// The words that may stand in braces.
    pub const GAPS: &[&str] = &["no", "title", "unit", "due", "reason", "told", "channel", "round"];

    /// The text with its gaps filled. A gap that is not given is left out; a value is never read
    /// for gaps itself, so an applicant's words cannot pull anything in.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(self.text.len());
        for (before, gap) in pieces(&self.text) {
            filled.push_str(before);
            if let Some((_, value)) = values.iter().find(|(name, _)| Some(*name) == gap) {
                filled.push_str(value);
            }
        }
        filled
    }

    /// The gaps of the text, in order.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        pieces(&self.text).filter_map(|(_, gap)| gap)
    }
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

impl Rules {
    /// The notice of a move. The check of the whole sees to it that each is there.
    pub fn notice(&self, kind: NoticeKind) -> Option<&Notice> {
        self.notices.get(&kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(text: &str) -> Notice {
        Notice { title: String::new(), text: text.into() }
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
    fn a_text_without_gaps_or_with_half_a_gap_stays() {
        assert_eq!(notice("好的").fill(&[]), "好的");
        assert_eq!(notice("好{的").fill(&[]), "好{的");
    }
}
