//! What is long is shown by its beginning; the rest folds away behind a line that says how much it is.

/// So many signs of a text stand open, and so many lines.
const SIGNS: usize = 600;
const LINES: usize = 12;
/// Fewer signs than this are not worth a fold.
const REST: usize = 120;
/// So many entries of a history stand open.
const ENTRIES: usize = 12;

/// The beginning of a text, and what of it folds away: empty when the text is short. Both together
/// are the text; it is cut at the end of a line or a sentence where there is one.
pub fn folded(text: &str) -> (&str, &str) {
    let signs = text.char_indices().nth(SIGNS).map_or(text.len(), |(at, _)| at);
    let lines = text.match_indices('\n').nth(LINES - 1).map_or(text.len(), |(at, _)| at + 1);
    let most = signs.min(lines);
    let (open, rest) = text.split_at(most);
    let few = rest.chars().count() < REST && rest.lines().count() <= 2;
    if few {
        return (text, "");
    }
    let half = open.len() / 2;
    let ends = ['\n', '。', '！', '？', '；', '!', '?'];
    let end = open.char_indices().rev().find(|(at, sign)| *at >= half && ends.contains(sign));
    text.split_at(end.map_or(most, |(at, sign)| at + sign.len_utf8()))
}

/// The entries of a history that stand open, and those that fold away. One alone does not.
pub fn recent<T>(entries: &[T]) -> (&[T], &[T]) {
    if entries.len() <= ENTRIES + 1 { (entries, &[]) } else { entries.split_at(ENTRIES) }
}

#[cfg(test)]
mod tests {
    use super::{folded, recent};

    #[test]
    fn a_short_text_stands_open_as_a_whole() {
        for text in ["", "灯坏了。", &"长".repeat(700), &"行\n".repeat(14)] {
            assert_eq!(folded(text), (text, ""), "{} signs", text.chars().count());
        }
    }

    #[test]
    fn a_long_text_is_cut_after_a_sentence_or_a_line_and_loses_nothing() {
        for text in ["一句话。".repeat(400), "一行字\n".repeat(40), "长".repeat(3000)] {
            let (open, rest) = folded(&text);
            assert_eq!(format!("{open}{rest}"), text);
            assert!(!rest.is_empty() && open.chars().count() <= 600 && open.lines().count() <= 12);
            assert!(text.starts_with('长') || open.ends_with(['。', '\n']), "{open}");
        }
    }

    #[test]
    fn a_long_history_shows_its_newest_entries() {
        let entries: Vec<u32> = (0..40).collect();
        let (open, rest) = recent(&entries);
        assert_eq!((open.len(), rest.len()), (12, 28));
        assert_eq!(recent(&entries[..13]).1, &[] as &[u32]);
    }
}
