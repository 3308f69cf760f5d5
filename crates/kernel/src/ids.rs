use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Draw, Moment};

/// Row identifiers: positive 63-bit numbers that grow with time, made by the program, never by the
/// database. They stay inside; people see an appeal's number instead.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// From its stored value.
            pub const fn new(value: i64) -> Self {
                Self(value)
            }

            /// A new identifier for something that begins at `at`.
            pub fn draw(draw: &mut Draw, at: Moment) -> Self {
                Self(time_ordered(draw, at))
            }

            /// The lowest there can be of what begins at `at`.
            pub fn first_at(at: Moment) -> Self {
                Self(millis(at) << 21)
            }

            /// When what it names began, to the millisecond.
            pub const fn began(self) -> Moment {
                Moment::from_millis(self.0 >> 21)
            }

            /// The stored value.
            pub const fn value(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

id! {
    /// A dossier (案卷): anything with a trail of its own, such as an appeal.
    DossierId,
    /// A resident, known by one verified phone.
    PersonId,
    /// A member of staff with an account.
    StaffId,
    /// A service account of another system.
    ServiceId,
    /// An organisation that handles matters (承办单位).
    UnitId,
    /// A place of the place tree.
    PlaceId,
    /// A grid (网格) of a community.
    GridId,
    /// A file of a dossier, or staged for one.
    FileId,
}

/// 42 bits of milliseconds (until 2109) above 21 random bits: as many rows may begin in one millisecond, and no
/// two that one piece of work draws are the same. What another drew in that millisecond is seen where the row
/// is written.
fn time_ordered(draw: &mut Draw, at: Moment) -> i64 {
    loop {
        let random = i64::try_from(draw.below(1 << 21)).unwrap_or(0);
        let row = (millis(at) << 21) | random;
        if draw.is_new(row) {
            return row;
        }
    }
}

fn millis(at: Moment) -> i64 {
    at.millis().clamp(0, (1 << 42) - 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{DossierId, PersonId};
    use crate::{Moment, Seed};

    #[test]
    fn fifty_thousand_that_begin_in_one_moment_are_all_different() {
        let (mut draw, at) = (Seed::fixed(7).draw(), Moment::from_millis(1_795_000_000_000));
        let persons: BTreeSet<_> = (0..50_000).map(|_| PersonId::draw(&mut draw, at)).collect();
        assert_eq!(persons.len(), 50_000);
        let appeal = DossierId::draw(&mut draw, at);
        assert_eq!(appeal.began(), at);
    }
}
