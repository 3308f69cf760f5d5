use crate::course::Act;

/// A story of the year that more than one matter, or more than one unit, is told in.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its situation.
    pub situation: &'static str,
    /// How many matters it bundles.
    pub matters: usize,
    /// When it is told: a working day, early.
    pub at: &'static str,
    /// What it is.
    pub tale: Tale,
    /// Its title.
    pub title: &'static str,
    /// What is asked, or talked about.
    pub text: &'static str,
    /// What came of it.
    pub result: &'static str,
}

/// What a story is.
#[derive(Clone, Copy, Debug)]
pub enum Tale {
    /// A whistle that calls these units; the first need not come, it holds, if so said.
    Whistle {
        /// Codes of the units.
        called: &'static [&'static str],
        /// Whether the first refuses, and it is ruled that it comes.
        refused: bool,
    },
    /// A consultation of the community.
    Consultation {
        /// What was agreed.
        agreed: &'static str,
    },
}

impl Story {
    /// The move that tells it, as the story of this number.
    pub(crate) const fn act(&self, n: usize) -> Act {
        match self.tale {
            Tale::Whistle { .. } => Act::Whistle(n),
            Tale::Consultation { .. } => Act::Consult(n),
        }
    }
}

/// All of them.
pub const STORIES: &[Story] = &[
    Story {
        situation: "greens",
        matters: 3,
        at: "2026-04-14T09:00:00+08:00",
        tale: Tale::Whistle { called: &["zh_city", "city_management"], refused: false },
        title: "三个小区绿地被占种菜",
        text: "社区劝过三次，没有强制清理的权力，请城管中队清理，请区里协调施工队补种。",
        result: "菜地和竹竿都清走了，补种冬青和草坪，现场交给物业养护。",
    },
    Story {
        situation: "road",
        matters: 1,
        at: "2026-07-14T09:00:00+08:00",
        tale: Tale::Whistle { called: &["city_management"], refused: false },
        title: "雨后小区门前积水倒灌",
        text: "雨水井在小区外，由市政养护，社区只能围挡，请城管局派养护队来修。",
        result: "塌了的井口重砌，管道清了淤，雨后看过不再倒灌。",
    },
    Story {
        situation: "stalls",
        matters: 1,
        at: "2026-08-18T09:00:00+08:00",
        tale: Tale::Whistle { called: &["zh_city"], refused: true },
        title: "早市摊点占了公交站",
        text: "摊点占用人行道和站台，社区没有执法权，请城管中队到场。",
        result: "摊点已引到便民市场，早上有人值守。",
    },
    Story {
        situation: "lane",
        matters: 1,
        at: "2026-10-20T09:00:00+08:00",
        tale: Tale::Whistle { called: &["zh_city", "city_management"], refused: false },
        title: "僵尸车堵住消防通道",
        text: "三辆车联系不上车主，社区不能拖车，请一起到场处置。",
        result: "三辆车已拖走，重新划了禁停线。",
    },
    Story {
        situation: "lane",
        matters: 1,
        at: "2026-01-13T09:00:00+08:00",
        tale: Tale::Consultation {
            agreed: "物业划出六个临时车位，消防通道一律不停车"
        },
        title: "小区停车和消防通道怎么分",
        text: "车位不够，又不能占消防通道，大家商量怎样停。",
        result: "车位划好了，通道畅通。",
    },
    Story {
        situation: "stalls",
        matters: 1,
        at: "2026-03-17T09:00:00+08:00",
        tale: Tale::Consultation {
            agreed: "小区东门内设一处便民摊点，早上七点到九点"
        },
        title: "早市摆在哪里",
        text: "买菜要方便，走路也要通畅，大家商量一个地方。",
        result: "摊点都进了东门，路口不再堵。",
    },
    Story {
        situation: "road",
        matters: 1,
        at: "2026-05-19T09:00:00+08:00",
        tale: Tale::Consultation { agreed: "物业先清三处雨水口，暑假里统一换管" },
        title: "楼前积水先修哪一处",
        text: "钱只够先修一段，大家商量先后。",
        result: "三处雨水口已清好，换管的日子也定了。",
    },
    Story {
        situation: "greens",
        matters: 1,
        at: "2026-09-15T09:00:00+08:00",
        tale: Tale::Consultation {
            agreed: "菜地的主人自己清走，物业补种耐阴的草"
        },
        title: "楼前绿地怎么办",
        text: "种菜的地方怎样恢复绿化，想种菜的老人怎么安排。",
        result: "菜地清完，草已补种，想种菜的老人去了社区的共享菜园。",
    },
];
