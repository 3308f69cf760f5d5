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
