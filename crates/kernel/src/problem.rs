use serde::Serialize;

/// What can go wrong, as one closed list. Each case has what the person reads (Chinese, says what
/// happened and what to do) and, where it helps, what only the log reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It does not exist, or is not for this actor: the two look the same from outside.
    #[error("not found")]
    NotFound,
    /// This needs a login first.
    #[error("login needed")]
    LoginNeeded,
    /// The form was filled in wrongly; each fault names its field.
    #[error("faults in {} field(s)", .0.len())]
    Faults(Vec<Fault>),
    /// The machine's laws refuse the move.
    #[error("refused: {code}")]
    Refused {
        /// Stable name for other programs, such as `separation`.
        code: &'static str,
        /// What the person reads, with a way onward.
        said: String,
    },
    /// Somebody else moved it first; `said` tells what changed.
    #[error("stale")]
    Stale {
        /// What changed meanwhile, in the person's words.
        said: String,
    },
    /// The same idempotency key came with another body.
    #[error("idempotency key used for another body")]
    KeyReused,
    /// More than fits: a text, a photo, a body.
    #[error("too large")]
    TooLarge {
        /// What was too large and what fits.
        said: String,
    },
    /// Too many tries; come back after so many seconds.
    #[error("too many tries")]
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Many try from the same network: go on after so many seconds. Nobody is shut out.
    #[error("wait before the next try")]
    Wait {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The queue is full; nothing was done.
    #[error("busy")]
    Busy,
    /// The database does not answer, or has no room left; nothing was done.
    #[error("unavailable: {logged}")]
    Unavailable {
        /// What the log reads.
        logged: String,
    },
    /// The database went away while it was saving: it may have been done or not. Sent again under
    /// the same key it counts once.
    #[error("unknown outcome: {logged}")]
    Unknown {
        /// What the log reads.
        logged: String,
    },
    /// A query or a body that cannot be read at all; nothing was done.
    #[error("unreadable: {code}")]
    Unreadable {
        /// Stable name for other programs, such as `not_utf8`.
        code: &'static str,
        /// What cannot be read, and what to do.
        said: String,
    },
    /// A fault of ours.
    #[error("broken: {logged}")]
    Broken {
        /// What the log reads; never shown.
        logged: String,
    },
}

/// One field of a form that needs mending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field's name in the form.
    pub field: &'static str,
    /// What to mend, in plain words.
    pub said: String,
}

impl Problem {
    /// A single faulty field.
    pub fn fault(field: &'static str, said: impl Into<String>) -> Self {
        Self::Faults(vec![Fault { field, said: said.into() }])
    }

    /// A refusal by a law of the machine.
    pub fn refused(code: &'static str, said: impl Into<String>) -> Self {
        Self::Refused { code, said: said.into() }
    }

    /// A fault of ours, for the log.
    pub fn broken(logged: impl Into<String>) -> Self {
        Self::Broken { logged: logged.into() }
    }

    /// Ok when there is no fault, else all of them at once.
    pub fn unless_faultless(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Faults(faults)) }
    }

    /// The same with its faults at field `to` where they name one of `from`.
    #[must_use]
    pub fn renamed(self, from: &[&str], to: &'static str) -> Self {
        let Self::Faults(faults) = self else { return self };
        let moved = faults.into_iter().map(|fault| {
            if from.contains(&fault.field) { Fault { field: to, ..fault } } else { fault }
        });
        Self::Faults(moved.collect())
    }

    /// The stable name that programs read.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::LoginNeeded => "login_needed",
            Self::Faults(_) => "faults",
            Self::Refused { code, .. } | Self::Unreadable { code, .. } => code,
            Self::Stale { .. } => "stale",
            Self::KeyReused => "key_reused",
            Self::TooLarge { .. } => "too_large",
            Self::TooMany { .. } => "too_many",
            Self::Wait { .. } => "wait",
            Self::Busy => "busy",
            Self::Unavailable { .. } => "unavailable",
            Self::Unknown { .. } => "unknown_outcome",
            Self::Broken { .. } => "broken",
        }
    }

    /// What the person reads.
    pub fn said(&self) -> String {
        match self {
            Self::NotFound => {
                "没有找到这个页面或事项，也可能您没有查看它的权限。请核对编号或链接。".into()
            }
            Self::LoginNeeded => "请先登录，登录后会回到这里。".into(),
            Self::Faults(faults) => format!("有 {} 处需要改一下，您填的内容都还在。", faults.len()),
            Self::Refused { said, .. }
            | Self::Stale { said }
            | Self::TooLarge { said }
            | Self::Unreadable { said, .. } => said.clone(),
            Self::KeyReused => {
                "这次提交与之前的一次编号相同、内容不同，没有保存。请重新打开表单再提交。".into()
            }
            Self::Wait { retry_after: seconds } => format!(
                "从您这个网络来试的人比较多，这一次还没有办。请等 {seconds} 秒再按一次，就能接着办，不会被锁住。"
            ),
            Self::TooMany { retry_after: seconds @ ..=120 } => {
                format!("操作太频繁，请过 {seconds} 秒再试。")
            }
            Self::TooMany { retry_after: seconds } => {
                format!("操作太频繁，请过 {} 分钟再试。", seconds.div_ceil(60))
            }
            Self::Busy => "现在办事的人太多，这次没有保存，请稍后再提交一次。".into(),
            Self::Unavailable { .. } => "系统暂时无法保存，这次没有办成，请稍后再试一次。".into(),
            Self::Unknown { .. } => {
                "保存的时候断了一下，还不知道这次办成了没有。请再提交一次：已经办成的不会重复办。"
                    .into()
            }
            Self::Broken { .. } => {
                "系统出了问题，我们已经记录下来。请稍后再试，或者打电话给社区。".into()
            }
        }
    }
}
