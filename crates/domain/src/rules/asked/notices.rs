use crate::rules::Rules;
use crate::rules::notices::Notice;

impl Rules {
    /// The notice of a move. The check of the whole sees to it that each is there.
    pub fn notice(&self, kind: &str) -> Option<&Notice> {
        self.notices.get(kind)
    }
}
