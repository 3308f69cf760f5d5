use jiff::ToSpan;
use serde::Serialize;
use xianban_domain::figures::{Count, Figure, Numbers, Span, month};
use xianban_domain::rules::Rules;

use super::read::{Read, months_of};
use super::{Opened, kept, within};
use crate::console::figures::cells::{Cell, cell};
use crate::console::figures::overview::address;
use crate::frame::Link;

/// What was taken on and what was closed, month by month; the drawing is 452 by 152.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashTrend)]
pub struct Trend {
    /// The months, the oldest first.
    pub months: Vec<Month>,
    /// Lines of the scale: a value and its height.
    #[serde(skip)]
    pub ticks: Vec<(i64, i64)>,
    /// The line of what was taken on.
    #[serde(skip)]
    pub accepted: String,
    /// The line of what was closed.
    #[serde(skip)]
    pub closed: String,
}

/// A month of the trend.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashMonth)]
pub struct Month {
    /// As people say it: `11月`.
    pub name: String,
    /// Taken on.
    pub accepted: Opened,
    /// Closed.
    pub closed: Opened,
    /// Where it is drawn: across, and the heights of both.
    #[serde(skip)]
    pub at: (i64, i64, i64),
    /// Where the areas to press begin, of both: one above the other, however near the points are.
    #[serde(skip)]
    pub hit: (i64, i64),
}

/// A slice of the ring of the five lists, and its line in the table beside.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashSlice)]
pub struct Slice {
    /// The list.
    pub name: String,
    /// Taken on in the year.
    pub accepted: Opened,
    /// Its share, cut to tenths of a percent.
    pub share: String,
    /// How long it is drawn and from where, of a ring 339.3 long.
    #[serde(skip)]
    pub drawn: (String, String),
}

/// One of the five steps: how many stand there now.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashStep)]
pub struct Step {
    /// The step.
    pub name: &'static str,
    /// Those that stand there.
    pub now: Opened,
}

/// Units of one class, by name.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashClass)]
pub struct Class {
    /// The class.
    pub name: &'static str,
    /// The busiest few of them, by name.
    pub units: Vec<UnitLine>,
    /// All of them, where these are not.
    pub more: Option<Link>,
}

/// A unit beside its like.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashUnit)]
pub struct UnitLine {
    /// The unit.
    pub name: String,
    /// In time, of what it handled.
    pub in_time: Cell,
    /// The length of its bar, of a hundred.
    #[serde(skip)]
    pub bar: i64,
}

/// Units shown of one class: a screen has room for no more.
const BUSIEST: usize = 3;
const LEFT: i64 = 34;
const STEP: i64 = 36;
const FLOOR: i64 = 118;
const TALL: i64 = 104;
/// How high the area is that opens a point.
const HIT: i64 = 36;
/// The circumference of the ring.
const RING: f64 = 339.3;
/// What is left free between two slices.
const GAP: f64 = 2.0;

impl Read {
    /// The trend of the last months.
    pub(super) fn trend(&self) -> Trend {
        let (first, count) = months_of(self.today);
        let none = Numbers::default();
        let mut months = Vec::new();
        for n in 0..count {
            let Ok(from) = first.checked_add(n.months()) else { continue };
            let numbers = self.months.get(&month(from)).unwrap_or(&none);
            let span = Span { from, to: from.last_of_month() };
            let opened = |of: Count| Opened {
                count: numbers.of(of),
                href: within(self.scope, span, of.code()),
            };
            let name = from.strftime("%-m月").to_string();
            let (at, hit) = ((LEFT + 6 + n * STEP, 0, 0), (0, 0));
            let (accepted, closed) = (opened(Count::Accepted), opened(Count::Closed));
            months.push(Month { name, accepted, closed, at, hit });
        }
        drawn(months)
    }

    /// The five lists, and what is on none yet.
    pub(super) fn slices(&self, rules: &Rules) -> Vec<Slice> {
        let none = Numbers::default();
        let numbers = self.by.get("list").unwrap_or(&none);
        let all = numbers.of(Count::Accepted).max(1);
        let lists = rules.lists.iter().map(|list| (list.code.as_str(), list.name.as_str()));
        let mut from = 0.0;
        let mut slice = |(code, name): (&str, &str)| {
            let count = numbers.at(Count::Accepted, code);
            let more = format!("&list={}", if code.is_empty() { "none" } else { code });
            let kept = kept(Span::year_to(self.today));
            let href = address(self.scope, &kept, Count::Accepted.code(), &more);
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
            let long = count as f64 / all as f64 * RING;
            let length = (long - GAP).max(0.0);
            let drawn = (format!("{length:.1} {:.1}", RING - length), format!("{:.1}", -from));
            from += long;
            let tenths = count * 1000 / all;
            let share = format!("{}.{}%", tenths / 10, tenths % 10);
            Slice { name: name.to_owned(), accepted: Opened { count, href }, share, drawn }
        };
        lists.chain([("", "还没研判")]).map(&mut slice).collect()
    }

    /// The five steps.
    pub(super) fn steps(&self) -> Vec<Step> {
        let steps =
            [Count::AtCollect, Count::AtAssess, Count::AtPlan, Count::AtCarry, Count::AtAnswer];
        steps.map(|count| Step { name: count.name(), now: self.standing(count) }).into()
    }

    /// What stands now.
    pub(super) fn standing(&self, count: Count) -> Opened {
        let href = address(self.scope, "", count.code(), "");
        Opened { count: self.year.of(count), href }
    }

    /// Units in their classes: those that handled most in the year.
    pub(super) fn classes(&self) -> Vec<Class> {
        let (Some(numbers), Some(figure)) = (self.by.get("unit"), Figure::by_code("in_time"))
        else {
            return Vec::new();
        };
        let mut classes = std::collections::BTreeMap::<&'static str, Vec<UnitLine>>::new();
        let kept = kept(Span::year_to(self.today));
        for value in numbers.values() {
            let named = super::read::unit(value).and_then(|scope| self.names.get(&scope));
            let Some((named, class)) = named.and_then(|one| Some((one, one.class?))) else {
                continue;
            };
            let more = format!("&unit={value}");
            let cases = |code: &str| address(self.scope, &kept, code, &more);
            let in_time = cell(figure, figure.at(numbers, value), &cases);
            let Some(whole) = in_time.of.filter(|whole| *whole > 0) else { continue };
            let bar = in_time.count * 100 / whole;
            let line = UnitLine { name: named.name.clone(), in_time, bar };
            classes.entry(class.name()).or_default().push(line);
        }
        let class = |(name, mut units): (&'static str, Vec<UnitLine>)| {
            let all = units.len();
            units.sort_by_key(|one| std::cmp::Reverse(one.in_time.of));
            units.truncate(BUSIEST);
            units.sort_by(|one, other| one.name.cmp(&other.name));
            let href = format!("/c/overview?scope={}{kept}", self.scope.code());
            let more = (all > BUSIEST).then(|| Link::new(format!("全部 {all} 个"), href));
            Class { name, units, more }
        };
        classes.into_iter().map(class).collect()
    }
}

/// Places the months on the drawing.
fn drawn(mut months: Vec<Month>) -> Trend {
    let most = months.iter().map(|one| one.accepted.count.max(one.closed.count)).max().unwrap_or(0);
    let unit = unit_of(most);
    let high = |count: i64| FLOOR - count * TALL / (unit * 3);
    for month in &mut months {
        month.at = (month.at.0, high(month.accepted.count), high(month.closed.count));
        month.hit = apart(month.at.1, month.at.2);
    }
    let line = |height: fn(&Month) -> i64| {
        let points = months.iter().map(|one| format!("{},{}", one.at.0, height(one)));
        points.collect::<Vec<_>>().join(" ")
    };
    let (accepted, closed) = (line(|one| one.at.1), line(|one| one.at.2));
    let ticks = (0..=3).map(|n| (n * unit, high(n * unit))).collect();
    Trend { months, ticks, accepted, closed }
}

/// Where two areas of [`HIT`] begin that do not cover each other, around two heights.
const fn apart(one: i64, other: i64) -> (i64, i64) {
    let (middle, near) = (i64::midpoint(one, other), one.abs_diff(other) < HIT.unsigned_abs());
    match (near, one <= other) {
        (false, _) => (one - HIT / 2, other - HIT / 2),
        (true, true) => (middle - HIT, middle),
        (true, false) => (middle, middle - HIT),
    }
}

/// A round number, three of which are at least `most`.
fn unit_of(most: i64) -> i64 {
    let mut tens = 1;
    loop {
        for step in [1, 2, 5] {
            if step * tens * 3 >= most {
                return step * tens;
            }
        }
        tens *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_near_each_other_are_pressed_apart() {
        assert_eq!(apart(20, 100), (2, 82));
        assert_eq!([apart(50, 50), apart(60, 50)], [(14, 50), (55, 19)]);
    }

    #[test]
    fn a_scale_is_round_and_holds_the_highest() {
        assert_eq!(
            [0, 1, 3, 4, 12, 61, 150, 151, 1224].map(unit_of),
            [1, 1, 1, 2, 5, 50, 50, 100, 500]
        );
    }
}
