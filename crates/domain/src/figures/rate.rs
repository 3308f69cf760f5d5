/// A part of a whole, such as 2,405 of 2,438.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many of them.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
}

/// The quantile of the normal distribution for an interval that holds the truth 95 times in a hundred.
const Z: f64 = 1.959_963_984_540_054;

impl Rate {
    /// In hundredths of a percent, cut: never better than it is. `None` of nothing.
    pub fn hundredths(self) -> Option<i64> {
        let wide = i128::from(self.part) * 10_000;
        i64::try_from(wide.checked_div(i128::from(self.whole))?).ok()
    }

    /// As people read it, `98.64%`; empty of nothing.
    pub fn said(self) -> String {
        self.hundredths().map_or_else(String::new, said)
    }

    /// Between which rates the truth lies 95 times in a hundred when so few are counted (Wilson's score
    /// interval), in hundredths of a percent; `None` of nothing.
    pub fn interval(self) -> Option<(i64, i64)> {
        if self.whole <= 0 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let (p, n) = (self.part as f64 / self.whole as f64, self.whole as f64);
        let middle = p + Z * Z / (2.0 * n);
        let wide = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let cut = |rate: f64| {
            let rate = (rate / (1.0 + Z * Z / n)).clamp(0.0, 1.0);
            #[expect(clippy::cast_possible_truncation, reason = "at most 10,000")]
            let hundredths = (rate * 10_000.0) as i64;
            hundredths
        };
        Some((cut(middle - wide), cut(middle + wide)))
    }

    /// The interval as people read it, where the number is small enough to need it.
    pub fn doubt(self) -> Option<String> {
        let (low, high) = self.interval().filter(|_| self.whole < SURE)?;
        Some(format!("{}到{}", said(low), said(high)))
    }
}

/// From so many on a rate speaks for itself.
const SURE: i64 = 100;

fn said(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_cut_and_never_better_than_it_is() {
        let rate = |part, whole| Rate { part, whole }.said();
        assert_eq!(rate(2405, 2438), "98.64%");
        assert_eq!(rate(779, 780), "99.87%");
        assert_eq!(rate(19_999, 20_000), "99.99%");
        assert_eq!(rate(1025, 1025), "100.00%");
        assert_eq!(rate(0, 0), "");
    }

    #[test]
    fn few_say_little() {
        assert_eq!(Rate { part: 5, whole: 5 }.doubt().as_deref(), Some("56.55%到100.00%"));
        assert_eq!(Rate { part: 0, whole: 0 }.doubt(), None);
        assert_eq!(Rate { part: 779, whole: 780 }.doubt(), None);
        let (low, high) = Rate { part: 8, whole: 10 }.interval().unwrap();
        assert_eq!((low, high), (4901, 9433));
    }
}
