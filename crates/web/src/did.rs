//! What was just done, in one line: a form that was sent leads on to a page, and the page says it.

use crate::frame::{Flash, Tone};
use xianban_domain::appeals::{Action, Move};

/// The parameter of the address that names what was done.
const DID: &str = "did";

/// An address that says what was done.
pub(crate) fn address(href: &str, action: Action) -> String {
    marked(href, action.code())
}

/// An address that says what was done in another room, by the mark of its move.
pub(crate) fn marked(href: &str, mark: &str) -> String {
    let sign = if href.contains('?') { '&' } else { '?' };
    format!("{href}{sign}{DID}={mark}")
}

/// What the address of a page says was just done.
pub(crate) fn mark(path: &str) -> Option<&str> {
    let (_, query) = path.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix("did="))
}

/// The move of an appeal that the address of a page says was just made.
pub(crate) fn done(path: &str) -> Option<Action> {
    Action::from_code(mark(path)?)
}

/// Its sentence; `None` when the address says nothing.
pub(crate) fn flash(path: &str) -> Option<Flash> {
    let said = said(done(path)?)?.to_owned();
    Some(Flash { tone: Tone::Good, said })
}

/// What a move brought about; `None` where what is seen says it.
fn said(action: Action) -> Option<&'static str> {
    let said = Move::of(action).map(|line| line.done).unwrap_or_default();
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use xianban_domain::appeals::MOVES;

    use super::*;

    #[test]
    fn every_move_of_an_appeal_says_what_it_did() {
        let mute: Vec<_> =
            MOVES.iter().map(|line| line.action).filter(|one| said(*one).is_none()).collect();
        assert_eq!(mute, [Action::ReadIdentity], "what is seen says it itself");
    }

    #[test]
    fn an_address_says_what_was_done_and_nothing_else_does() {
        let said = |path: &str| flash(path).map(|flash| flash.said);
        let rated = said(&address("/appeals/LS1", Action::Rate));
        assert_eq!(rated.as_deref(), Some("谢谢，您的评价已经收到。"));
        assert_eq!(said(&address("/lookup/LS1?x=1", Action::Rate)), rated);
        assert_eq!(said("/appeals/LS1?did=submit"), None);
        assert_eq!(said("/appeals/LS1?did=%3Cb%3E"), None);
        assert_eq!(said("/appeals/LS1"), None);
    }
}
