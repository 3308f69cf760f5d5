//! Whom to close, decided from what is seen of each connection. Nothing here knows of sockets; times
//! count from the start of the program.

use std::time::Duration;

use super::limits::Limits;

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Connected, and has asked for nothing yet.
    Silent,
    /// Waits between two requests.
    Idle,
    /// Has begun a later request, whose headers are not complete.
    Asking,
    /// Its request is read.
    Sending,
    /// It is answered.
    Answering,
}

/// What is seen of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it is doing.
    pub doing: Doing,
    /// Since when.
    pub since: Duration,
    /// Since when it reads nothing of what it was answered.
    pub unread: Option<Duration>,
    /// Whether somebody logged in, or a proxy of ours, is behind it.
    pub known: bool,
}

/// A slow sender is no nuisance before.
const SLOW: Duration = Duration::from_secs(10);

impl Seen {
    /// Whether it has used up its time.
    pub fn overdue(&self, limits: &Limits, now: Duration) -> bool {
        let longest = match self.doing {
            Doing::Silent | Doing::Asking => limits.header,
            Doing::Idle => limits.idle,
            Doing::Sending | Doing::Answering => limits.request,
        };
        let late = |since: Duration, longest| now.saturating_sub(since) >= longest;
        late(self.since, longest) || self.unread.is_some_and(|since| late(since, limits.unread))
    }

    /// How soon it is closed for somebody else, the smallest first; `None` never. Nobody who is
    /// answered is, nor whoever is logged in and sends.
    fn turn(&self, now: Duration) -> Option<(u8, Duration)> {
        let slow = now.saturating_sub(self.since) >= SLOW;
        let rank = match (self.doing, self.known) {
            (Doing::Silent, false) => 0,
            (Doing::Asking, false) => 1,
            (Doing::Idle, false) => 2,
            (Doing::Silent | Doing::Asking | Doing::Idle, true) => 3,
            (Doing::Answering, false) if self.unread.is_some() => 4,
            (Doing::Sending, false) if slow => 5,
            (Doing::Sending | Doing::Answering, _) => return None,
        };
        Some((rank, self.since))
    }
}

/// Which of these makes room for the next one: who has asked for nothing first, then who waits
/// without a login, then who waits with one; of each the one that has done so longest. The address
/// does not count: an office comes from one. `None` when all are at work; then the next one is
/// turned away.
pub fn makes_room<Id: Copy>(crowd: impl Iterator<Item = (Id, Seen)>, now: Duration) -> Option<Id> {
    let turns = crowd.filter_map(|(id, seen)| Some((seen.turn(now)?, id)));
    turns.min_by_key(|(turn, _)| *turn).map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Doing; 5] =
        [Doing::Silent, Doing::Idle, Doing::Asking, Doing::Sending, Doing::Answering];

    fn second(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    fn seen(doing: Doing, since: u64, known: bool) -> Seen {
        Seen { doing, since: second(since), unread: None, known }
    }

    /// Every connection there can be at second 20, begun at 0, 5 or 15.
    fn any() -> Vec<Seen> {
        let mut all = Vec::new();
        for doing in ALL {
            for since in [0, 5, 15] {
                for known in [false, true] {
                    all.push(seen(doing, since, known));
                }
            }
        }
        all
    }

    #[test]
    fn in_every_small_world_nobody_goes_before_one_that_matters_less() {
        let idle = |seen: &Seen| matches!(seen.doing, Doing::Silent | Doing::Asking | Doing::Idle);
        let now = second(20);
        for first in any() {
            for next in any() {
                for last in any() {
                    let world = [first, next, last];
                    let closed = makes_room(world.into_iter().enumerate(), now);
                    let Some(closed) = closed.map(|n| world[n]) else {
                        assert!(world.iter().all(|seen| !idle(seen)), "{world:?}");
                        continue;
                    };
                    assert_ne!(closed.doing, Doing::Answering, "{world:?}");
                    for stays in world {
                        let alike = (stays.doing, stays.known) == (closed.doing, closed.known);
                        assert!(!alike || closed.since <= stays.since, "{world:?}");
                        let silent = stays.doing == Doing::Silent && !stays.known;
                        assert!(!silent || closed.doing == Doing::Silent, "{world:?}");
                        assert!(!closed.known || !idle(&stays) || stays.known, "{world:?}");
                        assert!(idle(&closed) || !idle(&stays), "{world:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_stranger_who_reads_nothing_makes_room_and_a_neighbour_who_is_answered_does_not() {
        let mut deaf = seen(Doing::Answering, 0, false);
        let answered = seen(Doing::Answering, 0, false);
        assert_eq!(makes_room([(1, deaf), (2, answered)].into_iter(), second(20)), None);
        deaf.unread = Some(second(19));
        assert_eq!(makes_room([(1, deaf), (2, answered)].into_iter(), second(20)), Some(1));
    }

    #[test]
    fn each_has_the_time_of_what_it_is_doing() {
        let limits = Limits::default();
        let over = |doing, at: u64| seen(doing, 100, true).overdue(&limits, second(100 + at));
        for (doing, most) in ALL.into_iter().zip([10, 75, 10, 1800, 1800]) {
            assert!(!over(doing, most - 1), "{doing:?}");
            assert!(over(doing, most), "{doing:?}");
        }
        let mut deaf = seen(Doing::Answering, 100, true);
        deaf.unread = Some(second(110));
        assert!(!deaf.overdue(&limits, second(169)));
        assert!(deaf.overdue(&limits, second(170)));
    }
}
