use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use sm3::{Digest, Sm3};
use xianban_kernel::{CalendarFault, Moment, Problem, WorkCalendar};
use xianban_store::{Error, Row, Tx, params};

use super::{Rules, SHIPPED, Under, Vocabulary};

/// One version of the rules, from when it was in force.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Its number, from 1; what an appeal records.
    pub version: i64,
    /// From when new appeals start under it.
    pub valid_from: Moment,
    /// The rules themselves.
    pub rules: Arc<Rules>,
    /// Its working days and hours, ready to count with.
    pub calendar: Arc<WorkCalendar>,
    digest: Arc<str>,
}

/// Every version of one district's rules. A cheap copy of what the table `rule_set` holds; load it
/// again after a new version came into force.
#[derive(Clone, Debug)]
pub struct RuleBook {
    first: RuleSet,
    later: Arc<[RuleSet]>,
    /// Rules that matters took over in part, once somebody asked for them.
    mixed: Arc<RwLock<BTreeMap<Under, RuleSet>>>,
}

/// How a version comes into force.
pub(super) struct Bringing<'a> {
    /// When it was brought in.
    pub at: Moment,
    /// From when new matters start under it.
    pub from: Moment,
    /// By whom; empty at the machine.
    pub by: &'a str,
    /// Why.
    pub why: &'a str,
}

impl RuleSet {
    fn new(
        version: i64,
        valid_from: Moment,
        rules: Rules,
        digest: &str,
    ) -> Result<Self, CalendarFault> {
        let calendar = Arc::new(WorkCalendar::new(rules.calendar.clone())?);
        Ok(Self { version, valid_from, rules: Arc::new(rules), calendar, digest: digest.into() })
    }
}

impl RuleBook {
    /// Brings `text` into force for `district` from `at`, unless it is already the newest version,
    /// and answers the whole book. Rules that do not hold together are refused, with every fault.
    pub fn lay(
        tx: &mut Tx<'_>,
        district: i64,
        (text, words): (&str, &Vocabulary),
        at: Moment,
    ) -> Result<Self, Problem> {
        Self::bring(tx, district, (text, words), &Bringing { at, from: at, by: "", why: "" })
    }

    /// Brings the rules that come with the program into force, unless somebody has brought in others
    /// since: nobody's edit gives way to a newer program. [`Self::knows_shipped`] tells what happened.
    pub fn lay_shipped(
        tx: &mut Tx<'_>,
        district: i64,
        words: &Vocabulary,
        at: Moment,
    ) -> Result<Self, Problem> {
        // Whoever edits says why; what the program lays says nothing.
        let sql = "select version from rule_set \
                   where district = $1 and (author <> '' or why <> '') limit 1";
        if tx.row(sql, params![district])?.is_some() {
            return Self::load(tx, district);
        }
        Self::lay(tx, district, (SHIPPED, words), at)
    }

    /// Whether some version is just what comes with this program.
    pub fn knows_shipped(&self) -> bool {
        let shipped = hex::encode(Sm3::digest(SHIPPED));
        self.versions().any(|set| *set.digest == *shipped)
    }

    pub(super) fn bring(
        tx: &mut Tx<'_>,
        district: i64,
        (text, words): (&str, &Vocabulary),
        bringing: &Bringing<'_>,
    ) -> Result<Self, Problem> {
        let rules = Rules::parse(text, words).map_err(|faults| Problem::fault("rules", faults))?;
        if rules.district.code != district.to_string() {
            let said = format!("这份规则属于 {}，不是 {district}。", rules.district.code);
            return Err(Problem::fault("rules", said));
        }
        let mut sets = stored(tx, district)?;
        let digest = hex::encode(Sm3::digest(text));
        let newest = sets.last();
        if newest.is_none_or(|newest| *newest.digest != *digest) {
            let version = newest.map_or(1, |newest| newest.version + 1);
            let valid_from =
                newest.map_or(bringing.from, |newest| newest.valid_from.max(bringing.from));
            let set = RuleSet::new(version, valid_from, rules, &digest)
                .map_err(|fault| Problem::fault("rules", fault.to_string()))?;
            write(tx, district, &set, text, bringing)?;
            sets.push(set);
        }
        Self::bound(sets).ok_or(Problem::NotFound)
    }

    /// Reads the book of a district; a district without rules is not found.
    pub fn load(tx: &mut Tx<'_>, district: i64) -> Result<Self, Problem> {
        Self::bound(stored(tx, district)?).ok_or(Problem::NotFound)
    }

    /// The book, when it holds a version newer than `known`.
    pub fn load_newer(tx: &mut Tx<'_>, district: i64, known: i64) -> Result<Option<Self>, Problem> {
        let sql = "select version from rule_set where district = $1 and version > $2 limit 1";
        let newer = tx.row(sql, params![district, known])?.is_some();
        newer.then(|| Self::load(tx, district)).transpose()
    }

    /// A book of one version that no database holds, for pure calculation and for tests.
    pub fn of(rules: Rules) -> Result<Self, CalendarFault> {
        let first = RuleSet::new(1, Moment::EPOCH, rules, "")?;
        Ok(Self { first, later: Arc::default(), mixed: Arc::default() })
    }

    /// The version in force at `at`; before the first one, the first.
    pub fn current(&self, at: Moment) -> &RuleSet {
        let in_force = |set: &&RuleSet| set.valid_from <= at;
        self.later.iter().rev().find(in_force).unwrap_or(&self.first)
    }

    /// The rules a matter runs under: those it started with, and what later versions said running
    /// matters take over.
    pub fn of_matter(&self, ruled: Under) -> Option<RuleSet> {
        let started = self.version(ruled.version)?;
        if ruled.as_of <= ruled.version {
            return Some(started.clone());
        }
        let known = self.mixed.read().unwrap_or_else(PoisonError::into_inner).get(&ruled).cloned();
        if known.is_some() {
            return known;
        }
        let mixed = self.mix(started, ruled.as_of)?;
        let mut known = self.mixed.write().unwrap_or_else(PoisonError::into_inner);
        Some(known.entry(ruled).or_insert(mixed).clone())
    }

    fn mix(&self, started: &RuleSet, as_of: i64) -> Option<RuleSet> {
        self.version(as_of)?;
        let later =
            self.versions().filter(|set| (started.version + 1..=as_of).contains(&set.version));
        let rules = Rules::clone(&started.rules);
        let rules = later.fold(rules, |rules, set| rules.taking_over(&set.rules));
        RuleSet::new(started.version, started.valid_from, rules, &started.digest).ok()
    }

    /// The newest version in force at `at` that running matters take something over from.
    pub fn taken_over(&self, at: Moment) -> Option<i64> {
        let says = |set: &&RuleSet| !set.rules.running.adopts.is_empty() && set.valid_from <= at;
        self.later.iter().rev().find(says).map(|set| set.version)
    }

    /// The newest version, whether or not it is in force yet.
    pub fn newest(&self) -> &RuleSet {
        self.later.last().unwrap_or(&self.first)
    }

    /// The version with this number.
    pub fn version(&self, version: i64) -> Option<&RuleSet> {
        self.versions().find(|set| set.version == version)
    }

    /// All versions, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &RuleSet> {
        std::iter::once(&self.first).chain(self.later.iter())
    }

    fn bound(sets: Vec<RuleSet>) -> Option<Self> {
        let mut sets = sets.into_iter();
        Some(Self { first: sets.next()?, later: sets.collect(), mixed: Arc::default() })
    }
}

fn stored(tx: &mut Tx<'_>, district: i64) -> Result<Vec<RuleSet>, Problem> {
    let sql = "select version, valid_from, digest, body from rule_set \
               where district = $1 order by version";
    tx.rows(sql, params![district])?.iter().map(|row| Ok(read(row)?)).collect()
}

/// An old version is read as it is, without today's check of the whole: it was in force.
fn read(row: &Row) -> Result<RuleSet, Error> {
    let version: i64 = row.get("version")?;
    let body: String = row.get("body")?;
    let illegible = |why: String| Error::inconsistent("rule_set", &version, why);
    let rules = toml::from_str(&body).map_err(|error| illegible(error.to_string()))?;
    let digest: String = row.get("digest")?;
    RuleSet::new(version, row.get("valid_from")?, rules, &digest)
        .map_err(|fault| illegible(fault.to_string()))
}

fn write(
    tx: &mut Tx<'_>,
    district: i64,
    set: &RuleSet,
    body: &str,
    bringing: &Bringing<'_>,
) -> Result<(), Problem> {
    let new = tx.execute(
        "insert into rule_set (district, version, valid_from, recorded_at, digest, body, author, why) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        params![
            district,
            set.version,
            set.valid_from,
            bringing.at,
            &*set.digest,
            body,
            bringing.by,
            bringing.why
        ],
    )?;
    if new == 1 { Ok(()) } else { Err(tx.raced().into()) }
}
