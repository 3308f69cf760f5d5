use serde::Serialize;
use xianban_domain::praise;

/// Where praise stands, as its giver reads it: colour, word and shape say the same.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PraiseStanding)]
pub struct Standing {
    /// Stable, such as `published`.
    pub code: &'static str,
    /// What people read, such as 已转达.
    pub text: &'static str,
}

impl Standing {
    /// Both at once.
    pub(crate) const fn of(standing: praise::Standing) -> Self {
        Self { code: standing.code(), text: standing.name() }
    }

    /// The class that colours it.
    pub(crate) fn tone(&self) -> &'static str {
        match self.code {
            "given" => "blue",
            "published" => "green",
            "refused" => "amber",
            _ => "grey",
        }
    }

    /// The shape beside the word.
    pub(crate) fn shape(&self) -> &'static str {
        match self.code {
            "given" => "s-most",
            "published" => "s-check",
            "refused" => "s-bang",
            _ => "s-ended",
        }
    }
}
