use serde::{Deserialize, Serialize};

use super::Event;
use crate::files::KeptFile;

/// Files that came with an event before: what a person sent in one form is two events, made in one
/// transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Place in the trail of the event they came with.
    pub to: i64,
    /// The files.
    pub files: Vec<KeptFile>,
}

impl Event {
    /// Whether files may come with it.
    pub(crate) const fn takes_files(&self) -> bool {
        matches!(
            self,
            Self::Submitted(_)
                | Self::Supplemented(_)
                | Self::Reworked(_)
                | Self::Proposed(_)
                | Self::Contacted(_)
                | Self::Reported(_)
                | Self::Noted(_)
                | Self::Verified(_)
                | Self::FollowedUp(_)
                | Self::SlipTaken(_)
                | Self::SlipFinished(_)
                | Self::SlipChecked(_)
                | Self::VisitOffered(_)
                | Self::VisitDone(_)
                | Self::Met(_)
        )
    }
}
