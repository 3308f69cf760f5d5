use crate::coded::coded;
use crate::rules::ActionWord;

coded! {
    /// What roles are granted over accounts.
    Right {
        /// Create, lock and staff accounts.
        ManageAccounts = "manage_accounts",
        /// Read who tried to log in, and what became of it.
        ReadLogins = "read_logins",
    }
}

impl ActionWord for Right {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}
