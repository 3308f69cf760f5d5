use serde::{Deserialize, Serialize};
use xianban_kernel::{Day, FileId, StaffId, UnitId};

use crate::files::KeptFile;
use crate::folded;

/// Somebody asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Of which scope, as addresses have it.
    pub scope: String,
    /// What it is called.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Only what is on this list of five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Who asked.
    pub by: StaffId,
    /// At which unit he sat.
    pub unit: UnitId,
}

/// It is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// How many matters stand in it.
    pub rows: i64,
    /// The workbook.
    pub files: Vec<KeptFile>,
}

/// It could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Why, as people read it.
    pub why: String,
}

/// Its workbook was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// The values of its vault that went with it.
    pub values: Vec<i64>,
    /// The files.
    pub files: Vec<FileId>,
}

/// Everything that can happen to an extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 要了.
    Asked(Asked),
    /// 做好了.
    Made(Made),
    /// 没有做成.
    Failed(Failed),
    /// 删除了.
    Dropped(Dropped),
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Asked(asked) => format!("要了明细：{}", asked.name),
            Self::Made(made) => format!("做好了，共 {} 件", made.rows),
            Self::Failed(failed) => format!("没有做成：{}", failed.why),
            Self::Dropped(_) => "文件已经删除".to_owned(),
        }
    }

    fn words(&self) -> Vec<i64> {
        Vec::new()
    }

    fn files(&self) -> &[KeptFile] {
        match self {
            Self::Made(made) => &made.files,
            Self::Asked(_) | Self::Failed(_) | Self::Dropped(_) => &[],
        }
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        match self {
            Self::Dropped(dropped) => (&dropped.values, &dropped.files),
            Self::Asked(_) | Self::Made(_) | Self::Failed(_) => (&[], &[]),
        }
    }
}
