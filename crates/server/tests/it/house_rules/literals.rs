//! Finds the string literals of a Rust source.

/// The contents of every string literal as written, each with the number of its first line.
pub(super) fn literals(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = source[at..].chars().next() {
        let rest = &source[at..];
        let line = || source[..at].lines().count().max(1);
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_opening(source, at) {
            let closing = format!("\"{}", "#".repeat(hashes));
            let opening = hashes + 2;
            let length = rest[opening..].find(&closing).unwrap();
            found.push((line(), &rest[opening..opening + length]));
            opening + length + closing.len()
        } else if letter == '"' {
            let length = plain_length(&rest[1..]);
            found.push((line(), &rest[1..=length]));
            length + 2
        } else if letter == '\'' {
            character_length(rest)
        } else {
            letter.len_utf8()
        };
    }
    found
}

/// Where `r"`, `r#"`, … begins: the number of hashes.
fn raw_opening(source: &str, at: usize) -> Option<usize> {
    let before = source[..at].chars().next_back().filter(|letter| *letter != 'b');
    if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
        return None;
    }
    let after = source[at..].strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// Bytes up to the closing quote.
fn plain_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Bytes of a character literal, or of the quote of a lifetime.
fn character_length(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some((at, _))) => at + 2 + text[at + 1..].find('\'').unwrap(),
        (_, Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn literals_are_found_whatever_stands_around_them() {
    let source = r##"
        fn a<'a>(x: &'a str) { // "not this"
            f('"', '\'', "one \" two"); /* "nor this" */
            g(r#"three "four" "#, b"five", br"six", r"seven");
        }
    "##;
    let found: Vec<_> = literals(source).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["one \\\" two", "three \"four\" ", "five", "six", "seven"]);
    assert_eq!(literals("a\n\n \"b\"")[0].0, 3);
}
