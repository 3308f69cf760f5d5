//! The addresses of the dashboard.

use xianban_domain::appeals::Action;

use super::{brief, show};
use crate::door::For::Staff;
use crate::door::{Line, all_need, get};

/// Every address of the dashboard.
pub(crate) fn lines() -> Vec<Line> {
    let lines = [
        get("/d", Staff, "大屏：所管范围的数字、趋势、地图、清单", show::show)
            .asks::<show::Asked>()
            .gives::<show::DashPage>(),
        get("/d/play", Staff, "大屏轮播的一屏", show::play)
            .asks::<show::Played>()
            .gives::<show::DashPage>(),
        get("/d/brief", Staff, "一页简报：昨天和本月", brief::show)
            .asks::<show::Asked>()
            .gives::<brief::BriefPage>(),
    ];
    all_need([Action::ReadCase.code()], lines)
}
