use xianban_kernel::Moment;

use super::meetings::{Listing, Why};
use super::stops::StopFor;
use crate::appeals::nouns::appeal::Appeal;
use crate::coded::coded;
use crate::rules::RuleSet;

coded! {
    /// A register of open matters that are looked at together.
    Register {
        /// 挂账: cannot be solved yet; each is looked at again at least every quarter.
        Hold = "hold",
        /// 重难点.
        Hard = "hard",
        /// 挂牌督办.
        Supervised = "supervised",
        /// 挂牌: before everybody's eyes.
        Board = "board",
    }
}

impl Register {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hold => "挂账",
            Self::Hard => Why::Hard.name(),
            Self::Supervised => Why::Supervised.name(),
            Self::Board => Why::Board.name(),
        }
    }

    const fn why(self) -> Option<Why> {
        match self {
            Self::Hold => None,
            Self::Hard => Some(Why::Hard),
            Self::Supervised => Some(Why::Supervised),
            Self::Board => Some(Why::Board),
        }
    }
}

/// The registers an appeal is in, as stored: empty, or codes with commas around each.
pub(crate) fn registers(appeal: &Appeal) -> String {
    let into = |register: &&Register| since(appeal, **register).is_some();
    let codes: Vec<_> = Register::ALL.iter().filter(into).map(|one| one.code()).collect();
    if codes.is_empty() || !appeal.state.is_open() {
        return String::new();
    }
    format!(",{},", codes.join(","))
}

/// Since when an appeal is in a register, and where the reason lies in the vault.
pub(crate) fn since(appeal: &Appeal, register: Register) -> Option<(Moment, Option<i64>)> {
    let Some(why) = register.why() else {
        let stop = appeal.stopped().filter(|stop| stop.what == StopFor::Hold)?;
        return Some((stop.from, Some(stop.words)));
    };
    let mut listings = appeal.casework.listings.iter();
    listings.find(|one| one.why == why).map(|one| (one.since, one.words))
}

/// By when a supervised matter is to be settled: as it was said, else as the rules say.
pub(crate) fn supervised_until(listing: &Listing, set: &RuleSet) -> Moment {
    let ruled = || set.rules.casework.supervised.due(listing.since, &set.calendar).at;
    listing.until.unwrap_or_else(ruled)
}

/// When a matter of a register is looked at next.
pub(crate) fn review_on(appeal: &Appeal, register: Register, set: &RuleSet) -> Option<Moment> {
    match register {
        Register::Hold => appeal.stopped().map(|stop| stop.until),
        Register::Hard => appeal.casework.special.as_ref().map(|special| special.review_on),
        Register::Supervised => {
            appeal.listing(Why::Supervised).map(|listing| supervised_until(listing, set))
        }
        Register::Board => None,
    }
}
