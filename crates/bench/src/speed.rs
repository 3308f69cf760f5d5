//! How fast something went: a rate, and how long single requests took.

use std::time::Duration;

use serde::Serialize;

/// What was measured in one run.
#[derive(Clone, Debug, Default)]
pub struct Speed {
    /// From the first request to the last answer.
    pub took: Duration,
    /// How long each request took; empty where requests are not told apart.
    pub waits: Vec<Duration>,
    /// How much was done.
    pub count: usize,
}

/// A figure over the runs.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Spread {
    /// The lowest.
    pub min: f64,
    /// The middle one; of an even number the lower of the two.
    pub median: f64,
    /// The highest.
    pub max: f64,
}

/// Rate and waiting times of something over all runs.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Pace {
    /// How much per second, over the runs.
    pub per_second: Spread,
    /// How long single requests took, over all requests of all runs; `None` where requests are not
    /// told apart.
    pub waits: Option<Waits>,
}

/// Percentiles in milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Waits {
    /// Half took no longer.
    pub p50: f64,
    /// Nineteen in twenty took no longer.
    pub p95: f64,
    /// Ninety-nine in a hundred took no longer.
    pub p99: f64,
}

impl Speed {
    /// How much per second.
    pub fn per_second(&self) -> f64 {
        number(self.count) / self.took.as_secs_f64().max(f64::EPSILON)
    }
}

impl Spread {
    /// Over some figures; zeros over none.
    pub fn over(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<_> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
        Self {
            min: at(0),
            median: at(sorted.len().saturating_sub(1) / 2),
            max: at(sorted.len().saturating_sub(1)),
        }
    }
}

impl Pace {
    /// Over some runs.
    pub fn over<'a>(runs: impl Iterator<Item = &'a Speed> + Clone) -> Self {
        let waits = runs.clone().flat_map(|run| run.waits.iter().copied()).collect();
        Self { per_second: Spread::over(runs.map(Speed::per_second)), waits: Waits::over(waits) }
    }
}

impl Waits {
    /// Over single requests; `None` over none.
    pub fn over(mut waits: Vec<Duration>) -> Option<Self> {
        waits.sort_unstable();
        let last = waits.len().checked_sub(1)?;
        let at = |hundredths: usize| {
            let wait = waits.get(last * hundredths / 100).copied().unwrap_or_default();
            wait.as_secs_f64() * 1000.0
        };
        Some(Self { p50: at(50), p95: at(95), p99: at(99) })
    }
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "no count here comes near 2^52")]
pub const fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_names_the_middle_run() {
        let spread = Spread::over([3.0, 1.0, 2.0]);
        let figures = [spread.min, spread.median, spread.max].map(|figure| figure.to_string());
        assert_eq!(figures, ["1", "2", "3"]);
    }

    #[test]
    fn percentiles_are_waits_that_were_seen() {
        let waits = Waits::over((1..=101).map(Duration::from_millis).collect()).unwrap();
        let figures = [waits.p50, waits.p95, waits.p99].map(|figure| figure.to_string());
        assert_eq!(figures, ["51", "96", "100"]);
        assert!(Waits::over(Vec::new()).is_none());
    }
}
