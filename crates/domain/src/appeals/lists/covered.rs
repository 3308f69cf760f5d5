//! What of people's own words is not for everybody.

/// Digits from here on may be a telephone or an identity card.
const LONG: usize = 7;
/// Digits before 室 or 户 that name a door.
const DOOR: usize = 3;

/// Covers the name of who asked, numbers of seven digits and more, and the number of a door (501室,
/// 3-2-501): what everybody reads has no name, telephone or door.
pub(super) fn covered(text: &str, name: Option<&str>) -> String {
    let named = name.filter(|name| name.chars().count() > 1);
    let text = named.map_or_else(|| text.to_owned(), |name| text.replace(name, "某某"));
    let mut covered = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_ascii_digit() || (!run.is_empty() && matches!(c, '-' | ' ')) => {
                run.push(c);
            }
            _ => {
                covered.push_str(cover(&run, c));
                run.clear();
                covered.extend(c);
            }
        }
    }
    covered
}

/// What is read in place of a run of digits before this sign.
fn cover(run: &str, next: Option<char>) -> &str {
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let parts = run.split('-').filter(|part| part.trim().len() <= 4 && !part.trim().is_empty());
    let is_address = parts.count() == 3 && !run.starts_with("20");
    match next {
        _ if digits >= LONG => "*******",
        _ if is_address => "***",
        Some('室' | '户') if digits >= DOOR => "***",
        _ => run,
    }
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn telephones_are_covered_and_house_numbers_are_not() {
        let cover = |text| covered(text, None);
        assert_eq!(cover("5号楼 2 单元，打 138-0013-8000 找我"), "5号楼 2 单元，打 *******找我");
        assert_eq!(cover("2026年11月"), "2026年11月");
        assert_eq!(cover("0532 8888 9999"), "*******");
    }

    #[test]
    fn doors_and_the_name_of_who_asked_are_covered() {
        let cover = |text| covered(text, Some("于大爷"));
        assert_eq!(cover("于大爷家（2单元501室）漏水"), "某某家（2单元***室）漏水");
        assert_eq!(cover("3-2-501 楼上漏水"), "***楼上漏水");
        assert_eq!(cover("本栋共 36户，11-24 起施工"), "本栋共 36户，11-24 起施工");
        assert_eq!(cover("2026-1-5 开工"), "2026-1-5 开工");
        assert_eq!(covered("王家的灯", Some("王")), "王家的灯");
    }
}
