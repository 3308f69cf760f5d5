//! An event as staff read it.

use xianban_domain::appeals::{Colour, Event, Happened};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use super::show::Entry;
use crate::frame::Stamp;
use crate::resident::appeals::view;

/// What is entered later than this is shown with both times.
const LATE_MILLIS: i64 = 5 * 60_000;

/// What staff read of an event: what residents read, and what stays inside.
pub(super) fn entry(one: &Happened, rules: &Rules, now: Moment) -> Option<Entry> {
    let said = one.words.clone().unwrap_or_default();
    let inside = match &one.event {
        Event::Noted(_) => Some(("记", "grey", "内部记录")),
        Event::Reported(_) => Some(("协", "blue", "协办单位反馈")),
        Event::Proposed(_) => Some(("报", "blue", "写好答复，送审")),
        Event::SentBack(_) => Some(("退", "amber", "审核退回")),
        Event::FollowedUp(_) => Some(("访", "gold", "回访")),
        Event::Verified(event) if !event.solved => Some(("核", "amber", "现场核查，没有解决")),
        Event::Carded(card) if card.colour == Colour::Red => Some(("红", "red", "红牌：已超期")),
        Event::Carded(_) => Some(("黄", "amber", "黄牌：临近期限")),
        _ => None,
    };
    let public = view::entry(one, rules, now);
    let (mark, tone, title, said) = match (inside, public) {
        (Some((mark, tone, title)), _) => (mark, tone, title.to_owned(), said),
        (None, Some(entry)) => {
            let said = if said.is_empty() { entry.said } else { said };
            (entry.mark, entry.tone, entry.title, said)
        }
        (None, None) => return None,
    };
    let (code, at) = (one.event.kind().to_owned(), Stamp::new(one.at, now));
    let (by, seen, photos, publish) = (String::new(), None, Vec::new(), None);
    let late = one.recorded_at.millis() - one.at.millis() > LATE_MILLIS;
    let recorded = late.then(|| Stamp::new(one.recorded_at, now));
    Some(Entry { code, mark, tone, title, by, seen, said, photos, at, recorded, publish })
}
