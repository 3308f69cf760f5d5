use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Day, FileId, Moment, StaffId, UnitId};

use super::event::Event;
use super::words::{KIND, Nothing};
use crate::coded::coded;
use crate::figures::{Fact, Span};
use crate::folded::{Face, Folded, Owed};
use crate::rules::RuleSet;

coded! {
    /// How far an extract is.
    State {
        /// It waits, or is being made.
        Asked = "asked",
        /// It is there.
        Made = "made",
        /// It could not be made.
        Failed = "failed",
        /// Its workbook was destroyed.
        Dropped = "dropped",
    }
}

impl State {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "正在做",
            Self::Made => "做好了",
            Self::Failed => "没有做成",
            Self::Dropped => "文件已删除",
        }
    }
}

/// A list of matters that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Of which scope, as addresses have it.
    pub scope: String,
    /// What it is called.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Only what is on this list of five.
    pub list: Option<String>,
    /// Who asked.
    pub by: StaffId,
    /// At which unit he sat.
    pub unit: UnitId,
    /// How far it is.
    pub state: State,
    /// How many matters stand in it.
    pub rows: i64,
    /// The workbook.
    pub file: Option<FileId>,
    /// The value of its vault that holds the workbook's name.
    pub file_name: Option<i64>,
    /// Why it could not be made.
    pub why: Option<String>,
    /// When it was made, or could not be.
    pub ended_at: Option<Moment>,
}

impl Extract {
    /// The days it is about.
    pub const fn span(&self) -> Span {
        Span { from: self.from, to: self.to }
    }
}

impl Folded for Extract {
    const KIND: &'static str = KIND;
    const CALLED: &'static str = "这份明细";

    type Event = Event;
    type Duty = Nothing;

    fn begin(_: Moment, _: &str, event: &Event) -> Option<Self> {
        let Event::Asked(asked) = event else { return None };
        Some(Self {
            scope: asked.scope.clone(),
            name: asked.name.clone(),
            from: asked.from,
            to: asked.to,
            list: asked.list.clone(),
            by: asked.by,
            unit: asked.unit,
            state: State::Asked,
            rows: 0,
            file: None,
            file_name: None,
            why: None,
            ended_at: None,
        })
    }

    fn after(&self, at: Moment, _: &str, event: &Event) -> Option<Self> {
        let (next, waits) = (self.clone(), self.state == State::Asked);
        match event {
            Event::Made(made) if waits => {
                let kept = made.files.first()?;
                let file_name = kept.name.as_ref().map(|name| name.vault);
                let (state, rows, ended_at) = (State::Made, made.rows, Some(at));
                Some(Self { state, rows, file: Some(kept.file), file_name, ended_at, ..next })
            }
            Event::Failed(failed) if waits => {
                let (state, why) = (State::Failed, Some(failed.why.clone()));
                Some(Self { state, why, ended_at: Some(at), ..next })
            }
            Event::Dropped(_) if self.state == State::Made => {
                Some(Self { state: State::Dropped, file: None, file_name: None, ..next })
            }
            Event::Asked(_) | Event::Made(_) | Event::Failed(_) | Event::Dropped(_) => None,
        }
    }

    fn face(&self) -> Face {
        Face {
            title: None,
            words: Some(self.name.clone()),
            place: None,
            unit: self.unit,
            sort: self.state.code().to_owned(),
            // The program looks for what it has to make, and for what it has to destroy.
            open: matches!(self.state, State::Asked | State::Made),
            readers: BTreeSet::from([format!("staff:{}", self.by)]),
            about: BTreeSet::new(),
            found_by: Vec::new(),
        }
    }

    fn counted(&self) -> Vec<Fact> {
        Vec::new()
    }

    fn owed(&self, _: &RuleSet) -> Vec<Owed<Nothing>> {
        Vec::new()
    }
}
