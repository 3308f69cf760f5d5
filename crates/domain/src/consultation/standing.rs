use super::words::Action;
use crate::coded::coded;

coded! {
    /// Where a consultation stands.
    Standing {
        /// People are invited.
        Called = "called",
        /// It is being recorded, or its minutes are to be written.
        Held = "held",
        /// Too few came.
        TooFew = "too_few",
        /// The minutes are with those who came.
        Confirming = "confirming",
        /// The minutes are with a second person.
        Reviewing = "reviewing",
        /// The minutes are out, and something agreed or left open is followed.
        Following = "following",
        /// Nothing is left to do.
        Closed = "closed",
        /// It did not take place.
        Cancelled = "cancelled",
    }
}

impl Standing {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Called => "已召集",
            Self::Held => "正在记录",
            Self::TooFew => "到会人数不足",
            Self::Confirming => "纪要待确认",
            Self::Reviewing => "纪要待审核",
            Self::Following => "正在落实",
            Self::Closed => "已办结",
            Self::Cancelled => "已取消",
        }
    }

    /// Whether something is still owed.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }

    /// Whether the minutes have passed a second person.
    pub const fn is_published(self) -> bool {
        matches!(self, Self::Following | Self::Closed)
    }
}

coded! {
    /// What moves a consultation, as its events are called.
    Step {
        /// 加请一人.
        Invite = "invite",
        /// 改期.
        Postpone = "postpone",
        /// 取消.
        Cancel = "cancel",
        /// 签到.
        SignIn = "sign_in",
        /// 开始记录.
        Begin = "begin",
        /// 人数不足.
        TooFew = "too_few",
        /// 记发言.
        State = "state",
        /// 记方案.
        Propose = "propose",
        /// 记人数.
        Count = "count",
        /// 写纪要.
        Write = "write",
        /// 确认或者提异议.
        Answer = "answer",
        /// 确认结束.
        Wait = "wait",
        /// 退回重写.
        SendBack = "send_back",
        /// 审核通过.
        Publish = "publish",
        /// 登记约定的结果.
        Settle = "settle",
        /// 选择下一步.
        Choose = "choose",
        /// 吹哨单已起草.
        Whistle = "whistle",
        /// 说明不吹哨.
        Spare = "spare",
        /// 附签到表、照片.
        Attach = "attach",
    }
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever runs it: the unit that called it, or the seat its duty stands at.
    Caller,
    /// A second person, with whom the review stands.
    Reviewer,
    /// Who was invited, or the caller for him.
    Participant,
    /// The secretary with whom the draft of a whistle stands.
    Secretary,
    /// Nobody: the time is over, or all have answered.
    Clock,
}

impl Who {
    /// What has to be granted to staff for his moves; nothing for the program's.
    pub const fn needs(self) -> Option<Action> {
        match self {
            Self::Caller | Self::Participant => Some(Action::Run),
            Self::Reviewer | Self::Secretary => Some(Action::Review),
            Self::Clock => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Caller => "召集人",
            Self::Reviewer => "审核人",
            Self::Participant => "参会人",
            Self::Secretary => "社区书记",
            Self::Clock => "到时或者都答复了，自动",
        }
    }
}

/// One line of the table of moves.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// As its button says it.
    pub name: &'static str,
    /// Where it may stand before.
    pub from: &'static [Standing],
    /// Where it may stand behind; empty when it stays.
    pub to: &'static [Standing],
    /// Who does it.
    pub who: Who,
}

const fn line(
    step: Step,
    name: &'static str,
    (from, to): (&'static [Standing], &'static [Standing]),
    who: Who,
) -> Move {
    Move { step, name, from, to, who }
}

use Standing::{Called, Cancelled, Closed, Confirming, Following, Held, Reviewing, TooFew};

/// Everything that may be done, from where, by whom: the fold, the offers on pages, the refusals and the
/// diagram follow it. A step that leads nowhere else stays where it is.
pub const MOVES: &[Move] = &[
    line(Step::Invite, "加请一人", (&[Called, Held], STAYS), Who::Caller),
    line(Step::Postpone, "改期", (&[Called, TooFew], &[Called]), Who::Caller),
    line(Step::Cancel, "取消", (&[Called, TooFew], &[Cancelled]), Who::Caller),
    line(Step::SignIn, "签到", (&[Called, Held], STAYS), Who::Participant),
    line(Step::Begin, "开始记录", (&[Called], &[Held]), Who::Caller),
    line(Step::TooFew, "登记人数不足", (&[Called, Held], &[TooFew]), Who::Caller),
    line(Step::State, "记发言", (&[Held], STAYS), Who::Caller),
    line(Step::Propose, "记方案", (&[Held], STAYS), Who::Caller),
    line(Step::Count, "记赞成和反对人数", (&[Held], STAYS), Who::Caller),
    line(Step::Write, "写纪要", (&[Held], &[Confirming]), Who::Caller),
    line(Step::Answer, "确认纪要或者提异议", (PUBLIC_SOON, STAYS), Who::Participant),
    line(Step::Wait, "确认结束", (&[Confirming], &[Reviewing]), Who::Clock),
    line(Step::SendBack, "退回重写", (&[Reviewing], &[Held]), Who::Reviewer),
    line(Step::Publish, "审核通过", (&[Reviewing], &[Following]), Who::Reviewer),
    line(Step::Settle, "登记约定的结果", (&[Following], &[Following, Closed]), Who::Caller),
    line(Step::Choose, "选择下一步", (&[Following], &[Following, Closed]), Who::Caller),
    line(Step::Whistle, "起草吹哨单", (&[Following], &[Following, Closed]), Who::Secretary),
    line(Step::Spare, "说明不吹哨", (&[Following], &[Following, Closed]), Who::Secretary),
    line(Step::Attach, "附签到表、照片", (ATTACHES, STAYS), Who::Caller),
];

const STAYS: &[Standing] = &[];
const PUBLIC_SOON: &[Standing] = &[Confirming, Reviewing, Following];
const ATTACHES: &[Standing] = &[Called, Held, Confirming, Reviewing, Following];

impl Step {
    /// Its line in the table.
    pub fn line(self) -> Option<&'static Move> {
        MOVES.iter().find(|line| line.step == self)
    }

    /// Whether it may be taken from here.
    pub fn fits(self, standing: Standing) -> bool {
        self.line().is_some_and(|line| line.from.contains(&standing))
    }
}

/// The state diagram, in the words of Mermaid.
pub fn diagram() -> String {
    let mut lines = vec!["stateDiagram-v2".to_owned(), format!("  [*] --> {}", Called.name())];
    for step in MOVES {
        for from in step.from {
            let to = if step.to.is_empty() { std::slice::from_ref(from) } else { step.to };
            for to in to {
                let (from, to) = (from.name(), to.name());
                lines.push(format!("  {from} --> {to}: {}（{}）", step.name, step.who.name()));
            }
        }
    }
    for end in Standing::ALL.iter().filter(|standing| !standing.is_open()) {
        lines.push(format!("  {} --> [*]", end.name()));
    }
    lines.join("\n") + "\n"
}
