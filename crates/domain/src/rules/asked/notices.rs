use crate::rules::notices::Notice;
use crate::rules::{NoticeKind, Rules};

impl Rules {
    /// The notice of a move. The check of the whole sees to it that each is there.
    pub fn notice(&self, kind: NoticeKind) -> Option<&Notice> {
        self.notices.get(&kind)
    }
}
