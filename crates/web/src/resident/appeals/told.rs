//! Events of handling in depth that the applicant reads.

use xianban_domain::appeals::{Event, Happened};
use xianban_kernel::Moment;

/// A character for the mark, its colour, what happened and what is said to it.
type Told = (&'static str, &'static str, String, String);

/// What everybody reads, the applicant being `you`; `None` for what stays inside.
pub(super) fn told(one: &Happened, you: &str) -> Option<Told> {
    let unit = one.unit.as_deref().unwrap_or("平台");
    let said = || one.words.clone().unwrap_or_default();
    Some(match &one.event {
        Event::Paused(event) => {
            ("停", "amber", format!("暂停办理，最晚到 {}", shown(event.until)), said())
        }
        Event::Resumed(_) => ("续", "blue", "继续办理".to_owned(), String::new()),
        Event::HoldKept(event) => {
            let title = format!("还办不了，{} 前再看一次", shown(event.review_on));
            ("挂", "amber", title, said())
        }
        Event::HoldCleared(_) => ("销", "blue", "条件成熟了，继续办理".to_owned(), said()),
        Event::Ruled(event) if event.to.is_some() => {
            ("派", "blue", format!("改由{unit}办理"), String::new())
        }
        Event::Reassigned(_) => ("派", "blue", format!("改由{unit}办理"), String::new()),
        Event::Referred(_) => ("外", "blue", format!("{unit}正在联系外部单位"), String::new()),
        Event::VisitOffered(event) => {
            ("约", "gold", format!("{unit}想在 {} 上门", shown(event.at)), said())
        }
        Event::VisitAnswered(event) if event.agreed => {
            ("约", "grey", format!("{you}确认了上门时间"), said())
        }
        Event::VisitAnswered(_) => ("约", "grey", format!("{you}说这个时间不方便"), said()),
        Event::Split(event) => {
            let title = format!("有一件事单独办理，编号 {}", event.no);
            ("分", "blue", title, String::new())
        }
        Event::Reconsidered(_) => {
            ("复", "amber", format!("{you}申请了复核，由{unit}重新看"), said())
        }
        _ => return None,
    })
}

fn shown(at: Moment) -> String {
    at.said()
}
