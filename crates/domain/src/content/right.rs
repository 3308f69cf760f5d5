use crate::coded::coded;
use crate::rules::ActionWord;

coded! {
    /// What roles are granted over the pages beside the appeals.
    Right {
        /// Edit the pages of the three sections.
        ManageContent = "manage_content",
    }
}

impl ActionWord for Right {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}
