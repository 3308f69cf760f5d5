use crate::coded::coded;
use crate::duty::room_words;

/// What the dossier of a thing that administrators change is called.
pub const KIND: &str = "ledger";

coded! {
    /// What can be granted over the ledger.
    Action {
        /// Read who did and saw what.
        Read = "read_audit",
        /// Agree, as a second person, to what touches an administrator.
        Agree = "agree_account",
    }
}

coded! {
    /// What is owed on the ledger.
    DutyKind {
        /// The security administrator says yes or no to what touches an administrator.
        Agree = "agree_account",
        /// The auditor does, where the security administrator himself is meant.
        AgreeOnSecurity = "agree_security_account",
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            Self::Agree | Self::AgreeOnSecurity => Action::Agree,
        }
    }
}
