use super::words::ActionWord;
use crate::coded::coded;

coded! {
    /// What roles are granted over the rules.
    Right {
        /// Bring a new version of the rules into force.
        ManageRules = "manage_rules",
    }
}

impl ActionWord for Right {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}
