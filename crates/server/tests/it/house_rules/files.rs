use super::{no_fault, sources, sources_in};

const LONGEST: usize = 400;
const CODE: [&str; 6] = [".rs", ".sql", ".html", ".css", ".js", ".sh"];

/// Names for what nobody found a word for.
const EMPTY_NAMES: [&str; 10] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "misc",
    "shared",
];

#[test]
fn a_file_is_read_in_one_sitting() {
    let long = sources_in("", &CODE).into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LONGEST).then(|| format!("{} has {lines} lines, {LONGEST} at most", source.path))
    });
    no_fault(long);
}

#[test]
fn a_file_is_named_by_a_word_of_the_field() {
    let nameless = sources().into_iter().filter(|source| {
        let folders = source.path.split('/');
        EMPTY_NAMES.contains(&source.name())
            || folders.into_iter().any(|folder| EMPTY_NAMES.contains(&folder))
    });
    no_fault(nameless.map(|source| format!("{} says nothing by its name", source.path)));
}

#[test]
fn nothing_is_left_for_later() {
    // In pieces, so that this file does not find itself.
    let later = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
    ];
    let left = sources().into_iter().flat_map(|source| {
        let lines = source.lines().filter(|(_, line)| later.iter().any(|word| line.contains(word)));
        lines.map(|(place, line)| format!("{place}: {}", line.trim())).collect::<Vec<_>>()
    });
    no_fault(left);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let homes =
        [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tm", "p/"), concat!("/ho", "me/")];
    let knowing = sources().into_iter().flat_map(|source| {
        let lines =
            source.lines().filter(|(_, line)| homes.iter().any(|home| names_path(line, home)));
        lines.map(|(place, line)| format!("{place}: {}", line.trim())).collect::<Vec<_>>()
    });
    no_fault(knowing);
}

/// Whether the path stands there as a path of its own, not as the middle of another
/// (`crates/work/…`, `resident/home/…`).
fn names_path(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-}".contains(letter))
    })
}

#[test]
fn rooms_and_faces_do_not_know_their_engine() {
    let mut knowing = Vec::new();
    for source in
        sources_in("crates/domain/", &[""]).iter().chain(&sources_in("crates/web/", &[""]))
    {
        let lines = source.lines().filter(|(_, line)| {
            let line = line.to_lowercase();
            line.contains("sqlite") || line.contains("postgres")
        });
        knowing.extend(lines.map(|(place, line)| format!("{place}: {}", line.trim())));
    }
    no_fault(knowing);
}
