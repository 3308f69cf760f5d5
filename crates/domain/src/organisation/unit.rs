use xianban_kernel::{Moment, UnitId};

use crate::coded::coded;

coded! {
    /// What sort of organisation a unit is.
    UnitKind {
        /// The district itself (区), at the top of the tree.
        District = "district",
        /// The office that runs the platform (社会治理中心).
        PlatformOffice = "platform_office",
        /// A department of the district (区直部门).
        DistrictDepartment = "district_department",
        /// A street office (街道办事处).
        StreetOffice = "street_office",
        /// A section of a street office (街道科室).
        StreetDepartment = "street_department",
        /// A community (社区), superior of its companies and grid teams.
        Community = "community",
        /// A property company (物业) as it serves one community.
        PropertyCompany = "property_company",
        /// The team of one grid (网格治理服务队).
        GridTeam = "grid_team",
    }
}

impl UnitKind {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::District => "区",
            Self::PlatformOffice => "平台办公室",
            Self::DistrictDepartment => "区直部门",
            Self::StreetOffice => "街道",
            Self::StreetDepartment => "街道科室",
            Self::Community => "社区",
            Self::PropertyCompany => "物业公司",
            Self::GridTeam => "网格",
        }
    }
}

/// An organisation that handles matters (承办单位).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its row.
    pub id: UnitId,
    /// The six-digit district it belongs to.
    pub district: i64,
    /// Its stable name within the district.
    pub code: String,
    /// What sort it is.
    pub kind: UnitKind,
    /// As shown.
    pub name: String,
    /// The unit above; `None` at the top.
    pub superior: Option<UnitId>,
    /// The phone people may ring; empty when there is none.
    pub phone: String,
    /// Since when it takes no new work.
    pub closed_at: Option<Moment>,
}
