use serde::{Deserialize, Serialize};

use crate::coded::coded;

coded! {
    /// What residents read of a name.
    NameShown {
        /// All of it.
        Full = "full",
        /// The surname: 张师傅.
        Surname = "surname",
    }
}

coded! {
    /// Which number residents read.
    PhoneShown {
        /// His own.
        Own = "own",
        /// That of the community instead.
        Office = "office",
        /// None.
        Nothing = "nothing",
    }
}

/// What somebody allows residents to read of him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Of his name.
    pub name: NameShown,
    /// Of his number.
    pub phone: PhoneShown,
}
