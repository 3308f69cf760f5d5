use crate::rules::Rules;
use crate::rules::reasons::DeclineReason;

impl Rules {
    /// The decline reason with this code.
    pub fn decline_reason(&self, code: &str) -> Option<&DeclineReason> {
        self.decline_reasons.iter().find(|reason| reason.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::vocabulary;
    use crate::rules::SHIPPED;

    #[test]
    fn two_stars_or_unsolved_open_a_new_round() {
        let rating = Rules::parse(SHIPPED, vocabulary()).unwrap().rating;
        let opened: Vec<_> = (1..=5).map(|value| rating.reopens(value, true)).collect();
        assert_eq!(opened, [true, true, false, false, false]);
        assert!((1..=5).all(|value| rating.reopens(value, false)));
    }

    #[test]
    fn the_grades_carry_the_words_of_the_national_rating() {
        let rating = Rules::parse(SHIPPED, vocabulary()).unwrap().rating;
        let words: Vec<_> = (1..=5).rev().map(|n| rating.grade(n).unwrap().name.clone()).collect();
        assert_eq!(words, ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]);
        assert!(rating.satisfied(3) && !rating.satisfied(2));
    }

    #[test]
    fn an_emergency_is_told_the_numbers_to_dial() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let reason = rules.decline_reason("emergency").unwrap();
        let phones: Vec<_> = reason.channels.iter().map(|channel| channel.phone.as_str()).collect();
        assert_eq!(phones, ["110", "119", "120", "122"]);
    }
}
