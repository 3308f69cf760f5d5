//! Chinese full text: character bigrams, made once here, kept by each engine in its own index.
//! With `postgres` and `sqlite`, this is the only place where the engines' texts differ.

use xianban_kernel::Moment;

use crate::fold::{folded, is_ideograph};
use crate::tx::Engine;
use crate::{Result, Tx, params};

/// Lays the index; called by the first migration.
pub(crate) fn lay(tx: &mut Tx<'_>) -> Result<()> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => {
            "create virtual table text_index using
               fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
             create table text_entry (district bigint not null, id bigint not null, kind text not null,
               scope text not null, at bigint not null, primary key (district, id));"
        }
        Engine::Postgres(_) => {
            "create table text_entry (district bigint not null, id bigint not null, kind text not null,
               scope text collate \"C\" not null, at bigint not null, words tsvector not null,
               primary key (district, id));
             create index text_entry_words on text_entry using gin (words);"
        }
    };
    tx.batch(sql)
}

/// A text of the index.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The indexed row. Its number begins with its time: by it hits are ordered.
    pub id: i64,
    /// What it is, in the word of its room.
    pub kind: &'a str,
    /// The path of the place it belongs to: a search sees only what lies under its own scopes.
    pub scope: &'a str,
    /// Its time.
    pub at: Moment,
}

/// Puts `text` into the index, replacing what was there under its row.
pub fn index_text(tx: &mut Tx<'_>, entry: Entry<'_>, text: &str) -> Result<()> {
    let words = indexed(text);
    let Entry { id, kind, scope, at } = entry;
    let sqlite = matches!(tx.engine(), Engine::Sqlite(_));
    if sqlite {
        forget_text(tx, id)?;
        tx.execute(
            "insert into text_entry (district, id, kind, scope, at) values ($1, $2, $3, $4, $5)",
            params![tx.district(), id, kind, scope, at],
        )?;
        tx.execute("insert into text_index (rowid, words) values ($1, $2)", params![id, words])?;
    } else {
        tx.execute(
            "insert into text_entry (district, id, kind, scope, at, words)
             values ($1, $2, $3, $4, $5, array_to_tsvector(string_to_array($6, ' ')))
             on conflict (district, id) do update set scope = excluded.scope, words = excluded.words",
            params![tx.district(), id, kind, scope, at, words],
        )?;
    }
    Ok(())
}

/// Takes `id` out of the index.
pub fn forget_text(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let sqlite = matches!(tx.engine(), Engine::Sqlite(_));
    let known = tx.execute(
        "delete from text_entry where district = $1 and id = $2",
        params![tx.district(), id],
    )?;
    if sqlite && known > 0 {
        tx.execute("delete from text_index where rowid = $1", params![id])?;
    }
    Ok(())
}

/// Takes `id` out of the index so that no file holds its words any longer: for erasures.
///
/// SQLite's index only marks what [`forget_text`] took out and keeps its words until the next merge
/// of segments; here all segments are merged at once, and `secure_delete` overwrites the old pages
/// with zeros. This costs time with the size of the whole index, and the writer waits for it. The
/// write-ahead log holds old pages until it is used from its beginning again, or closed.
///
/// PostgreSQL hides the deleted row at once and from every dump; its bytes stay in the table's file
/// and in the GIN index until `vacuum` (or autovacuum) has passed over them, and in the write-ahead
/// log as long as it is archived.
pub fn purge_text(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    forget_text(tx, id)?;
    if matches!(tx.engine(), Engine::Sqlite(_)) {
        tx.execute("insert into text_index (text_index) values ('optimize')", params![])?;
    }
    Ok(())
}

/// Pairs of neighbouring Chinese characters, single characters that stand alone, and whole Latin
/// words and numbers, of a text in lower case; each once.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(text.len());
    let (mut latin, mut previous) = (None, None);
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() {
            latin.get_or_insert(at);
            previous = None;
            continue;
        }
        words.extend(latin.take().and_then(|start| text.get(start..at)));
        if !is_ideograph(c) && !c.is_alphanumeric() {
            previous = None;
            continue;
        }
        let end = at + c.len_utf8();
        words.extend(text.get(at..end));
        words.extend(previous.and_then(|start| text.get(start..end)));
        previous = Some(at);
    }
    words.extend(latin.and_then(|start| text.get(start..)));
    let fitting = words.into_iter().filter(|word| word.len() <= 64);
    let mut sorted: Vec<_> = fitting.map(|word| (beginning(word), word)).collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().map(|(_, word)| word).collect()
}

/// The first eight bytes as a number, by which words are sorted faster than by their bytes; a pair of
/// characters has six.
fn beginning(word: &str) -> u64 {
    word.bytes().take(8).fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// Runs of so many digits and more are found by any three that follow each other: numbers of
/// appeals, phones, plates.
const LONG_RUN: usize = 10;

/// The triples of digits in a long run, as words of their own.
fn triples(word: &str) -> impl Iterator<Item = String> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let triples = word.as_bytes().windows(if digits { 3 } else { usize::MAX });
    triples.map(|triple| format!("zq{}", String::from_utf8_lossy(triple)))
}

/// Everything a text is found by.
fn indexed(text: &str) -> String {
    let text = folded(text);
    let mut all: Vec<String> = Vec::new();
    for word in words(&text) {
        if word.len() >= LONG_RUN {
            all.extend(triples(word));
        }
        all.push(word.to_owned());
    }
    all.sort_unstable();
    all.dedup();
    all.join(" ")
}

/// A query in the language of an engine: all words, each as it is or, for digits, as part of a
/// longer run.
pub(crate) fn asked(words: &[&str], quote: char, and: &str, or: &str) -> String {
    let one = |word: &&str| {
        let whole = format!("{quote}{word}{quote}");
        let parts: Vec<_> = triples(word).map(|part| format!("{quote}{part}{quote}")).collect();
        if parts.is_empty() { whole } else { format!("({whole} {or} ({}))", parts.join(and)) }
    };
    words.iter().map(one).collect::<Vec<_>>().join(and)
}

#[cfg(test)]
mod tests {
    use super::{asked, indexed, words};
    use crate::fold::folded;

    #[test]
    fn chinese_becomes_characters_and_pairs() {
        assert_eq!(words("路灯坏灯"), ["坏", "灯", "路", "坏灯", "灯坏", "路灯"]);
    }

    #[test]
    fn numbers_and_latin_words_stay_whole() {
        assert_eq!(words(&folded("A2区,abc 12")), ["12", "a2", "abc", "区"]);
    }

    #[test]
    fn a_long_number_is_found_by_its_parts() {
        let held = indexed("LS20261123-1234567894");
        let found = |query: &str| {
            let parts: Vec<_> = super::triples(query).collect();
            parts.iter().all(|part| held.split(' ').any(|word| word == part))
        };
        assert!(found("7894") && found("34567") && !found("9999"));
        assert!(held.split(' ').any(|word| word == "ls20261123"));
        assert_eq!(
            asked(&["灯", "7894"], '"', " AND ", "OR"),
            "\"灯\" AND (\"7894\" OR (\"zq789\" AND \"zq894\"))"
        );
    }

    #[test]
    fn punctuation_alone_holds_no_word() {
        assert!(words("……!'\"").is_empty());
    }
}
