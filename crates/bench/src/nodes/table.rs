use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::clients::{Seen, counted};

/// Everything that was seen, by way to the database.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub program: String,
    pub front: String,
    pub clients: usize,
    pub ways: Vec<Way>,
}

/// What was seen by one way.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    pub name: String,
    pub times: Vec<Time>,
    pub kept: Kept,
}

/// A part of the time.
#[derive(Clone, Debug, Serialize)]
pub struct Time {
    pub name: &'static str,
    pub seconds: f64,
    /// Filings acknowledged.
    pub filed: usize,
    /// The longest time without any acknowledged filing.
    pub longest_gap_seconds: f64,
    /// The longest that one filing took, sent again until it was acknowledged.
    pub slowest_seconds: f64,
    /// Attempts to file that failed, by answer.
    pub failed: BTreeMap<String, usize>,
    pub pages: usize,
    pub pages_failed: BTreeMap<String, usize>,
}

/// What the database holds at the end.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Kept {
    pub acknowledged: usize,
    /// Never acknowledged.
    pub lost_to_the_client: usize,
    /// Acknowledged, and not in the database.
    pub missing: usize,
    /// In the database beyond what was acknowledged, or under two numbers.
    pub too_many: usize,
}

impl Time {
    /// What was seen between these moments.
    pub fn of(name: &'static str, seen: &Seen, (from, to): (Instant, Instant)) -> Self {
        let within = |at: &Instant| (from..to).contains(at);
        let filed: Vec<_> = seen.filed.iter().filter(|(at, ..)| within(at)).collect();
        let mut moments: Vec<_> = filed.iter().map(|(at, ..)| *at).chain([from, to]).collect();
        moments.sort_unstable();
        let gaps = moments.windows(2).filter_map(|pair| match pair {
            [one, next] => Some(*next - *one),
            _ => None,
        });
        let longest =
            |all: &mut dyn Iterator<Item = Duration>| all.max().unwrap_or_default().as_secs_f64();
        let pages: Vec<_> = seen.pages.iter().filter(|(at, _)| within(at)).collect();
        let failed = seen.failed.iter().filter(|(at, _)| within(at)).map(|(_, why)| why);
        Self {
            name,
            seconds: (to - from).as_secs_f64(),
            filed: filed.len(),
            longest_gap_seconds: longest(&mut gaps.into_iter()),
            slowest_seconds: longest(&mut filed.iter().map(|(.., took)| *took)),
            failed: counted(failed),
            pages: pages.len(),
            pages_failed: counted(pages.iter().filter_map(|(_, why)| why.as_ref())),
        }
    }
}

impl Kept {
    /// Whether every acknowledged filing is there once, and nothing else.
    pub const fn holds(&self) -> bool {
        self.lost_to_the_client == 0 && self.missing == 0 && self.too_many == 0
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { program, front, clients, .. } = self;
        writeln!(f, "program   {program}, two nodes behind {front}, {clients} clients")?;
        self.ways.iter().try_for_each(|way| write!(f, "\n{way}"))
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "database by way `{}`", self.name)?;
        for time in &self.times {
            writeln!(
                f,
                "  {:<34}{:>5.1} s {:>5} filed, longest without one {:>5.2} s, slowest {:>5.2} s",
                time.name, time.seconds, time.filed, time.longest_gap_seconds, time.slowest_seconds
            )?;
            for (what, failed) in [("filing", &time.failed), ("page", &time.pages_failed)] {
                let told: Vec<_> =
                    failed.iter().map(|(why, times)| format!("{why} × {times}")).collect();
                if !told.is_empty() {
                    writeln!(f, "      {what} failed: {}", told.join(", "))?;
                }
            }
        }
        let Kept { acknowledged, lost_to_the_client, missing, too_many } = self.kept;
        writeln!(
            f,
            "  {acknowledged} acknowledged, {missing} of them missing, {too_many} too many, \
             {lost_to_the_client} never acknowledged"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_time_without_a_filing_counts_from_and_to_the_ends() {
        let from = Instant::now();
        let at = |seconds: f64| from + Duration::from_secs_f64(seconds);
        let filed = |seconds| (at(seconds), "no".to_owned(), Duration::from_secs(1));
        let seen = Seen {
            filed: vec![filed(1.0), filed(2.0), filed(4.5), filed(11.0)],
            failed: vec![(at(3.0), "503".to_owned()), (at(12.0), "503".to_owned())],
            ..Seen::default()
        };
        let time = Time::of("a time", &seen, (from, at(10.0)));
        assert_eq!((time.filed, time.failed["503"]), (3, 1));
        assert_eq!(format!("{:.1}", time.longest_gap_seconds), "5.5");
    }
}
