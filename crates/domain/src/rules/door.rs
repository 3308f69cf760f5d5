use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// How often the same may be tried at the door. Many people share one network address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Codes by SMS, asked for from one address. Past this, as past the other counts of addresses, one
    /// waits a little before each try; only far beyond it an address is refused.
    pub codes: Often,
    /// Logins of residents and staff from one address.
    pub logins: Often,
    /// Logins with one phone or account from one address.
    pub logins_of_one: Often,
    /// Look-ups by number and query code from one address.
    pub look_ups: Often,
    /// Look-ups of one number from one address.
    pub look_ups_of_one: Often,
    /// Open311 filings from one address.
    pub open311: Often,
    /// Filings from one address by people who are not logged in.
    pub filings: Often,
    /// Tries of somebody on a device he has logged in on before, however it goes elsewhere.
    #[serde(default = "known_devices")]
    pub known_devices: Often,
    /// Tokens and keys that nobody has, from one address.
    #[serde(default = "wrong_tokens")]
    pub wrong_tokens: Often,
    /// How many seconds one waits where many try.
    #[serde(default = "wait_seconds")]
    pub wait_seconds: i64,
    /// Filings of one resident, from wherever.
    #[serde(default = "filings_of_one")]
    pub filings_of_one: Often,
    /// Supplements of one resident, over all his matters.
    #[serde(default = "supplements_of_one")]
    pub supplements_of_one: Often,
    /// Whoever may do one of these logs in with a second factor, a code from his phone.
    #[serde(default = "second_factor")]
    pub second_factor: Vec<String>,
}

/// Administrators, and whoever may see an applicant's identity.
fn second_factor() -> Vec<String> {
    ["manage_accounts", "manage_rules", "read_audit", "read_identity"].map(str::to_owned).to_vec()
}

const fn known_devices() -> Often {
    Often { most: 60, minutes: 10 }
}

const fn wrong_tokens() -> Often {
    Often { most: 60, minutes: 10 }
}

const fn wait_seconds() -> i64 {
    15
}

// For versions of the rules from before one resident was counted.
const fn filings_of_one() -> Often {
    Often { most: 10, minutes: 60 }
}

const fn supplements_of_one() -> Often {
    Often { most: 30, minutes: 60 }
}

/// So often in so many minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Often {
    /// The most.
    pub most: i64,
    /// Counted from the first.
    pub minutes: i64,
}

impl Often {
    /// When a count begun at `since` ends.
    pub const fn end(self, since: Moment) -> Moment {
        since.plus_millis(self.minutes * 60_000)
    }
}

/// As in rules written before the door counted.
impl Default for Door {
    fn default() -> Self {
        let often = |most, minutes| Often { most, minutes };
        Self {
            codes: often(60, 60),
            logins: often(120, 10),
            logins_of_one: often(20, 60),
            look_ups: often(60, 10),
            look_ups_of_one: often(20, 60),
            open311: often(600, 10),
            filings: often(60, 60),
            known_devices: known_devices(),
            wrong_tokens: wrong_tokens(),
            wait_seconds: wait_seconds(),
            filings_of_one: filings_of_one(),
            supplements_of_one: supplements_of_one(),
            second_factor: second_factor(),
        }
    }
}
