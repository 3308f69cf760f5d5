use xianban_kernel::PlaceId;

/// Where a matter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceGiven {
    /// Picked from the tree, or filled in by a QR code.
    Known(PlaceId),
    /// The same, and said more closely in the applicant's words.
    Within(PlaceId, String),
    /// In the applicant's words.
    Described(String),
    /// Not given.
    Unknown,
}

impl PlaceGiven {
    /// Of a place picked, of words, of both or of neither.
    pub fn of(picked: Option<PlaceId>, words: &str) -> Self {
        let words = words.trim();
        match (picked, words.is_empty()) {
            (Some(place), true) => Self::Known(place),
            (Some(place), false) => Self::Within(place, words.to_owned()),
            (None, false) => Self::Described(words.to_owned()),
            (None, true) => Self::Unknown,
        }
    }

    /// What was picked.
    pub(crate) const fn picked(&self) -> Option<PlaceId> {
        match self {
            Self::Known(place) | Self::Within(place, _) => Some(*place),
            Self::Described(_) | Self::Unknown => None,
        }
    }

    /// What was said.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Self::Within(_, words) | Self::Described(words) => Some(words),
            Self::Known(_) | Self::Unknown => None,
        }
    }
}
