use super::eaten::plain;
use crate::coded::coded;

coded! {
    /// The tables a district is written down in.
    Table {
        /// Places, one a line, from the province down to the household.
        Places = "places",
        /// Units, but for the teams of grids.
        Units = "units",
        /// Grids, each with its team as a unit.
        Grids = "grids",
        /// The eight of each grid.
        Members = "members",
        /// Accounts and their posts, one post a line.
        Staff = "staff",
        /// Outlines of places and grids, as GeoJSON.
        Outlines = "outlines",
    }
}

/// A column: as programs write it, as people write it, and whether each line needs it.
pub(super) struct Column {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) must: bool,
}

const fn must(code: &'static str, name: &'static str) -> Column {
    Column { code, name, must: true }
}

const fn may(code: &'static str, name: &'static str) -> Column {
    Column { code, name, must: false }
}

const OUTLINES: &[Column] =
    &[may("place", "地点"), may("grid", "网格"), must("outline", "边界"), may("crs", "坐标系")];
const MEMBERS: &[Column] =
    &[must("grid", "网格"), must("role", "角色"), must("name", "姓名"), may("phone", "电话")];

impl Table {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Places => "地点",
            Self::Units => "单位",
            Self::Grids => "网格",
            Self::Members => "网格队员",
            Self::Staff => "人员",
            Self::Outlines => "边界",
        }
    }

    /// What it counts its lines in.
    pub const fn measure(self) -> &'static str {
        match self {
            Self::Places | Self::Outlines => "处",
            Self::Units | Self::Grids => "个",
            Self::Members | Self::Staff => "人",
        }
    }

    /// The table a CSV file holds, told by the beginning of its name: `units-2026.csv`, `单位.csv`.
    pub(super) fn of_file(name: &str) -> Option<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).trim().to_lowercase();
        let fits = |table: &&Self| name.starts_with(table.code()) || name.starts_with(table.name());
        // 网格队员 before 网格.
        Self::ALL.iter().rev().find(fits).copied()
    }

    /// The column with this heading.
    pub(super) fn column(self, heading: &str) -> Option<&'static Column> {
        let heading = &plain(heading);
        self.columns().iter().find(|column| column.code == *heading || column.name == *heading)
    }

    pub(super) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Places => {
                const {
                    &[
                        must("path", "路径"),
                        must("name", "名称"),
                        may("nature", "性质"),
                        may("grid", "网格"),
                        may("entrances", "单元数"),
                        may("floors", "层数"),
                        may("doors", "每层户数"),
                    ]
                }
            }
            Self::Units => {
                const {
                    &[
                        must("code", "代码"),
                        must("kind", "类型"),
                        must("name", "名称"),
                        may("superior", "上级"),
                        may("phone", "电话"),
                        may("covers", "负责地点"),
                        may("duties", "职责"),
                    ]
                }
            }
            Self::Grids => {
                const {
                    &[
                        must("code", "代码"),
                        must("community", "社区"),
                        must("number", "编号"),
                        must("name", "名称"),
                        must("superior", "上级"),
                        may("phone", "电话"),
                        may("duties", "职责"),
                    ]
                }
            }
            Self::Members => MEMBERS,
            Self::Outlines => OUTLINES,
            Self::Staff => {
                const {
                    &[
                        must("username", "账号"),
                        must("name", "姓名"),
                        must("unit", "单位"),
                        must("role", "岗位"),
                    ]
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_file_says_by_its_name_what_it_holds() {
        for (name, table) in [
            ("units.csv", Some(Table::Units)),
            ("D:\\导入\\网格队员.csv", Some(Table::Members)),
            ("网格.csv", Some(Table::Grids)),
            ("Staff-2026.CSV", Some(Table::Staff)),
            ("districts.csv", None),
        ] {
            assert_eq!(Table::of_file(name), table, "{name}");
        }
    }
}
