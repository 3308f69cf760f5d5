use serde::{Deserialize, Serialize};

/// What the vault keeps of a contact.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptContact {
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
}
