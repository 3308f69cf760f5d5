use xianban_kernel::Problem;
use xianban_store::params;

use super::scope::{Facet, Scope};
use crate::office::Work;

/// Where a scope lies on the ground or among the units: which column of a fact names it.
pub(super) struct Spot {
    scope: Scope,
    level: Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    District,
    Street,
    Community,
    Estate,
    Grid,
    Unit,
    /// A place that nothing is counted at.
    Nowhere,
}

impl Spot {
    pub(super) fn of(work: &mut Work<'_, '_>, scope: Scope) -> Result<Self, Problem> {
        let level = match scope {
            Scope::District => Level::District,
            Scope::Grid(_) => Level::Grid,
            Scope::Unit(_) => Level::Unit,
            Scope::Place(id) => {
                let sql = "select kind from place where district = $1 and id = $2";
                let row = work.tx.row(sql, params![work.office.district, id])?;
                match row.map(|row| row.get::<String>("kind")).transpose()?.as_deref() {
                    Some("street") => Level::Street,
                    Some("community") => Level::Community,
                    Some("estate") => Level::Estate,
                    _ => Level::Nowhere,
                }
            }
        };
        Ok(Self { scope, level })
    }

    pub(super) const fn scope(&self) -> Scope {
        self.scope
    }

    /// The condition that a fact lies in it, over columns of this name, with its id as `$n` and the
    /// district as `$district`. A grid lies in one community, by which it is found.
    pub(super) fn sql(&self, of: &str, n: usize, district: usize) -> String {
        let column = match self.level {
            Level::District => return format!("cast(${n} as bigint) = 0"),
            Level::Nowhere => return format!("cast(${n} as bigint) < 0"),
            Level::Street => "street",
            Level::Community => "community",
            Level::Estate => "estate",
            Level::Unit => "unit",
            Level::Grid => {
                return format!(
                    "{of}.grid = ${n} and {of}.community = (
                       select g.community from grid g where g.district = ${district} and g.id = ${n})"
                );
            }
        };
        format!("{of}.{column} = ${n}")
    }

    /// Whether its numbers are added up by day for this facet. What is broken up finely lies thin: from
    /// the community down only months are added up, and days at the ends of a span are counted.
    pub(super) const fn has_days(&self, facet: Facet) -> bool {
        match self.level {
            Level::District | Level::Street => true,
            Level::Community | Level::Estate | Level::Grid | Level::Unit | Level::Nowhere => {
                matches!(facet, Facet::All | Facet::List)
            }
        }
    }

    /// The next level below it, as a column.
    pub(super) fn below(&self, of: &str) -> String {
        let levels: &[(&str, &str)] =
            &[("p", "street"), ("p", "community"), ("p", "estate"), ("g", "grid")];
        let above = match self.level {
            Level::District | Level::Unit => 0,
            Level::Street => 1,
            Level::Community => 2,
            Level::Estate => 3,
            Level::Grid | Level::Nowhere => levels.len(),
        };
        let cases = levels.iter().skip(above).map(|(kind, level)| {
            format!("when {of}.{level} <> 0 then '{kind}' || cast({of}.{level} as text)")
        });
        let cases = cases.collect::<Vec<_>>().join(" ");
        if cases.is_empty() { "''".to_owned() } else { format!("case {cases} else '' end") }
    }

    /// A facet as a column.
    pub(super) fn value(&self, facet: Facet, of: &str) -> String {
        match facet {
            Facet::All => "''".to_owned(),
            Facet::List => format!("{of}.list"),
            Facet::Matter => format!("{of}.matter"),
            Facet::Unit => format!("cast({of}.unit as text)"),
            Facet::Below => self.below(of),
        }
    }
}
