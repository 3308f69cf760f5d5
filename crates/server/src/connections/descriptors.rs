use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Kept free for the database, for photos on their way and for what the program opens itself: a
/// quarter, and never less than this.
const RESERVE: u64 = 128;
/// More connections than this cost more memory than a district's machine should spend on strangers.
const MOST: u64 = 8192;

/// Raises the limit of open descriptors as far as the machine allows; answers what it is then.
pub fn raised() -> u64 {
    let before = getrlimit(Resource::Nofile);
    let wanted = Rlimit { current: before.maximum, maximum: before.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, wanted) {
        tracing::warn!(%error, "the limit of open descriptors stays as it is");
    }
    let now = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    tracing::info!(before = ?before.current, now, "open descriptors");
    now
}

/// How many connections so many descriptors allow.
pub fn connections(descriptors: u64) -> usize {
    let reserve = (descriptors / 4).max(RESERVE);
    let most = descriptors.saturating_sub(reserve).clamp(16, MOST);
    usize::try_from(most).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_descriptors_are_always_left_for_the_program_itself() {
        assert_eq!(connections(256), 128);
        assert_eq!(connections(1024), 768);
        assert_eq!(connections(1 << 20), 8192);
        assert_eq!(connections(64), 16);
    }
}
