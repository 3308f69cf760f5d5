use xianban_kernel::Moment;

use super::Duty;
use crate::appeals::nouns::card::{Carded, Colour};

/// Warning cards (黄牌、红牌): a duty earns a yellow one when it is near due and a red one when it is
/// overdue, each once. Colours are computed from the clock; a card is the record that the moment
/// passed.
impl Duty {
    /// The next card it will earn after those in `given`, and when; `None` after the red one.
    pub fn next_card(&self, given: &[Carded]) -> Option<(Moment, Colour)> {
        let key = self.key();
        let has = |colour| given.iter().any(|card| card.duty == key && card.colour == colour);
        match (has(Colour::Yellow), has(Colour::Red)) {
            (_, true) => None,
            (true, false) => Some((self.due.at, Colour::Red)),
            (false, false) => Some((self.yellow, Colour::Yellow)),
        }
    }

    /// The card to give at `at`, if its moment has passed.
    pub(crate) fn card_due(&self, given: &[Carded], at: Moment) -> Option<Carded> {
        let (moment, colour) = self.next_card(given)?;
        (moment <= at).then(|| Carded { duty: self.key(), colour, due: self.due.at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appeals::nouns::words::DutyKind;
    use xianban_kernel::{Due, Role, UnitId};

    const YELLOW: Moment = Moment::from_millis(75);
    const DUE: Moment = Moment::from_millis(100);

    fn duty(since: i64) -> Duty {
        Duty {
            kind: DutyKind::Accept,
            part: 0,
            unit: UnitId::new(1),
            role: Role::new("clerk"),
            person: None,
            since: Moment::from_millis(since),
            yellow: YELLOW,
            due: Due::agreed(DUE),
        }
    }

    fn given_by(duty: &Duty, at: Moment) -> Vec<Carded> {
        let mut given = Vec::new();
        while let Some(card) = duty.card_due(&given, at) {
            given.push(card);
        }
        given
    }

    #[test]
    fn a_card_comes_at_its_moment_and_not_before() {
        let colours = |at: Moment| -> Vec<Colour> {
            given_by(&duty(0), at).iter().map(|card| card.colour).collect()
        };
        assert_eq!(colours(YELLOW.plus_millis(-1)), []);
        assert_eq!(colours(YELLOW), [Colour::Yellow]);
        assert_eq!(colours(DUE.plus_millis(-1)), [Colour::Yellow]);
        assert_eq!(colours(DUE), [Colour::Yellow, Colour::Red]);
    }

    #[test]
    fn a_duty_that_begins_anew_earns_its_own_cards() {
        let given = given_by(&duty(0), DUE);
        assert_eq!(duty(0).next_card(&given), None);
        assert_eq!(duty(1).next_card(&given), Some((YELLOW, Colour::Yellow)));
    }
}
