use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xianban_domain::figures::{Scope, Span};
use xianban_kernel::Problem;

use crate::frame::Choice;

/// Of what and for which days figures are wanted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[schema(as = FiguresAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `d` for the district, `p` with the number of a place, `g` of a grid, `u` of a unit; left open, the
    /// widest that the reader oversees.
    pub(super) scope: String,
    /// `year` (a year back), `this_year`, `month`, `quarter` or `days`.
    pub(super) period: String,
    /// With `days`: the first day.
    pub(super) from: String,
    /// With `days`: the last day.
    pub(super) to: String,
}

const PERIODS: &[(&str, &str)] = &[
    ("year", "近一年"),
    ("this_year", "今年以来"),
    ("quarter", "本季度"),
    ("month", "本月"),
    ("days", "自己选"),
];

impl Asked {
    /// The scope that was asked for; `None` when it was left open.
    pub(super) fn scope(&self) -> Result<Option<Scope>, Problem> {
        if self.scope.is_empty() {
            return Ok(None);
        }
        Scope::from_code(&self.scope).map(Some).ok_or(Problem::NotFound)
    }

    /// First and last day.
    pub(super) fn span(&self, today: Date) -> Span {
        let given = |text: &str| text.parse::<Date>().ok();
        match self.period.as_str() {
            "month" => Span::this_month(today),
            "this_year" => Span::this_year(today),
            "quarter" => {
                let month = today.first_of_month();
                let back = (month.month() - 1).rem_euclid(3);
                Span { from: month.checked_sub(back.months()).unwrap_or(month), to: today }
            }
            "days" => {
                let from = given(&self.from).unwrap_or_else(|| today.first_of_month());
                Span { from, to: given(&self.to).unwrap_or(today).max(from) }
            }
            _ => Span::year_to(today),
        }
    }

    pub(super) fn periods(&self) -> Vec<Choice> {
        let chosen = if self.period.is_empty() { "year" } else { &self.period };
        PERIODS.iter().map(|(code, text)| Choice::new(*code, *text).chosen_if(chosen)).collect()
    }

    /// The period as addresses carry it on, behind what they have.
    pub(super) fn kept(&self) -> String {
        let pairs = [("period", self.period.as_str()), ("from", &self.from), ("to", &self.to)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let kept = serde_urlencoded::to_string(pairs.collect::<Vec<_>>()).unwrap_or_default();
        if kept.is_empty() { kept } else { format!("&{kept}") }
    }
}
