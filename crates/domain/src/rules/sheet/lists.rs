use toml_edit::{DocumentMut, InlineTable};

/// Keys that may be missing, by the list whose entries they belong to.
pub(super) const OPTIONAL: &[(&str, &[&str])] = &[
    ("categories", &["words"]),
    ("groups", &["list", "tile", "words"]),
    ("matters", &["lane", "list", "tile", "evidence", "words"]),
    ("years", &["source", "holidays", "workdays"]),
];

/// Lists of entries, with what a first entry begins from; other lists hold plain texts.
pub(super) const LISTS: &[(&str, &str)] = &[
    ("channels", "name = \"\"\nphone = \"\""),
    ("office_hours", "from = \"08:30\"\nto = \"12:00\""),
    ("extensions", "add = \"5wd\"\napprover = \"above\""),
    ("return_reasons", "code = \"\"\nname = \"\""),
    ("pause_reasons", "code = \"\"\nname = \"\"\nmost = \"5wd\""),
    ("groups", "code = \"\"\nname = \"\"\nmatters = []"),
    ("matters", "code = \"\"\nname = \"\"\nclass = \"general\"\nunit = \"community\""),
    ("years", "year = 2030\npublished = false\nsource = \"\"\nholidays = []\nworkdays = []"),
];

/// A first entry for the list called `key`.
pub(super) fn first(key: &str) -> Option<InlineTable> {
    let (_, text) = LISTS.iter().find(|(known, _)| *known == key)?;
    let doc: DocumentMut = text.parse().ok()?;
    Some(doc.as_table().clone().into_inline_table())
}

/// Whether a list without entries is one of entries, not of texts.
pub(super) fn holds_entries(key: &str) -> bool {
    LISTS.iter().any(|(known, _)| *known == key)
}
