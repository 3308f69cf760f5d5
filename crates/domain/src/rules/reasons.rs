use serde::{Deserialize, Serialize};

use super::Rules;

/// A lawful reason for declining an appeal, with the way onward.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineReason {
    /// As stored.
    pub code: String,
    /// What staff choose from and the applicant reads first.
    pub name: String,
    /// The law's provision, in its sense.
    pub law: String,
    /// What the applicant is told besides.
    pub told: String,
    /// Where to go instead; never empty.
    pub channels: Vec<Channel>,
}

/// A place that can help where the platform cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What it is for, or whose.
    pub name: String,
    /// Its number; empty when it is reached otherwise, as the name then says.
    pub phone: String,
}

/// What counts as satisfied and what opens a new round.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingStandard {
    /// The lowest grade that counts as satisfied.
    pub satisfied_from: i64,
    /// The highest grade that opens a new round; "not solved" opens one at any grade.
    pub rework_at_most: i64,
    /// Rounds after which the district concludes instead of opening another.
    pub max_rounds: i64,
    /// The grades, best first.
    pub grades: Vec<Grade>,
}

/// One of the five grades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its stars, 5 to 1.
    pub value: i64,
    /// Its word (政务服务好差评).
    pub name: String,
}

impl RatingStandard {
    /// The grade with so many stars.
    pub fn grade(&self, value: i64) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.value == value)
    }

    /// Whether this grade counts as satisfied in the rates.
    pub const fn satisfied(&self, value: i64) -> bool {
        value >= self.satisfied_from
    }

    /// Whether this answer opens a new round (再接单).
    pub const fn reopens(&self, value: i64, solved: bool) -> bool {
        !solved || value <= self.rework_at_most
    }
}

impl Rules {
    /// The decline reason with this code.
    pub fn decline_reason(&self, code: &str) -> Option<&DeclineReason> {
        self.decline_reasons.iter().find(|reason| reason.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::super::SHIPPED;
    use super::*;

    #[test]
    fn two_stars_or_unsolved_open_a_new_round() {
        let rating = Rules::parse(SHIPPED).unwrap().rating;
        let opened: Vec<_> = (1..=5).map(|value| rating.reopens(value, true)).collect();
        assert_eq!(opened, [true, true, false, false, false]);
        assert!((1..=5).all(|value| rating.reopens(value, false)));
    }

    #[test]
    fn the_grades_carry_the_words_of_the_national_rating() {
        let rating = Rules::parse(SHIPPED).unwrap().rating;
        let words: Vec<_> = (1..=5).rev().map(|n| rating.grade(n).unwrap().name.clone()).collect();
        assert_eq!(words, ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]);
        assert!(rating.satisfied(3) && !rating.satisfied(2));
    }

    #[test]
    fn an_emergency_is_told_the_numbers_to_dial() {
        let rules = Rules::parse(SHIPPED).unwrap();
        let reason = rules.decline_reason("emergency").unwrap();
        let phones: Vec<_> = reason.channels.iter().map(|channel| channel.phone.as_str()).collect();
        assert_eq!(phones, ["110", "119", "120", "122"]);
    }
}
