//! The holidays that the law itself fixes, whatever a year's notice adds to them: 全国年节及纪念日
//! 放假办法, article 2, as amended by State Council order 795 (in force 2025-01-01); before that
//! as of order 644 (in force 2014-01-01).
//!
//! A holiday that falls on a weekend is made up for on a working day (article 6), and days are
//! exchanged around the long ones. Which days these are only the notice of the year says, so none
//! is guessed here.

use crate::Day;

/// The first year of [`MOVABLE`]; no rules of this platform reach back before it.
const FIRST: i16 = 2014;

/// The holidays that move, for each year from [`FIRST`]: 春节 (the first of the first lunar month),
/// 清明 (the sun at 15°), 端午 (the fifth of the fifth) and 中秋 (the fifteenth of the eighth), as
/// month and day in China.
///
/// Computed with sxtwl 2.0.7 (寿星天文历), which follows GB/T 33661-2017. The lunar dates were
/// compared with those of lunardate 0.3.0 and LunarCalendar 0.0.9, and both moons and solar terms
/// with the ephemeris of PyEphem 4.2.1: no difference in any year. The test below holds them
/// against the sun and the moon once more.
const MOVABLE: [[(i8, i8); 4]; 37] = [
    [(1, 31), (4, 5), (6, 2), (9, 8)],   // 2014
    [(2, 19), (4, 5), (6, 20), (9, 27)], // 2015
    [(2, 8), (4, 4), (6, 9), (9, 15)],   // 2016
    [(1, 28), (4, 4), (5, 30), (10, 4)], // 2017
    [(2, 16), (4, 5), (6, 18), (9, 24)], // 2018
    [(2, 5), (4, 5), (6, 7), (9, 13)],   // 2019
    [(1, 25), (4, 4), (6, 25), (10, 1)], // 2020
    [(2, 12), (4, 4), (6, 14), (9, 21)], // 2021
    [(2, 1), (4, 5), (6, 3), (9, 10)],   // 2022
    [(1, 22), (4, 5), (6, 22), (9, 29)], // 2023
    [(2, 10), (4, 4), (6, 10), (9, 17)], // 2024
    [(1, 29), (4, 4), (5, 31), (10, 6)], // 2025
    [(2, 17), (4, 5), (6, 19), (9, 25)], // 2026
    [(2, 6), (4, 5), (6, 9), (9, 15)],   // 2027
    [(1, 26), (4, 4), (5, 28), (10, 3)], // 2028
    [(2, 13), (4, 4), (6, 16), (9, 22)], // 2029
    [(2, 3), (4, 5), (6, 5), (9, 12)],   // 2030
    [(1, 23), (4, 5), (6, 24), (10, 1)], // 2031
    [(2, 11), (4, 4), (6, 12), (9, 19)], // 2032
    [(1, 31), (4, 4), (6, 1), (9, 8)],   // 2033
    [(2, 19), (4, 5), (6, 20), (9, 27)], // 2034
    [(2, 8), (4, 5), (6, 10), (9, 16)],  // 2035
    [(1, 28), (4, 4), (5, 30), (10, 4)], // 2036
    [(2, 15), (4, 4), (6, 18), (9, 24)], // 2037
    [(2, 4), (4, 5), (6, 7), (9, 13)],   // 2038
    [(1, 24), (4, 5), (5, 27), (10, 2)], // 2039
    [(2, 12), (4, 4), (6, 14), (9, 20)], // 2040
    [(2, 1), (4, 4), (6, 3), (9, 10)],   // 2041
    [(1, 22), (4, 4), (6, 22), (9, 28)], // 2042
    [(2, 10), (4, 5), (6, 11), (9, 17)], // 2043
    [(1, 30), (4, 4), (5, 31), (10, 5)], // 2044
    [(2, 17), (4, 4), (6, 19), (9, 25)], // 2045
    [(2, 6), (4, 4), (6, 8), (9, 15)],   // 2046
    [(1, 26), (4, 5), (5, 29), (10, 4)], // 2047
    [(2, 14), (4, 4), (6, 15), (9, 22)], // 2048
    [(2, 2), (4, 4), (6, 4), (9, 11)],   // 2049
    [(1, 23), (4, 4), (6, 23), (9, 30)], // 2050
];

/// Whether all citizens have the day off by law. After 2050, where the table ends, and before 2014
/// only the holidays with a fixed date are known.
pub(super) fn is_statutory(day: Day) -> bool {
    is_fixed(day) || is_movable(day)
}

/// 元旦, 劳动节 and 国庆节.
fn is_fixed(day: Day) -> bool {
    match (day.month(), day.day()) {
        (1 | 5, 1) | (10, 1..=3) => true,
        (5, 2) => is_as_amended(day),
        _ => false,
    }
}

/// 春节 and the three of one day. 除夕 is a holiday since 2025.
fn is_movable(day: Day) -> bool {
    let row = usize::try_from(day.year() - FIRST).ok().and_then(|row| MOVABLE.get(row));
    row.is_some_and(|[spring, rest @ ..]| {
        let days_in = day - on(day.year(), *spring);
        let first = if is_as_amended(day) { -1 } else { 0 };
        (first..3).contains(&days_in.get_days()) || rest.contains(&(day.month(), day.day()))
    })
}

fn is_as_amended(day: Day) -> bool {
    day.year() >= 2025
}

const fn on(year: i16, (month, day): (i8, i8)) -> Day {
    Day::constant(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i16) -> Vec<String> {
        let days = Day::constant(year, 1, 1).series(jiff::Span::new().days(1));
        let own = days.take_while(|day| day.year() == year).filter(|day| is_statutory(*day));
        own.map(|day| day.strftime("%m-%d").to_string()).collect()
    }

    #[test]
    fn a_year_has_the_thirteen_days_of_the_amended_law() {
        let days = "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03";
        assert_eq!(of(2027), days.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn before_the_amendment_there_were_eleven() {
        let days = "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03";
        assert_eq!(of(2024), days.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn where_the_table_ends_the_fixed_days_stay() {
        assert_eq!(of(2051), ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);
        assert_eq!(of(2013), ["01-01", "05-01", "10-01", "10-02", "10-03"]);
        assert_eq!(of(2050).len(), 13);
    }

    /// Days since noon of 2000-01-01, universal time, at midnight in China with which `day` begins.
    fn midnight(day: Day) -> f64 {
        f64::from((day - Day::constant(2000, 1, 1)).get_days()) - 0.5 - 8.0 / 24.0
    }

    fn sine(degrees: f64) -> f64 {
        degrees.to_radians().sin()
    }

    /// The sun's longitude in degrees, good to 0.01 (Astronomical Almanac, section C).
    fn sun(at: f64) -> f64 {
        let anomaly = 0.985_600_3_f64.mul_add(at, 357.528);
        let mean = 0.985_647_4_f64.mul_add(at, 280.460);
        1.915_f64.mul_add(sine(anomaly), 0.020_f64.mul_add(sine(2.0 * anomaly), mean))
    }

    /// The moon's longitude in degrees, good to 0.3 (Astronomical Almanac, section D).
    fn moon(at: f64) -> f64 {
        let centuries = at / 36_525.0;
        let terms: [(f64, f64, f64); 6] = [
            (6.29, 135.0, 477_198.87),
            (-1.27, 259.3, -413_335.36),
            (0.66, 235.7, 890_534.22),
            (0.21, 269.9, 954_397.74),
            (-0.19, 357.5, 35_999.05),
            (-0.11, 186.5, 966_404.03),
        ];
        let mean = 481_267.881_f64.mul_add(centuries, 218.32);
        terms
            .iter()
            .fold(mean, |sum, (size, from, by)| sum + size * sine(by.mul_add(centuries, *from)))
    }

    /// How far `degrees` lies past `mark`, from -180 to 180.
    fn past(degrees: f64, mark: f64) -> f64 {
        (degrees - mark + 180.0).rem_euclid(360.0) - 180.0
    }

    /// The sun passes 15° on 清明; a lunar month begins on the day of the new moon, and is the
    /// first, fifth or eighth by the solar term in it (雨水 330°, 夏至 90°, 秋分 180°). Only in
    /// 2034 雨水 is a day early: the twelfth month before, after a leap eleventh, has two terms.
    #[test]
    fn the_sun_and_the_moon_say_the_same() {
        for (year, [spring, clear, fifth, eighth]) in (FIRST..).zip(MOVABLE) {
            let starts = midnight(on(year, clear));
            assert!(
                past(sun(starts), 15.0) < 0.01 && past(sun(starts + 1.0), 15.0) > -0.01,
                "{year}"
            );
            for (date, day_of_month, term) in
                [(spring, 1, 330.0), (fifth, 5, 90.0), (eighth, 15, 180.0)]
            {
                let first = midnight(on(year, date)) - f64::from(day_of_month - 1);
                let apart = |at: f64| past(moon(at), sun(at));
                assert!(apart(first) < 0.3 && apart(first + 1.0) > -0.3, "{year}: no new moon");
                let to_term = past(term, sun(first + 1.0));
                assert!((-1.1..30.0).contains(&to_term), "{year}: {to_term} to the term");
            }
        }
    }
}
