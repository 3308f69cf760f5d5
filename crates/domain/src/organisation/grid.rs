use crate::coded::coded;
use xianban_kernel::{GridId, Moment, PlaceId, UnitId};

coded! {
    /// The eight roles of a grid's team (八大员).
    GridRole {
        /// 社区“两委”.
        Committees = "committees",
        /// 社工.
        SocialWorker = "social_worker",
        /// 网格员.
        GridWorker = "grid_worker",
        /// 小区支部党员.
        BranchMember = "branch_member",
        /// 楼组长.
        BuildingLead = "building_lead",
        /// 平安志愿者.
        SafetyVolunteer = "safety_volunteer",
        /// 公益性岗位.
        PublicPost = "public_post",
        /// 物业负责人.
        PropertyLead = "property_lead",
    }
}

impl GridRole {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Committees => "社区两委",
            Self::SocialWorker => "社工",
            Self::GridWorker => "网格员",
            Self::BranchMember => "小区支部党员",
            Self::BuildingLead => "楼组长",
            Self::SafetyVolunteer => "平安志愿者",
            Self::PublicPost => "公益性岗位",
            Self::PropertyLead => "物业负责人",
        }
    }
}

/// A grid (网格): buildings of one community, each building in exactly one grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Its row.
    pub id: GridId,
    /// The community it lies in.
    pub community: PlaceId,
    /// Its number within the community: "07".
    pub code: String,
    /// As shown: "第7网格".
    pub name: String,
    /// Its team, as a unit that can be given work.
    pub unit: UnitId,
    /// Since when it is no longer used.
    pub closed_at: Option<Moment>,
}

/// One of the eight of a grid, as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridMember {
    /// As what.
    pub role: GridRole,
    /// Who.
    pub name: String,
    /// The number residents may ring.
    pub phone: String,
}
