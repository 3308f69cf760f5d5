use serde::{Deserialize, Serialize};
use xianban_kernel::{FileId, GridId, Moment, PlaceId, StaffId, UnitId};

use super::shown::Shown;
use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::folded;
use crate::organisation::{AtUnit, GridRole};

/// The team of a grid was formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formed {
    /// Of which grid.
    pub grid: GridId,
    /// The team as a unit.
    pub unit: UnitId,
    /// Where it stands.
    pub at: Placed,
    /// Who is in it.
    pub members: Vec<Named>,
}

/// Where a team stands, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The unit above it.
    pub community: AtUnit,
    /// The community it looks after.
    pub place: PlaceId,
    /// The number of the grid within it.
    pub number: String,
    /// What the team is called.
    pub name: String,
}

/// Somebody was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// As what.
    pub role: GridRole,
    /// His name.
    pub name: Kept,
    /// His number.
    pub phone: Option<Kept>,
    /// When he is there.
    pub times: Option<Kept>,
    /// What residents read of him.
    pub shown: Shown,
    /// His account.
    pub staff: Option<StaffId>,
}

/// What is known of somebody was written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Of whom.
    pub member: i64,
    /// What counts now.
    pub now: Named,
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// Somebody left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who.
    pub member: i64,
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// Somebody stands in for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoodIn {
    /// For whom.
    pub member: i64,
    /// Who.
    pub name: Kept,
    /// His number.
    pub phone: Option<Kept>,
    /// Until when.
    pub until: Moment,
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// Nobody stands in for him any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// For whom.
    pub member: i64,
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// What a role does here was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// Which role.
    pub role: GridRole,
    /// What it does; nothing when it was taken away.
    pub words: Option<Kept>,
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// Names and numbers were found to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {}

/// Its grid is used no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// What was destroyed by it.
    pub gone: Vec<i64>,
}

/// Everything that can happen to a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 组建.
    Formed(Box<Formed>),
    /// 换了社区或者名称.
    Placed(Placed),
    /// 添人.
    Named(Box<Named>),
    /// 改人.
    Changed(Box<Changed>),
    /// 离开.
    Left(Left),
    /// 代岗.
    StoodIn(Box<StoodIn>),
    /// 代岗结束.
    Returned(Returned),
    /// 写明职责.
    Described(Described),
    /// 核对无误.
    Confirmed(Confirmed),
    /// 撤销.
    Ended(Ended),
}

impl Named {
    fn words(&self) -> Vec<i64> {
        let rest = [&self.phone, &self.times].into_iter().flatten();
        std::iter::once(&self.name).chain(rest).map(|kept| kept.vault).collect()
    }
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Formed(_) => "组建网格治理服务队".to_owned(),
            Self::Placed(placed) => format!("归属和名称改为 {}", placed.name),
            Self::Named(named) => format!("添加{}", named.role.name()),
            Self::Changed(changed) => format!("修改{}的信息", changed.now.role.name()),
            Self::Left(_) => "一位队员离开，姓名和电话已经删除".to_owned(),
            Self::StoodIn(stood) => format!("安排代岗，到 {}", stood.until.day()),
            Self::Returned(_) => "代岗结束".to_owned(),
            Self::Described(described) => format!("写明{}的职责", described.role.name()),
            Self::Confirmed(_) => "核对姓名和电话，都对".to_owned(),
            Self::Ended(_) => "网格停用，服务队撤销".to_owned(),
        }
    }

    fn words(&self) -> Vec<i64> {
        match self {
            Self::Formed(formed) => formed.members.iter().flat_map(Named::words).collect(),
            Self::Named(named) => named.words(),
            Self::Changed(changed) => changed.now.words(),
            Self::StoodIn(stood) => {
                let phone = stood.phone.as_ref().map(|kept| kept.vault);
                [Some(stood.name.vault), phone].into_iter().flatten().collect()
            }
            Self::Described(described) => described.words.iter().map(|kept| kept.vault).collect(),
            Self::Placed(_)
            | Self::Left(_)
            | Self::Returned(_)
            | Self::Confirmed(_)
            | Self::Ended(_) => Vec::new(),
        }
    }

    fn files(&self) -> &[KeptFile] {
        &[]
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        let gone: &[i64] = match self {
            Self::Changed(changed) => &changed.gone,
            Self::Left(left) => &left.gone,
            Self::StoodIn(stood) => &stood.gone,
            Self::Returned(returned) => &returned.gone,
            Self::Described(described) => &described.gone,
            Self::Ended(ended) => &ended.gone,
            Self::Formed(_) | Self::Placed(_) | Self::Named(_) | Self::Confirmed(_) => &[],
        };
        (gone, &[])
    }
}
