use std::fs;

use super::literals::literals;
use super::{no_fault, root, sources_in};

/// Words of SQL that no sentence and no name of ours holds in capitals.
const SHOUTED: [&str; 17] = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE TABLE",
    "ALTER",
    "DROP",
    "FROM",
    "WHERE",
    "VALUES",
    "ORDER BY",
    "GROUP BY",
    "RETURNING",
    "CONFLICT",
    "NULL",
    "PRIMARY KEY",
    "BIGINT",
];

#[test]
fn sql_is_written_in_lower_case() {
    let mut shouted = Vec::new();
    for source in sources_in("crates/", &[".rs"]) {
        if source.path.contains("/house_rules/") {
            continue;
        }
        let literals = literals(&source.text).into_iter();
        let loud = literals.filter(|(_, text)| is_shouted(text));
        shouted.extend(loud.map(|(line, text)| format!("{}:{line}: {text}", source.path)));
    }
    for source in sources_in("crates/", &[".sql"]) {
        let loud =
            source.lines().filter(|(_, line)| SHOUTED.iter().any(|word| has_word(line, word)));
        shouted.extend(loud.map(|(place, line)| format!("{place}: {line}")));
    }
    no_fault(shouted);
}

/// A statement begins with such a word or has several; a sentence may have one (`install KEY WHERE`).
fn is_shouted(text: &str) -> bool {
    let shouted = SHOUTED.iter().filter(|word| has_word(text, word));
    let begins = SHOUTED.iter().any(|word| text.trim_start().starts_with(&format!("{word} ")));
    begins || shouted.count() > 1
}

fn has_word(text: &str, word: &str) -> bool {
    let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        apart(text[..at].chars().next_back()) && apart(text[at + word.len()..].chars().next())
    })
}

/// One of the engines numbers parameters by their first use, whatever they are called.
#[test]
fn parameters_are_numbered_in_the_order_of_their_first_use() {
    let mut mixed = Vec::new();
    for source in sources_in("crates/", &[".rs"]) {
        for (line, text) in literals(&source.text) {
            let first_uses = first_uses(text);
            let orderly = first_uses.iter().zip(1..).all(|(used, expected)| *used == expected);
            if !orderly && first_uses.contains(&1) {
                mixed.push(format!("{}:{line}: {first_uses:?} in {text}", source.path));
            }
        }
    }
    no_fault(mixed);
}

/// The numbers of `$n` in a text, each once, in the order they come in.
fn first_uses(text: &str) -> Vec<u32> {
    let mut uses = Vec::new();
    for after in text.split('$').skip(1) {
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse()
            && !uses.contains(&number)
        {
            uses.push(number);
        }
    }
    uses
}

/// Every key begins with the district: a statement that does not name it reads the whole table.
#[test]
fn every_statement_of_the_rooms_names_the_district() {
    let mut scanning = Vec::new();
    for source in sources_in("crates/domain/src", &[".rs"]) {
        let whole = literals(&source.text).into_iter().filter(|(_, text)| scans(text));
        scanning.extend(whole.map(|(line, text)| format!("{}:{line}: {text}", source.path)));
    }
    no_fault(scanning);
}

/// What a statement takes from a constant, such as `{OPEN_AT}`, says it there.
fn scans(text: &str) -> bool {
    let begins = ["select ", "update ", "delete from "].iter().any(|word| text.starts_with(word));
    let of_the_node = ["key_mark", "lease", "{OPEN_AT}"].iter().any(|name| text.contains(name));
    begins
        && (text.contains(" from ") || text.contains(" set "))
        && !text.contains("district")
        && !of_the_node
}

#[test]
fn a_statement_that_reads_every_district_is_found() {
    assert!(scans("select no from appeal where applicant = $1"));
    assert!(scans("update file set name = null where id = $1"));
    assert!(!scans("select no from appeal where district = $1 and id = $2"));
}

#[test]
fn every_migration_is_listed_once_and_in_order() {
    let migrations = root().join("crates/store/migrations");
    let files = fs::read_dir(migrations).unwrap();
    let mut files: Vec<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();

    let list = fs::read_to_string(root().join("crates/store/src/migrations.rs")).unwrap();
    let listed: Vec<_> = literals(&list)
        .into_iter()
        .filter_map(|(_, text)| text.strip_prefix("../migrations/").map(str::to_owned))
        .collect();
    assert_eq!(listed, files);

    let numbers: Vec<_> = files.iter().map(|file| file.split('_').next().unwrap()).collect();
    let mut once = numbers.clone();
    once.dedup();
    assert_eq!(numbers, once, "two migrations have the same number");
}

/// The last change of the tables that took something away.
const LAST_TAKEN: &str = "0026";

/// In a rolling upgrade the new node changes the tables while the old ones still serve.
#[test]
fn a_change_of_the_tables_takes_nothing_away_from_nodes_that_run() {
    let mut taken = Vec::new();
    for source in sources_in("crates/store/migrations/", &[".sql"]) {
        let number = source.path.rsplit('/').next().unwrap().get(..4).unwrap();
        if number <= LAST_TAKEN {
            continue;
        }
        let takes = ["drop table", "drop column", "rename to", "rename column", "set not null"];
        let lines = source.lines().filter(|(_, line)| takes.iter().any(|word| line.contains(word)));
        taken.extend(lines.map(|(place, line)| format!("{place}: {}", line.trim())));
    }
    no_fault(taken);
}
