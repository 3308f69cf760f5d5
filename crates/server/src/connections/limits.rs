use std::fmt;
use std::time::Duration;

use serde::Deserialize;

use crate::configuration::Fault;

/// What a connection may take, as the configuration file says it. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    most: Option<usize>,
    header_seconds: Option<u64>,
    idle_seconds: Option<u64>,
    unread_seconds: Option<u64>,
    request_minutes: Option<u64>,
    least_bytes_a_second: Option<u64>,
    leaving_seconds: Option<u64>,
}

/// What a connection may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most at once; `None` as many as the descriptors allow.
    pub most: Option<usize>,
    /// From the connection, or the first byte of a later request, to the end of its headers.
    pub header: Duration,
    /// Between two requests.
    pub idle: Duration,
    /// While the other side reads nothing of its answer.
    pub unread: Duration,
    /// From a request's headers to the end of its answer.
    pub request: Duration,
    /// A body that comes slower, over all its time, is given up.
    pub pace: u64,
    /// Between the signal to stop and the last connection taken: whoever shares requests out finds out
    /// meanwhile. Nothing where no other node is.
    pub leaving: Duration,
}

impl Limits {
    /// With the defaults for what was left out.
    pub fn settle(given: &Given) -> Result<Self, Fault> {
        let usual = Self::default();
        let seconds = |given: Option<u64>, usual| given.map_or(usual, Duration::from_secs);
        let request = given.request_minutes.map(|minutes| Duration::from_secs(minutes * 60));
        let limits = Self {
            most: given.most,
            header: seconds(given.header_seconds, usual.header),
            idle: seconds(given.idle_seconds, usual.idle),
            unread: seconds(given.unread_seconds, usual.unread),
            request: request.unwrap_or(usual.request),
            pace: given.least_bytes_a_second.unwrap_or(usual.pace),
            leaving: seconds(given.leaving_seconds, usual.leaving),
        };
        let times = [limits.header, limits.idle, limits.unread, limits.request];
        if times.contains(&Duration::ZERO) || limits.pace == 0 || limits.most == Some(0) {
            return Err(Fault::Connections);
        }
        Ok(limits)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            most: None,
            header: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            unread: Duration::from_mins(1),
            request: Duration::from_mins(30),
            pace: 4096,
            leaving: Duration::ZERO,
        }
    }
}

/// One line a setting, as in the file.
impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[connections]")?;
        if let Some(most) = self.most {
            writeln!(f, "most = {most}")?;
        }
        writeln!(f, "header_seconds = {}", self.header.as_secs())?;
        writeln!(f, "idle_seconds = {}", self.idle.as_secs())?;
        writeln!(f, "unread_seconds = {}", self.unread.as_secs())?;
        writeln!(f, "request_minutes = {}", self.request.as_secs() / 60)?;
        writeln!(f, "least_bytes_a_second = {}", self.pace)?;
        writeln!(f, "leaving_seconds = {}", self.leaving.as_secs())
    }
}
