use crate::coded::coded;
use crate::rules::ActionWord;

coded! {
    /// What roles are granted over units and places.
    Right {
        /// Change units, places, grids and their teams.
        ManageOrganisation = "manage_organisation",
        /// Print sheets of QR codes.
        PrintCodes = "print_codes",
    }
}

impl ActionWord for Right {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}
