use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId, Moment};

use super::agenda::{Part, SignedBy};
use super::minutes::{Decision, Next};
use super::standing::Step;
use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::folded;
use crate::organisation::AtUnit;

/// Somebody to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitee {
    /// As what.
    pub part: Part,
    /// His name.
    pub name: Kept,
    /// His mark, where he works here or has a phone here.
    pub mark: Option<String>,
}

/// People were called together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Its title.
    pub title: Kept,
    /// What is to be talked about.
    pub agenda: Kept,
    /// When.
    pub time: Moment,
    /// Where.
    pub place: Kept,
    /// Who calls.
    pub unit: AtUnit,
    /// Where the minutes are reviewed.
    pub reviewer: AtUnit,
    /// The appeals it is about.
    pub about: BTreeSet<DossierId>,
    /// Who is to come.
    pub invited: Vec<Invitee>,
}

/// One more is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Who.
    pub invited: Vec<Invitee>,
}

/// It is at another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When.
    pub time: Moment,
    /// Where, if that changed too.
    pub place: Option<Kept>,
    /// Why.
    pub why: Kept,
}

/// It does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// Why.
    pub why: Kept,
}

/// Somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub n: i64,
    /// How.
    pub how: SignedBy,
}

/// The record was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {}

/// Too few came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TooFew {
    /// How many.
    pub came: i64,
    /// How many it takes.
    pub quorum: i64,
}

/// Somebody said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Who.
    pub by: i64,
    /// What.
    pub words: Kept,
}

/// Somebody proposed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// Who.
    pub by: i64,
    /// What.
    pub words: Kept,
}

/// Heads for and against were counted, which is no vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Which proposal.
    pub proposal: i64,
    /// Heads for it.
    pub approve: i64,
    /// Heads against it.
    pub oppose: i64,
}

/// What is to be done by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToDo {
    /// What.
    pub words: Kept,
    /// Which participant.
    pub who: i64,
    /// By when.
    pub due: Moment,
}

/// The minutes were written, and sent to those who came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The minutes.
    pub words: Kept,
    /// What came of it.
    pub decision: Decision,
    /// What was agreed.
    pub agreements: Vec<ToDo>,
}

/// Somebody who came confirmed the minutes, or objected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who.
    pub n: i64,
    /// What he objects.
    pub objection: Option<Kept>,
    /// Whether he signed on paper.
    pub on_paper: bool,
}

/// The time to answer has passed, or all have answered: who was silent has not agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waited {}

/// A second person sent the minutes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// Why.
    pub why: Kept,
}

/// A second person let the minutes be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Whether everybody may read them, without names.
    pub public: bool,
}

/// An agreement ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Which.
    pub agreement: i64,
    /// Whether it was kept.
    pub kept: bool,
    /// How.
    pub words: Kept,
}

/// What follows where people did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// What.
    pub next: Next,
    /// Why.
    pub words: Kept,
    /// Of a whistle: the community whose secretary owes its draft; none in events from before that was owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<AtUnit>,
}

/// The whistle that was chosen is drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistled {
    /// Which.
    pub whistle: DossierId,
}

/// The secretary says why none is blown after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spared {
    /// Why.
    pub words: Kept,
}

/// Photos came with it, such as the sheet of signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Which.
    pub files: Vec<KeptFile>,
}

/// Everything that can happen to a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 召集.
    Called(Box<Called>),
    /// 加请.
    Invited(Invited),
    /// 改期.
    Moved(Moved),
    /// 取消.
    Cancelled(Cancelled),
    /// 签到.
    SignedIn(SignedIn),
    /// 开始记录.
    Begun(Begun),
    /// 人数不足.
    TooFew(TooFew),
    /// 发言.
    Stated(Stated),
    /// 提方案.
    Proposed(Proposed),
    /// 记人数.
    Counted(Counted),
    /// 写纪要.
    Written(Written),
    /// 确认或者提异议.
    Answered(Answered),
    /// 确认结束.
    Waited(Waited),
    /// 退回.
    SentBack(SentBack),
    /// 审核通过.
    Published(Published),
    /// 约定的结果.
    Settled(Settled),
    /// 下一步.
    Chosen(Chosen),
    /// 吹哨已起草.
    Whistled(Whistled),
    /// 不吹哨了.
    Spared(Spared),
    /// 附照片.
    Attached(Attached),
}

impl Event {
    /// Its line in the table of moves; the call stands before all of them.
    pub const fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Called(_) => return None,
            Self::Invited(_) => Step::Invite,
            Self::Moved(_) => Step::Postpone,
            Self::Cancelled(_) => Step::Cancel,
            Self::SignedIn(_) => Step::SignIn,
            Self::Begun(_) => Step::Begin,
            Self::TooFew(_) => Step::TooFew,
            Self::Stated(_) => Step::State,
            Self::Proposed(_) => Step::Propose,
            Self::Counted(_) => Step::Count,
            Self::Written(_) => Step::Write,
            Self::Answered(_) => Step::Answer,
            Self::Waited(_) => Step::Wait,
            Self::SentBack(_) => Step::SendBack,
            Self::Published(_) => Step::Publish,
            Self::Settled(_) => Step::Settle,
            Self::Chosen(_) => Step::Choose,
            Self::Whistled(_) => Step::Whistle,
            Self::Spared(_) => Step::Spare,
            Self::Attached(_) => Step::Attach,
        })
    }
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Called(event) => {
                format!("召集网格协商，{}，请了 {} 人", event.time.said(), event.invited.len())
            }
            Self::Invited(event) => format!("加请了 {} 人", event.invited.len()),
            Self::Moved(event) => format!("改到 {}", event.time.said()),
            Self::Cancelled(_) => "取消了".to_owned(),
            Self::SignedIn(event) => match event.how {
                SignedBy::Himself => format!("{} 号参会人签到", event.n),
                SignedBy::Hand => format!("为 {} 号参会人登记签到", event.n),
            },
            Self::Begun(_) => "开始记录".to_owned(),
            Self::TooFew(event) => {
                format!("到会 {} 人，不足 {} 人，没有开成", event.came, event.quorum)
            }
            Self::Stated(event) => format!("记下 {} 号参会人的发言", event.by),
            Self::Proposed(event) => format!("记下 {} 号参会人提的方案", event.by),
            Self::Counted(event) => format!(
                "方案 {}：赞成 {} 人，反对 {} 人（{}）",
                event.proposal,
                event.approve,
                event.oppose,
                super::minutes::NOT_A_VOTE
            ),
            Self::Written(event) => {
                let (decision, n) = (event.decision.name(), event.agreements.len());
                format!("写好纪要，送到会的人确认：{decision}，约定 {n} 条")
            }
            Self::Answered(event) => {
                let how = if event.on_paper { "在纸上签字" } else { "" };
                let what = if event.objection.is_some() { "提出异议" } else { "确认纪要" };
                format!("{} 号参会人{how}{what}", event.n)
            }
            Self::Waited(_) => "确认结束，没有回复的记为未回复".to_owned(),
            Self::SentBack(_) => "纪要没有通过审核，退回重写".to_owned(),
            Self::Published(event) if event.public => "纪要审核通过，对大家公开".to_owned(),
            Self::Published(_) => "纪要审核通过，参会人可以看".to_owned(),
            Self::Settled(event) => {
                let kept = if event.kept { "已落实" } else { "没有落实" };
                format!("约定 {}{kept}", event.agreement)
            }
            Self::Chosen(event) => format!("下一步：{}", event.next.name()),
            Self::Whistled(_) => "吹哨单已起草".to_owned(),
            Self::Spared(_) => "书记说明不吹哨".to_owned(),
            Self::Attached(event) => format!("附上 {} 张照片", event.files.len()),
        }
    }

    fn words(&self) -> Vec<i64> {
        let kept: Vec<&Kept> = match self {
            Self::Called(event) => vec![&event.title, &event.agenda, &event.place],
            Self::Invited(event) => event.invited.iter().map(|one| &one.name).collect(),
            Self::Moved(event) => event.place.iter().chain([&event.why]).collect(),
            Self::Cancelled(event) => vec![&event.why],
            Self::Stated(event) => vec![&event.words],
            Self::Proposed(event) => vec![&event.words],
            Self::Written(event) => {
                let agreed = event.agreements.iter().map(|one| &one.words);
                [&event.words].into_iter().chain(agreed).collect()
            }
            Self::Answered(event) => event.objection.iter().collect(),
            Self::SentBack(event) => vec![&event.why],
            Self::Settled(event) => vec![&event.words],
            Self::Chosen(event) => vec![&event.words],
            Self::Spared(event) => vec![&event.words],
            Self::SignedIn(_)
            | Self::Begun(_)
            | Self::TooFew(_)
            | Self::Counted(_)
            | Self::Waited(_)
            | Self::Published(_)
            | Self::Whistled(_)
            | Self::Attached(_) => Vec::new(),
        };
        kept.into_iter().map(|kept| kept.vault).collect()
    }

    fn files(&self) -> &[KeptFile] {
        if let Self::Attached(event) = self { &event.files } else { &[] }
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        (&[], &[])
    }
}
