use serde::Serialize;
use xianban_domain::appeals::{Appeal, Event, Happened, State};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use super::entry::author;
use crate::frame::{Coded, Photo, Stamp};
use crate::resident::appeals::view;

/// A reply to the applicant.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Reply {
    /// 答复草稿，待审核 / 已发给诉求人 / 拟不予受理.
    pub status: Coded,
    /// The reason of a refusal; may be empty.
    pub reason: String,
    /// The words.
    pub text: String,
    /// Who drafted it.
    pub by: String,
    /// When.
    pub at: Stamp,
    /// Evidence.
    pub photos: Vec<Photo>,
    /// Grade and words of the rating, once given.
    pub rating: Option<crate::resident::appeals::show::Rating>,
}

/// The reply that waits for review or has been released.
pub(super) fn reply(
    appeal: &Appeal,
    history: &[Happened],
    rules: &Rules,
    now: Moment,
) -> Option<Reply> {
    let replied = |one: &&Happened| matches!(one.event, Event::Proposed(_) | Event::Imported(_));
    let written = history.iter().rfind(replied)?;
    let reason = match &written.event {
        Event::Proposed(proposed) => proposed.reason.as_deref(),
        Event::Imported(imported) if imported.reply.is_some() => {
            let reply = written_reply(written, ("sent", "其他平台已经答复"), now);
            return Some(Reply { by: "其他平台".to_owned(), ..reply });
        }
        _ => return None,
    };
    let status = match appeal.state {
        State::Reviewing(_) => ("waiting", "待审核，诉求人还看不到"),
        State::FollowingUp(_) | State::Closed(_) | State::Declined | State::Transferred => {
            ("released", "已经答复诉求人")
        }
        _ => return None,
    };
    let reason = reason.and_then(|code| rules.decline_reason(code));
    Some(Reply {
        reason: reason.map(|reason| reason.name.clone()).unwrap_or_default(),
        rating: view::rating(appeal, history, rules),
        ..written_reply(written, status, now)
    })
}

fn written_reply(written: &Happened, status: (&'static str, &'static str), now: Moment) -> Reply {
    Reply {
        status: Coded::new(status.0, status.1),
        reason: String::new(),
        text: written.words.clone().unwrap_or_default(),
        by: author(&written.by),
        at: Stamp::new(written.at, now),
        photos: crate::files::kept(&written.files, "答复照片"),
        rating: None,
    }
}
