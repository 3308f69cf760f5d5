use crate::coded::coded;

coded! {
    /// What sort of thing changes.
    Sort {
        /// A unit.
        Unit = "unit",
        /// A grid.
        Grid = "grid",
        /// A place.
        Place = "place",
        /// An account of staff, with its posts.
        Staff = "staff",
        /// An account of another system.
        Service = "service",
        /// A version of the rules.
        Rules = "rules",
        /// A page that the district edits.
        Page = "page",
        /// What one member of staff looked at of people's identities.
        Look = "look",
        /// What one member of staff took out as a table.
        Export = "export",
    }
}

impl Sort {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "单位",
            Self::Grid => "网格",
            Self::Place => "地点",
            Self::Staff => "人员",
            Self::Service => "外部系统",
            Self::Rules => "规则",
            Self::Page => "页面",
            Self::Look => "查看身份",
            Self::Export => "导出",
        }
    }
}

/// A thing that changes: `unit/cgss`, `grid/cgss-g01`, `place/37/3702/…`, `staff/zhang.wei`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(pub String);

impl Subject {
    /// The thing of a sort with this key.
    pub fn of(sort: Sort, key: &str) -> Self {
        Self(format!("{}/{key}", sort.code()))
    }

    /// A unit, by its code.
    pub fn unit(code: &str) -> Self {
        Self::of(Sort::Unit, code)
    }

    /// A grid, by the code of its team.
    pub fn grid(code: &str) -> Self {
        Self::of(Sort::Grid, code)
    }

    /// A member of staff, by what is typed to log in.
    pub fn staff(username: &str) -> Self {
        Self::of(Sort::Staff, username)
    }

    /// What sort of thing; accounts were once kept without one.
    pub fn sort(&self) -> Sort {
        self.0.split('/').next().and_then(Sort::from_code).unwrap_or(Sort::Staff)
    }

    /// Its code, path or name.
    pub fn key(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, key)| key)
    }
}
