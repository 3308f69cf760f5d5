use serde::{Deserialize, Serialize};
use xianban_domain::figures::{Period, Scope};
use xianban_kernel::Problem;

/// Of what a report is wanted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[schema(as = ReportAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `d` for the district, `p` with the number of a place, `g` of a grid, `u` of a unit; left open, the
    /// widest that the reader oversees.
    pub(super) scope: String,
    /// Only what is on this list of five; left open, everything.
    pub(super) list: String,
}

impl Asked {
    /// The scope that was asked for; `None` when it was left open.
    pub(super) fn scope(&self) -> Result<Option<Scope>, Problem> {
        if self.scope.is_empty() {
            return Ok(None);
        }
        Scope::from_code(&self.scope).map(Some).ok_or(Problem::NotFound)
    }

    /// The address of a report on what was asked for.
    pub(super) fn address(&self, period: Period, file: &str) -> String {
        let pairs = [("scope", self.scope.as_str()), ("list", &self.list)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
        let pairs = serde_urlencoded::to_string(pairs).unwrap_or_default();
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("/c/reports/{}{file}{mark}{pairs}", period.code())
    }
}

/// The period of an address.
pub(super) fn period(code: &str) -> Result<Period, Problem> {
    Period::from_code(code).ok_or(Problem::NotFound)
}
