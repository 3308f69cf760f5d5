use serde::Serialize;
use xianban_domain::appeals::{Appeal, Event, Happened, Like, State};
use xianban_domain::rules::{Evidence, Rules};
use xianban_kernel::Moment;

use super::entry::author;
use crate::console::desk;
use crate::frame::{Coded, Link, Photo, Stamp};
use crate::resident::appeals::rated;

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
    /// What a reviewer should look at: repeated words, missing photos.
    pub marks: Vec<Mark>,
    /// Grade and words of the rating, once given.
    pub rating: Option<rated::Rating>,
}

/// Something a reviewer should look at.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ReplyMark)]
pub struct Mark {
    /// `repeated` or `evidence`.
    pub code: &'static str,
    /// What it is.
    pub text: String,
    /// The appeals it is about.
    pub links: Vec<Link>,
}

/// What a reviewer should look at before he lets the reply go out.
fn marks(appeal: &Appeal, history: &[Happened], repeated: &[Like], rules: &Rules) -> Vec<Mark> {
    let text = match repeated.first() {
        Some(like) if like.no == appeal.no => {
            format!("和第 {} 轮的答复有 {}% 一样，诉求人上次并不满意", like.round, like.share)
        }
        Some(like) => format!("和另一件的答复有 {}% 一样，请看是不是套话", like.share),
        None => String::new(),
    };
    let others = repeated.iter().filter(|like| like.no != appeal.no);
    let link = |like: &Like| Link::new(&like.no, desk::href(&like.no));
    let links = others.map(link).collect();
    let repeated = (!text.is_empty()).then_some(Mark { code: "repeated", text, links });
    let missing = missing(appeal, history, rules).map(|text| Mark {
        code: "evidence",
        text,
        links: Vec::new(),
    });
    repeated.into_iter().chain(missing).collect()
}

/// The photos that the matter asks for and the reply does not have.
fn missing(appeal: &Appeal, history: &[Happened], rules: &Rules) -> Option<String> {
    let evidence = rules.matter(appeal.matter.as_deref()?)?.matter.evidence;
    let begins = history.iter().rposition(|one| matches!(one.event, Event::Assessed(_)))?;
    let shown = |one: &Happened| !one.files.is_empty();
    let done = |one: &Happened| {
        matches!(one.event, Event::Proposed(_) | Event::SlipFinished(_) | Event::Reported(_))
    };
    let (before, round) = history.split_at_checked(begins)?;
    let after = round.iter().any(|one| done(one) && shown(one));
    let before = before.iter().any(shown) || round.iter().any(|one| !done(one) && shown(one));
    let said = match evidence {
        Evidence::After | Evidence::BeforeAfter if !after => "没有办完后的照片",
        Evidence::BeforeAfter if !before => "没有办理前的照片",
        _ => return None,
    };
    Some(format!("这个事项要求{}，这份答复{said}", evidence.name()))
}

/// The reply that waits for review or has been released.
pub(super) fn reply(
    appeal: &Appeal,
    history: &[Happened],
    repeated: &[Like],
    rules: &Rules,
    now: Moment,
) -> Option<Reply> {
    let replied = |one: &&Happened| matches!(one.event, Event::Proposed(_) | Event::Imported(_));
    let written = history.iter().rfind(replied)?;
    if let Event::Imported(imported) = &written.event {
        imported.reply.as_ref()?;
        let reply = written_reply(written, ("sent", "其他平台已经答复"), now);
        return Some(Reply { by: "其他平台".to_owned(), ..reply });
    }
    let Event::Proposed(proposed) = &written.event else { return None };
    let reason = proposed.reason.as_deref();
    let status = match appeal.state {
        State::Reviewing(_) => ("waiting", "待审核，诉求人还看不到"),
        State::FollowingUp(_) | State::Closed(_) | State::Declined | State::Transferred => {
            ("released", "已经答复诉求人")
        }
        _ => return None,
    };
    let waits = status.0 == "waiting";
    let reason = reason.and_then(|code| rules.decline_reason(code));
    Some(Reply {
        marks: if waits { marks(appeal, history, repeated, rules) } else { Vec::new() },
        reason: reason.map(|reason| reason.name.clone()).unwrap_or_default(),
        rating: rated::rating(appeal, history, rules, now),
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
        marks: Vec::new(),
        rating: None,
    }
}
