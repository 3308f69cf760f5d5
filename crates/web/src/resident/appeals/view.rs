//! An appeal turned into what a resident reads.

use xianban_domain::appeals::{
    AfterRating, Appeal, Contacted, Event, Glance, Happened, Origin, Proposed, Standing, Step,
    Through,
};
use xianban_domain::rules::{AppealKind, MatterCode, Rules};
use xianban_kernel::Moment;

use super::show::{Answer, Entry, View};
use super::{Card, Head, headline, rated};
use crate::files;
use crate::frame::{Coded, Photo, Stamp, Status, Steps};

/// The kind, with its name from the rules.
pub(crate) fn kind(rules: &Rules, kind: AppealKind) -> Coded {
    let name = rules.kind(kind).map(|rule| rule.name.clone()).unwrap_or_default();
    Coded::new(kind.code(), name)
}

/// A card of the list and of the home page.
pub(crate) fn card(glance: &Glance, rules: &Rules, now: Moment) -> Card {
    let appeal = &glance.appeal;
    Card {
        no: appeal.no.clone(),
        title: title(glance),
        kind: kind(rules, appeal.kind),
        status: headline::badge(appeal, now),
        steps: steps(appeal),
        filed: Stamp::new(appeal.filed_at, now),
        next: headline::headline(glance, now),
        href: href(&appeal.no),
    }
}

/// What stands above a form about an appeal.
pub(crate) fn head(glance: &Glance) -> Head {
    let no = glance.appeal.no.clone();
    Head { title: title(glance), href: href(&no), no }
}

/// Where an appeal's page is.
pub(crate) fn href(no: &str) -> String {
    format!("/appeals/{no}")
}

/// First words, or that they were erased.
pub(crate) fn title(glance: &Glance) -> String {
    glance.title.clone().unwrap_or_else(|| "内容已按您的要求删除".to_owned())
}

/// Where it stands, in a word.
pub(crate) fn status(appeal: &Appeal) -> Status {
    let standing = appeal.state.standing();
    if appeal.ended_elsewhere() {
        return Status::new(standing.code(), "由其他平台办结，导入");
    }
    Status::new(standing.code(), standing.name())
}

/// The five steps; none when the matter left the way before its end or went it elsewhere.
pub(crate) fn steps(appeal: &Appeal) -> Steps {
    let left = matches!(appeal.state.standing(), Standing::Declined | Standing::Withdrawn);
    if left || appeal.ended_elsewhere() {
        return Steps(Vec::new());
    }
    let ended = !appeal.state.is_open();
    let steps = Steps::at(match appeal.state.step() {
        _ if ended => 6,
        Step::Collect => 1,
        Step::Assess => 2,
        Step::Plan => 3,
        Step::Carry => 4,
        Step::Answer => 5,
    });
    // Only what happened in this round is ticked: an answer at once was neither planned nor handled.
    let missing = [(2, Step::Assess), (3, Step::Plan), (4, Step::Carry)];
    let missing = missing.into_iter().filter(|(_, step)| !appeal.went_through(*step));
    missing.fold(steps, |steps, (number, _)| steps.without(number))
}

/// Who reads a timeline: only the applicant himself is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The applicant.
    Applicant,
    /// A colleague.
    Staff,
}

impl Reader {
    /// What the applicant is called before this reader.
    pub(super) const fn you(self) -> &'static str {
        match self {
            Self::Applicant => "您",
            Self::Staff => "诉求人",
        }
    }
}

/// What everybody reads of one event; `None` for what stays inside.
pub(crate) fn entry(
    happened: &Happened,
    reader: Reader,
    rules: &Rules,
    now: Moment,
) -> Option<Entry> {
    let you = reader.you();
    let unit = happened.unit.as_deref().unwrap_or("平台");
    let said = || happened.words.clone().unwrap_or_default();
    let (mark, tone, title, said) = match &happened.event {
        Event::Submitted(event) if event.origin == Origin::OtherPlatform => {
            ("诉", "grey", "在其他平台提交了诉求".to_owned(), String::new())
        }
        Event::Imported(event) if event.reply.is_some() => {
            ("答", "green", "其他平台已经答复".to_owned(), String::new())
        }
        Event::Imported(_) => ("转", "blue", "从其他平台转到这里".to_owned(), String::new()),
        Event::Submitted(_) => ("诉", "grey", "提交了诉求".to_owned(), format!("已送到{unit}")),
        Event::Accepted(_) => ("接", "blue", format!("{unit}已接单"), String::new()),
        Event::Assessed(event) => {
            let matter = rules.matter(&event.matter).map(MatterCode::name);
            (
                "研",
                "blue",
                "完成研判".to_owned(),
                format!("{}，由{unit}主办。", matter.unwrap_or_default()),
            )
        }
        Event::Dispatched(_) => ("派", "blue", format!("{unit}协助办理"), String::new()),
        Event::Acknowledged(_) => ("签", "blue", format!("{unit}已签收"), String::new()),
        Event::Contacted(event) => contacted(event, you, unit, said()),
        Event::Released(_) => ("答", "green", "审核通过，已经答复".to_owned(), String::new()),
        Event::Verified(event) if event.solved => {
            ("核", "green", "现场核查，已经解决".to_owned(), String::new())
        }
        Event::Rated(event) => {
            let (title, said) = rated::told(happened, you, event, rules);
            ("评", "gold", title, said)
        }
        Event::Disowned(event) => {
            let (title, said) = rated::disowned(happened, you, event, rules);
            ("划", "amber", title, said)
        }
        Event::Reworked(_) => ("再", "amber", format!("再接单，由{unit}牵头"), said()),
        Event::Closed(_) => ("结", "grey", "到期没有评价，办结".to_owned(), String::new()),
        Event::Withdrawn(_) => ("撤", "grey", format!("{you}撤回了诉求"), said()),
        Event::Published(_) => {
            let of = happened.unit.as_deref().map(|unit| format!("{unit}的"));
            ("进", "blue", format!("{}办理进展", of.unwrap_or_default()), said())
        }
        Event::Urged(_) => ("催", "amber", format!("{you}催办了，{unit}看得到"), String::new()),
        Event::Called(event) if event.reached => {
            ("电", "blue", format!("工作人员打电话通知了{you}"), String::new())
        }
        Event::Supplemented(_) => ("补", "grey", format!("{you}补充了内容"), said()),
        _ => super::told::told(happened, you)?,
    };
    let at = Stamp::new(happened.at, now);
    Some(Entry { mark, tone, title, said, at, photos: shown(happened) })
}

/// What the applicant reads of a contact: of a message its words, of a call only that it comes.
fn contacted(
    event: &Contacted,
    you: &str,
    unit: &str,
    said: String,
) -> (&'static str, &'static str, String, String) {
    let (title, said) = match event.through {
        None => (format!("{unit}联系了{you}"), String::new()),
        Some(Through::Message) => (format!("{unit}给{you}留言"), said),
        Some(Through::Call) => (format!("{unit}请平台打电话联系{you}"), String::new()),
    };
    ("联", "blue", title, said)
}

/// What a resident sees of the photos that came with an event: his own.
fn shown(happened: &Happened) -> Vec<Photo> {
    match happened.event {
        Event::Supplemented(_) | Event::Reworked(_) => files::kept(&happened.files, "您补充的照片"),
        _ => Vec::new(),
    }
}

/// The photos that came with the filing.
pub(crate) fn filed_photos(history: &[Happened]) -> Vec<Photo> {
    history.first().map(|first| files::kept(&first.files, "提交的照片")).unwrap_or_default()
}

/// The reply that went out last, if one did.
pub(crate) fn answer(history: &[Happened], rules: &Rules, now: Moment) -> Option<Answer> {
    let Some(sent) = history.iter().rposition(|one| matches!(one.event, Event::Released(_))) else {
        return answered_elsewhere(history, now);
    };
    let at = history.get(sent)?.at;
    let before = history.get(..sent)?;
    let written = before.iter().rfind(|one| matches!(one.event, Event::Proposed(_)))?;
    let Event::Proposed(proposed) = &written.event else { return None };
    let again = history.iter().skip(sent).any(|one| match &one.event {
        Event::Rated(rated) => matches!(rated.then, AfterRating::Round { .. }),
        event => matches!(event, Event::Reworked(_)),
    });
    let leads = before.iter().rev().find_map(|one| {
        let had_it =
            matches!(one.event, Event::Assessed(_) | Event::Accepted(_) | Event::Submitted(_));
        had_it.then(|| one.unit.clone())
    });
    let reason = proposed.reason.as_deref().and_then(|code| rules.decline_reason(code));
    let channels = reason.map(|reason| {
        let each = reason.channels.iter().map(|c| format!("{} {}", c.name, c.phone));
        each.map(|one| one.trim().to_owned()).collect::<Vec<_>>().join("；")
    });
    Some(Answer {
        refused: proposed.what == Proposed::Refusal,
        earlier: again,
        reviewed: true,
        reason: reason.map(|reason| Coded::new(reason.code.clone(), reason.name.clone())),
        channel: channels.unwrap_or_default(),
        text: written.words.clone().unwrap_or_default(),
        unit: leads.flatten().unwrap_or_else(|| "平台".to_owned()),
        at: Stamp::new(at, now),
        photos: files::kept(&written.files, "办理结果照片"),
    })
}

/// The reply that an appeal was brought in with.
fn answered_elsewhere(history: &[Happened], now: Moment) -> Option<Answer> {
    let replied = |one: &&Happened| matches!(&one.event, Event::Imported(e) if e.reply.is_some());
    let brought = history.iter().find(replied)?;
    Some(Answer {
        refused: false,
        earlier: false,
        reviewed: false,
        reason: None,
        channel: String::new(),
        text: brought.words.clone().unwrap_or_default(),
        unit: "其他平台".to_owned(),
        at: Stamp::new(brought.at, now),
        photos: Vec::new(),
    })
}

/// Who looked at the applicant's name or phone, newest first: unit and role, never a name.
pub(crate) fn views(history: &[Happened], rules: &Rules, now: Moment) -> Vec<View> {
    let view = |one: &Happened| {
        let Event::IdentitySeen(seen) = &one.event else { return None };
        Some(View {
            who: rated::seat(one.unit.as_deref(), seen.role.code(), rules),
            why: one.words.clone().unwrap_or_default(),
            at: Stamp::new(one.at, now),
        })
    };
    history.iter().rev().filter_map(view).collect()
}
