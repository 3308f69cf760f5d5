use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A length of time as the rules write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TimeLimit {
    Hours(u32),
    WorkingHours(u32),
    WorkingDays(u32),
    CalendarDays(u32),
}

impl FromStr for TimeLimit {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let cut = s.find(|c: char| !c.is_ascii_digit()).unwrap_or(s.len());
        let (n, unit) = s.split_at(cut);
        let n = n.parse().map_err(|_| format!("bad limit {s}"))?;
        match unit {
            "h" => Ok(Self::Hours(n)),
            "wh" => Ok(Self::WorkingHours(n)),
            "wd" => Ok(Self::WorkingDays(n)),
            "cd" => Ok(Self::CalendarDays(n)),
            _ => Err(format!("bad limit {s}")),
        }
    }
}
impl TryFrom<String> for TimeLimit {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        s.parse()
    }
}
impl From<TimeLimit> for String {
    fn from(l: TimeLimit) -> Self {
        l.to_string()
    }
}
impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(n) => write!(f, "{n}h"),
            Self::WorkingHours(n) => write!(f, "{n}wh"),
            Self::WorkingDays(n) => write!(f, "{n}wd"),
            Self::CalendarDays(n) => write!(f, "{n}cd"),
        }
    }
}
