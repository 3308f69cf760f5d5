/// How a move reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb {
    /// On its button and above its form.
    pub(crate) text: &'static str,
    /// Who gets what and what follows, in a sentence or two.
    pub(crate) effect: &'static str,
    /// Whether it leaves the house or cannot be undone.
    pub(crate) grave: bool,
}

impl Verb {
    pub(crate) const fn new(text: &'static str, effect: &'static str) -> Self {
        Self { text, effect, grave: false }
    }

    /// One that leaves the house or cannot be undone.
    pub(crate) const fn grave(text: &'static str, effect: &'static str) -> Self {
        Self { text, effect, grave: true }
    }
}

/// How early a move stands on a page: what the state waits for comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// What the state waits for.
    Awaited,
    /// Telling how it goes.
    Telling,
    /// Saying that it is done.
    Closing,
    /// Often wanted beside them.
    Often,
    /// Wanted now and then.
    Sometimes,
    /// Seldom wanted: behind a word that opens.
    Rare,
}
