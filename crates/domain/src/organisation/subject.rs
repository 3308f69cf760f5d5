use super::{Place, PlacePath};

/// A thing that changes: `unit/cgss`, `grid/cgss-g01`, `place/37/3702/…`, `staff/zhang.wei`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(pub String);

impl Subject {
    /// A unit, by its code.
    pub fn unit(code: &str) -> Self {
        Self(format!("unit/{code}"))
    }

    /// A grid, by the code of its team.
    pub fn grid(code: &str) -> Self {
        Self(format!("grid/{code}"))
    }

    /// A place, by its path.
    pub fn place(place: &Place) -> Self {
        Self::place_at(&place.path)
    }

    /// The place with this path.
    pub fn place_at(path: &PlacePath) -> Self {
        Self(format!("place/{path}"))
    }

    /// A member of staff, by what is typed to log in.
    pub fn staff(username: &str) -> Self {
        Self(format!("staff/{username}"))
    }

    /// What sort of thing, as shown.
    pub fn sort(&self) -> &'static str {
        match self.0.split('/').next() {
            Some("unit") => "单位",
            Some("grid") => "网格",
            Some("place") => "地点",
            Some("rules") => "规则",
            _ => "人员",
        }
    }

    /// Its code, path or name.
    pub fn key(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, key)| key)
    }
}
