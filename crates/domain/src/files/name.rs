use super::kind::FileKind;

/// A name is at most so long, without its ending.
const LONGEST: usize = 80;
/// Endings that a document may have come with.
const ENDINGS: [&str; 4] = [".pdf", ".docx", ".doc", ".xlsx"];

/// The name somebody gave to a document, fit to be shown and to be saved under: no folders, no signs
/// that hide or turn other signs, and the ending of what the file is.
pub(super) fn tidied(given: &str, what: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|sign| !is_hidden(*sign)).collect();
    let lower = plain.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(*ending));
    let stem = plain.get(..plain.len() - ending.map_or(0, |ending| ending.len()));
    let stem: String = stem.unwrap_or_default().trim().chars().take(LONGEST).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { "文件" } else { stem };
    format!("{stem}.{}", what.ending())
}

/// Signs that cannot be seen, turn the direction of writing, or that a disk refuses.
fn is_hidden(sign: char) -> bool {
    let turns = matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    let joins = matches!(sign, '\u{2060}'..='\u{206f}' | '\u{feff}');
    turns || joins || sign.is_control() || "<>:\"|?*".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_given_with_the_ending_of_what_it_is() {
        let pdf = |given| tidied(given, FileKind::Pdf);
        assert_eq!(pdf("营业执照（副本）.PDF"), "营业执照（副本）.pdf");
        assert_eq!(tidied("合同.doc", FileKind::Docx), "合同.docx");
        assert_eq!(pdf("执照.exe"), "执照.exe.pdf");
    }

    #[test]
    fn a_name_hides_nothing_and_leads_nowhere() {
        let pdf = |given| tidied(given, FileKind::Pdf);
        assert_eq!(pdf("C:\\用户\\../合同.pdf"), "合同.pdf");
        assert_eq!(pdf("合同\u{202e}fdp.exe"), "合同fdp.exe.pdf");
        assert_eq!(pdf("a\r\nb\0<c>\".pdf"), "abc.pdf");
        assert_eq!([pdf(""), pdf(".."), pdf(".pdf")], ["文件.pdf"; 3]);
        assert_eq!(pdf(&"长".repeat(300)).chars().count(), LONGEST + 4);
    }
}
