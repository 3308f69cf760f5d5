use xianban_kernel::Moment;

use super::meetings::Why;
use super::stops::StopFor;
use crate::appeals::nouns::appeal::Appeal;
use crate::coded::coded;

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

pub(crate) fn review_on(appeal: &Appeal, register: Register) -> Option<Moment> {
    match register {
        Register::Hold => appeal.stopped().map(|stop| stop.until),
        Register::Hard => appeal.casework.special.as_ref().map(|special| special.review_on),
        Register::Supervised | Register::Board => None,
    }
}
