//! Many more appeals than anybody can live in an afternoon: what was lived is copied, row by row, as
//! often as it takes, each time somewhat earlier, with people of its own.
//!
//! A copy opens in lists and queues, is found by its words and counts in the figures; its words are the
//! original's, sealed under the original's key, and its trail does not verify: the hashes in it are those of the
//! original, and no seal holds it. Figures are added up by the program, from changes that stand for many
//! appeals at once.

mod rows;
mod runs;
mod tables;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use xianban_domain::keys::Keys;
use xianban_domain::office::Office;
use xianban_domain::rooms;
use xianban_kernel::{DossierId, Draw, Moment, PersonId, Problem, Seed};
use xianban_store::copy::{Table, tables};
use xianban_store::{Tx, Value, params};

use self::rows::{CHANGE, Fact, days, facts, insert, ints, numbers, originals, people};
use self::runs::{Copy, Original, Run};
use self::tables::{COPIED, Copied, WORDS, columns, copying, kept, laid_beside};
use crate::Outcome;
use crate::ground::DISTRICT;

/// Kinds of dossiers of which there are more the more is filed.
const KINDS: &str = "'appeal', 'praise', 'whistle', 'consultation', 'supervision'";
/// Copies made in one transaction.
const TOGETHER: usize = 3_000;
const HOUR: i64 = 3_600_000;
/// No copy is this much earlier: then at most one midnight lies between.
const LONGEST: i64 = 20 * HOUR;

/// What was lived, ready to be copied.
pub struct Copies {
    office: Office,
    tables: Vec<Table>,
    statements: Arc<Vec<String>>,
    /// Whether the words are indexed again, one copy after another.
    indexes: bool,
    originals: Vec<Original>,
    appeals: usize,
    people: Vec<Vec<Value>>,
    facts: Vec<Fact>,
    taken: HashSet<String>,
    days: BTreeMap<i64, i64>,
    draw: Draw,
    span: (Moment, i64),
    window: i64,
    runs: u64,
}

impl Copies {
    /// Of everything that was lived over this span; one resident has his copies too.
    pub fn prepare(
        office: &Office,
        (stays, open_too): (PersonId, bool),
        span: (Moment, Moment),
        seed: Seed,
    ) -> Outcome<Self> {
        let tables = office.db.read_blocking(|tx| tables(tx).map_err(Problem::from))?;
        let indexes = office.db.engine() == "sqlite";
        let words = Some(&WORDS).filter(|_| !indexes);
        let copied: Vec<&Copied> = COPIED.iter().chain(words).collect();
        let mut laid: Vec<String> = copied.iter().flat_map(|one| kept(one, KINDS)).collect();
        if !indexes {
            laid.extend(copied.iter().map(|one| format!("analyze growth_{}", one.name)));
        }
        laid.extend(laid_beside());
        let stays = format!("resident:{stays}");
        let statement = |one: &&Copied| columns(one, &tables).map(|all| copying(one, &all, &stays));
        let statements: Vec<String> = copied.iter().filter_map(statement).collect();
        let days = days(span);
        let rows: Vec<_> = days.iter().map(|(day, before)| ints(&[*day, *before])).collect();
        office.db.write_blocking(Seed::fresh(), move |tx| {
            laid.iter().try_for_each(|sql| tx.execute(sql, params![]).map(drop))?;
            insert(tx, ("growth_day", &["day", "eve"]), &rows)
        })?;
        let originals = office.db.read_blocking(move |tx| originals(tx, open_too))?;
        let appeals = originals.iter().filter(|one| one.nth.is_some()).count();
        let (people, facts) =
            office.db.read_blocking(|tx| Ok::<_, Problem>((people(tx)?, facts(tx)?)))?;
        let taken = office.db.read_blocking(numbers)?;
        let length = span.1.millis() - span.0.millis();
        let window = (length / i64::try_from(appeals.max(1))?).min(LONGEST);
        Ok(Self {
            office: office.clone(),
            tables,
            statements: Arc::new(statements),
            indexes,
            originals,
            appeals,
            people,
            facts,
            taken,
            days,
            draw: seed.draw(),
            span: (span.0, length),
            window,
            runs: 0,
        })
    }

    /// So many appeals more, and with them what else was lived beside; figures wait to be added up.
    pub fn grow(&mut self, more: usize) -> Outcome<()> {
        let all = self.appeals.max(1);
        let shares = (0..more.div_ceil(all)).map(|n| (more - n * all).min(all));
        let first = self.runs;
        let runs: Vec<Run> =
            (first..).zip(shares).map(|(n, most)| Run::nth(n, self.window, (most, all))).collect();
        self.runs += u64::try_from(runs.len())?;
        for some in runs.chunks(20) {
            self.people(some)?;
        }
        self.audited(first)?;
        let began = Instant::now();
        let originals = self.originals.clone();
        let (each, mut done) = ((TOGETHER / runs.len().max(1)).max(1), 0);
        for (piece, some) in originals.chunks(each).enumerate() {
            let mut copies = Vec::new();
            for one in some {
                let had = runs.iter().filter(|run| run.has(one));
                copies.extend(had.map(|run| Copy::of(one, *run, &mut self.taken, &mut self.draw)));
            }
            copies.sort_unstable_by_key(Copy::row);
            done += copies.len();
            self.together(copies)?;
            if piece % 20 == 0 {
                let took = began.elapsed().as_secs_f64();
                eprintln!("{done} dossiers copied of about {more}, {took:.0} s");
            }
        }
        self.changes(&runs)
    }

    /// Copies in one transaction, in the order of their rows: so every table grows at one place.
    fn together(&self, copies: Vec<Copy>) -> Outcome<()> {
        let (statements, indexes) = (Arc::clone(&self.statements), self.indexes);
        let keys = self.office.keys.clone();
        let rows: Vec<Vec<Value>> = copies
            .iter()
            .map(|one| {
                let [moved, earlier] = [one.run.moved(), one.run.earlier].map(Value::Int);
                vec![Value::Int(one.id), Value::Text(one.no.clone()), moved, earlier]
            })
            .collect();
        Ok(self.office.db.write_blocking(Seed::fresh(), move |tx| {
            tx.execute("delete from growth_copy", params![])?;
            insert(tx, ("growth_copy", &["id", "no", "moved", "earlier"]), &rows)?;
            statements.iter().try_for_each(|sql| tx.execute(sql, params![]).map(drop))?;
            if indexes {
                copies.iter().try_for_each(|one| index(tx, &keys, one.row()))?;
            }
            Ok::<_, Problem>(())
        })?)
    }

    /// Everybody once more in each run, with a phone that nobody has.
    fn people(&mut self, runs: &[Run]) -> Outcome<()> {
        let table = self.table("person")?.clone();
        let place = |name| table.columns.iter().position(|column| column == name);
        let (id, print) = (place("id").ok_or("a person without a number")?, place("phone_print"));
        let mut rows = Vec::new();
        for run in runs {
            for person in &self.people {
                let mut row = person.clone();
                if let Some(Value::Int(id)) = row.get_mut(id) {
                    *id -= run.moved();
                }
                if let Some(print) = print.and_then(|place| row.get_mut(place)) {
                    *print = Value::Bytes(self.draw.bytes::<32>().to_vec());
                }
                rows.push(row);
            }
        }
        self.insert(&table, &table.columns, &rows)
    }

    /// What the auditor reads, some more for each run, over the whole span.
    fn audited(&self, first: u64) -> Outcome<()> {
        let (begin, length) = (self.span.0.millis(), self.span.1);
        let mut jobs = Vec::new();
        for n in first..self.runs {
            let at = begin + Run::nth(n, length, (1, 1)).earlier;
            jobs.push((i64::try_from(n + 1)? * 1_000_000, at));
        }
        let entries = self.audit_statement("ledger_entry")?;
        let logins = self.audit_statement("login_event")?;
        Ok(self.office.db.write_blocking(Seed::fresh(), move |tx| {
            for (n, at) in &jobs {
                tx.execute(&entries, params![*n, *at])?;
                tx.execute(&logins, params![*at])?;
            }
            Ok::<_, Problem>(())
        })?)
    }

    fn audit_statement(&self, name: &'static str) -> Outcome<String> {
        let columns = self.table(name)?.columns.clone();
        let mut given = 0;
        let mut next = || {
            given += 1;
            format!("${given}")
        };
        let value = |column: &String| match column.as_str() {
            "n" => format!("t.n + {}", next()),
            "at" => format!("cast({} as bigint)", next()),
            other => format!("t.{other}"),
        };
        let values = columns.iter().map(value).collect::<Vec<_>>().join(", ");
        let names = columns.join(", ");
        Ok(format!(
            "insert into {name} ({names}) select {values} from growth_{name} t
             where t.district = {DISTRICT}"
        ))
    }

    /// What the runs change in the figures: a change for each fact and each of the two days on which its
    /// copies lie, with their number.
    fn changes(&self, runs: &[Run]) -> Outcome<()> {
        let by_id: BTreeMap<i64, &Original> =
            self.originals.iter().map(|one| (one.id, one)).collect();
        let (table, mut rows) = (self.table("fact_change")?, Vec::new());
        for fact in &self.facts {
            let Some(original) = by_id.get(&fact.dossier) else { continue };
            let had = || runs.iter().filter(|run| run.has(original));
            let same = had().filter(|run| run.earlier <= fact.clock).count();
            let before = self.days.get(&fact.day).copied().ok_or("a fact of an unknown day")?;
            for (day, number) in [(fact.day, same), (before, had().count() - same)] {
                if number == 0 {
                    continue;
                }
                let n = i64::try_from(rows.len())? + 1;
                let mut row = vec![Value::Int(DISTRICT), Value::Int(n), fact.count.clone()];
                row.push(Value::Int(day));
                row.extend(fact.counted.iter().cloned());
                row.push(Value::Int(i64::try_from(number)?));
                rows.push(row);
            }
        }
        let columns: Vec<String> = CHANGE.split_whitespace().map(str::to_owned).collect();
        self.insert(table, &columns, &rows)
    }

    fn table(&self, name: &str) -> Outcome<&Table> {
        let found = self.tables.iter().find(|table| table.name == name);
        found.ok_or_else(|| format!("there is no table {name}").into())
    }

    fn insert(&self, table: &Table, columns: &[String], rows: &[Vec<Value>]) -> Outcome<()> {
        for some in rows.chunks(TOGETHER) {
            let (table, columns, some) = (table.clone(), columns.to_vec(), some.to_vec());
            let write = move |tx: &mut Tx<'_>| table.insert(tx, &columns, &some);
            self.office.db.write_blocking(Seed::fresh(), write)?;
        }
        Ok(())
    }
}

/// Puts a copy into the index of words, as the program does after a restore.
fn index(tx: &mut Tx<'_>, keys: &Keys, row: i64) -> Result<(), Problem> {
    let before = (DISTRICT, DossierId::new(row - 1));
    rooms::index_anew(tx, keys, Some(before), 1).map(drop)
}
