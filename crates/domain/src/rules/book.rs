use std::sync::Arc;

use sm3::{Digest, Sm3};
use xianban_kernel::{CalendarFault, Moment, Problem, WorkCalendar};
use xianban_store::{Error, Row, Tx, params};

use super::Rules;

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
    digest: String,
}

/// Every version of one district's rules. A cheap copy of what the table `rule_set` holds; load it
/// again after a new version came into force.
#[derive(Clone, Debug)]
pub struct RuleBook {
    first: RuleSet,
    later: Arc<[RuleSet]>,
}

impl RuleSet {
    fn new(
        version: i64,
        valid_from: Moment,
        rules: Rules,
        digest: String,
    ) -> Result<Self, CalendarFault> {
        let calendar = Arc::new(WorkCalendar::new(rules.calendar.clone())?);
        Ok(Self { version, valid_from, rules: Arc::new(rules), calendar, digest })
    }
}

impl RuleBook {
    /// Brings `text` into force for `district` from `at`, unless it is already the newest version,
    /// and answers the whole book. Rules that do not hold together are refused, with every fault.
    pub fn lay(tx: &mut Tx<'_>, district: i64, text: &str, at: Moment) -> Result<Self, Problem> {
        let rules = Rules::parse(text).map_err(|faults| Problem::fault("rules", faults))?;
        if rules.district.code != district.to_string() {
            let said = format!("这份规则属于 {}，不是 {district}。", rules.district.code);
            return Err(Problem::fault("rules", said));
        }
        let mut sets = stored(tx, district)?;
        let digest = hex::encode(Sm3::digest(text));
        let newest = sets.last();
        if newest.is_none_or(|newest| newest.digest != digest) {
            let version = newest.map_or(1, |newest| newest.version + 1);
            let valid_from = newest.map_or(at, |newest| newest.valid_from.max(at));
            let set = RuleSet::new(version, valid_from, rules, digest)
                .map_err(|fault| Problem::fault("rules", fault.to_string()))?;
            write(tx, district, &set, text, at)?;
            sets.push(set);
        }
        Self::bound(sets).ok_or(Problem::NotFound)
    }

    /// Reads the book of a district; a district without rules is not found.
    pub fn load(tx: &mut Tx<'_>, district: i64) -> Result<Self, Problem> {
        Self::bound(stored(tx, district)?).ok_or(Problem::NotFound)
    }

    /// A book of one version that no database holds, for pure calculation and for tests.
    pub fn of(rules: Rules) -> Result<Self, CalendarFault> {
        let first = RuleSet::new(1, Moment::EPOCH, rules, String::new())?;
        Ok(Self { first, later: Arc::default() })
    }

    /// The version in force at `at`; before the first one, the first.
    pub fn current(&self, at: Moment) -> &RuleSet {
        let in_force = |set: &&RuleSet| set.valid_from <= at;
        self.later.iter().rev().find(in_force).unwrap_or(&self.first)
    }

    /// The version with this number: the one an appeal started under.
    pub fn version(&self, version: i64) -> Option<&RuleSet> {
        self.versions().find(|set| set.version == version)
    }

    /// All versions, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &RuleSet> {
        std::iter::once(&self.first).chain(self.later.iter())
    }

    fn bound(sets: Vec<RuleSet>) -> Option<Self> {
        let mut sets = sets.into_iter();
        Some(Self { first: sets.next()?, later: sets.collect() })
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
    RuleSet::new(version, row.get("valid_from")?, rules, row.get("digest")?)
        .map_err(|fault| illegible(fault.to_string()))
}

fn write(
    tx: &mut Tx<'_>,
    district: i64,
    set: &RuleSet,
    body: &str,
    at: Moment,
) -> Result<(), Problem> {
    let sql = "insert into rule_set (district, version, valid_from, recorded_at, digest, body) \
               values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, params![district, set.version, set.valid_from, at, set.digest, body])?;
    Ok(())
}
