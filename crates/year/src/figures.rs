use serde::Deserialize;

/// What becomes of a matter by the end of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Closed, rated satisfied in the first round.
    Satisfied,
    /// Rated low, done again, then rated satisfied.
    SecondRound,
    /// Rated low three times: closed with the district's conclusion.
    Concluded,
    /// Closed when nobody rated in time.
    Unrated,
    /// Found on a round, and seen to be solved.
    Solved,
    /// Filed and not taken on yet.
    Submitted,
    /// Taken on.
    Assessing,
    /// A plan is to be written.
    Planning,
    /// A unit works on it.
    Handling,
    /// Its clock stands for a reason of the rules.
    Paused,
    /// On the hold list, with the day of the next look.
    Held,
    /// The reply waits for review.
    Reviewing,
    /// The reply went out and is to be rated.
    Asked,
    /// The district owes its conclusion.
    Concluding,
    /// Not taken on, for a reason of the law.
    Declined,
    /// Taken back by whoever filed it.
    Withdrawn,
}

impl Fate {
    /// Whether the matter was taken on.
    pub const fn is_accepted(self) -> bool {
        !matches!(self, Self::Submitted | Self::Declined | Self::Withdrawn)
    }

    /// Whether it is closed when the year ends.
    pub const fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Satisfied | Self::SecondRound | Self::Concluded | Self::Unrated | Self::Solved
        )
    }

    /// Whether its words name a reason that few matters have, as the court, a vote or the weather.
    pub const fn is_rare(self) -> bool {
        matches!(
            self,
            Self::Declined | Self::Held | Self::Paused | Self::Concluding | Self::Concluded
        )
    }

    /// Whether it is closed and somebody rated it.
    pub const fn is_rated(self) -> bool {
        matches!(self, Self::Satisfied | Self::SecondRound | Self::Concluded)
    }
}

/// How many matters have which fate.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Of residents and firms.
    pub appeals: &'static [(Fate, usize)],
    /// Found by grid workers on their rounds.
    pub patrols: &'static [(Fate, usize)],
}

impl Figures {
    /// Those of the article: 1,224 accepted, 1,025 closed, 2,438 reported, 2,405 solved.
    pub const ARTICLE: Self = Self {
        appeals: &[
            (Fate::Satisfied, 739),
            (Fate::SecondRound, 40),
            (Fate::Concluded, 1),
            (Fate::Unrated, 245),
            (Fate::Assessing, 15),
            (Fate::Planning, 6),
            (Fate::Handling, 92),
            (Fate::Paused, 12),
            (Fate::Held, 14),
            (Fate::Reviewing, 16),
            (Fate::Asked, 42),
            (Fate::Concluding, 2),
            (Fate::Submitted, 5),
            (Fate::Declined, 18),
            (Fate::Withdrawn, 12),
        ],
        patrols: &[
            (Fate::Solved, 2405),
            (Fate::Submitted, 6),
            (Fate::Assessing, 4),
            (Fate::Handling, 15),
            (Fate::Reviewing, 8),
        ],
    };

    /// A small year with every fate in it.
    pub const SMALL: Self = Self {
        appeals: &[
            (Fate::Satisfied, 26),
            (Fate::SecondRound, 2),
            (Fate::Concluded, 1),
            (Fate::Unrated, 4),
            (Fate::Assessing, 1),
            (Fate::Planning, 1),
            (Fate::Handling, 4),
            (Fate::Paused, 1),
            (Fate::Held, 1),
            (Fate::Reviewing, 1),
            (Fate::Asked, 2),
            (Fate::Concluding, 1),
            (Fate::Submitted, 1),
            (Fate::Declined, 1),
            (Fate::Withdrawn, 1),
        ],
        patrols: &[
            (Fate::Solved, 20),
            (Fate::Submitted, 1),
            (Fate::Assessing, 1),
            (Fate::Handling, 1),
            (Fate::Reviewing, 1),
        ],
    };

    /// How many of `among` are as `wanted`.
    pub fn count(among: &[(Fate, usize)], wanted: impl Fn(Fate) -> bool) -> usize {
        among.iter().filter(|(fate, _)| wanted(*fate)).map(|(_, count)| count).sum()
    }

    /// All matters together.
    pub fn matters(&self) -> usize {
        Self::count(self.appeals, |_| true) + Self::count(self.patrols, |_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_article() {
        let Figures { appeals, patrols } = Figures::ARTICLE;
        assert_eq!(Figures::count(appeals, Fate::is_accepted), 1224);
        assert_eq!(Figures::count(appeals, Fate::is_closed), 1025);
        assert_eq!(Figures::count(appeals, Fate::is_rated), 780);
        assert_eq!(Figures::count(patrols, |_| true), 2438);
        assert_eq!(Figures::count(patrols, Fate::is_closed), 2405);
    }
}
