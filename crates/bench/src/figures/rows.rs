//! The rows of a matter, table by table.

use xianban_domain::figures::{Count, month};
use xianban_kernel::{DossierId, Moment};
use xianban_store::Value;

use crate::ground::DISTRICT;

/// A fact of a matter.
pub struct Fact {
    count: Count,
    n: i64,
    at: Moment,
    unit: i64,
}

/// Where a matter is, by rows; 0 for what is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spot {
    pub place: i64,
    pub street: i64,
    pub community: i64,
    pub estate: i64,
    pub grid: i64,
}

/// One matter.
pub struct Matter {
    /// Which of the year.
    pub n: i64,
    pub filed: Moment,
    pub spot: Spot,
    /// The unit that took it on.
    pub own: i64,
    /// The unit that handles it.
    pub handler: i64,
    /// Its list of five.
    pub list: String,
    /// What it is about.
    pub code: String,
    pub facts: Vec<Fact>,
    /// When what is owed on it is due, while it is open.
    pub due: Option<Moment>,
}

/// Rows that wait to be written.
#[derive(Default)]
pub struct Rows {
    dossiers: Vec<Vec<Value>>,
    readers: Vec<Vec<Value>>,
    duties: Vec<Vec<Value>>,
    facts: Vec<Vec<Value>>,
    changes: Vec<Vec<Value>>,
}

/// A table, its columns, and rows for it.
pub type OfTable = (&'static str, Vec<String>, Vec<Vec<Value>>);

const DOSSIER: &str = "district id kind no words place unit sort list begun_at";
const READER: &str = "district dossier reader";
const DUTY: &str = "district dossier kind part unit role since yellow due at_unit at_role lifted barred \
                    provisional";
const FACT: &str = "district dossier count n day at unit street community estate grid list matter";
const CHANGE: &str = "district id count day unit street community estate grid list matter number";

/// So many identifiers belong to one millisecond.
const IN_A_MOMENT: i64 = 1 << 21;
const DAY: i64 = 24 * 3_600_000;

impl Fact {
    pub const fn new(count: Count, n: i64, at: Moment, unit: i64) -> Self {
        Self { count, n, at, unit }
    }

    fn day(&self) -> i64 {
        let day = self.at.day();
        month(day) * 100 + i64::from(day.day())
    }
}

impl Rows {
    /// Everything that is written of a matter.
    pub fn add(&mut self, matter: &Matter) {
        let Matter { n, filed, spot, own, handler, .. } = *matter;
        let id = DossierId::first_at(filed).value() + n % IN_A_MOMENT;
        self.dossiers.push(vec![
            int(DISTRICT),
            int(id),
            text("appeal"),
            text(&format!("SYN{n:09}")),
            text("量一量用的一件事"),
            int(spot.place),
            int(handler),
            text("livelihood"),
            text(&matter.list),
            int(filed.millis()),
        ]);
        for unit in [Some(own), Some(handler).filter(|unit| *unit != own)].into_iter().flatten() {
            self.readers.push(vec![int(DISTRICT), int(id), text(&format!("unit:{unit}"))]);
        }
        for fact in &matter.facts {
            self.fact(id, matter, fact);
        }
        if let Some(due) = matter.due {
            self.duty(id, matter, due);
        }
    }

    /// What is owed; nobody is woken by it, so that nothing moves while pages are asked.
    fn duty(&mut self, id: i64, matter: &Matter, due: Moment) {
        let (unit, role) = (matter.handler, "handler");
        self.duties.push(vec![
            int(DISTRICT),
            int(id),
            text("handle"),
            int(0),
            int(unit),
            text(role),
            int(matter.filed.millis()),
            int(due.millis() - DAY),
            int(due.millis()),
            int(unit),
            text(role),
            int(0),
            text(""),
            int(0),
        ]);
    }

    fn fact(&mut self, id: i64, matter: &Matter, fact: &Fact) {
        let Spot { street, community, estate, grid, .. } = matter.spot;
        let counted = [fact.unit, street, community, estate, grid].map(int).into_iter();
        let counted = counted.chain([text(&matter.list), text(&matter.code)]);
        let (count, day) = (text(fact.count.code()), int(fact.day()));
        let mut row = vec![int(DISTRICT), int(id), count.clone(), int(fact.n), day.clone()];
        row.push(int(fact.at.millis()));
        row.extend(counted.clone());
        self.facts.push(row);
        // Numbered along: a change is gone as soon as it is added up, and the next lie behind it.
        let place = i64::try_from(self.changes.len()).unwrap_or_default() + 1;
        let mut row = vec![int(DISTRICT), int(place), count, day];
        row.extend(counted);
        row.push(int(1));
        self.changes.push(row);
    }

    /// The rows of each table.
    pub fn by_table(self) -> [OfTable; 5] {
        let of = |name, columns: &str, rows| {
            (name, columns.split_whitespace().map(str::to_owned).collect(), rows)
        };
        [
            of("dossier", DOSSIER, self.dossiers),
            of("reader", READER, self.readers),
            of("duty", DUTY, self.duties),
            of("fact", FACT, self.facts),
            of("fact_change", CHANGE, self.changes),
        ]
    }
}

const fn int(number: i64) -> Value {
    Value::Int(number)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
