use super::super::Sample;
use super::super::words::long;
use crate::frame::{Coded, Frame, Link};
use crate::resident::ask::{Picker, Rung};
use crate::resident::teams::find::FindPage;
use crate::resident::teams::show::TeamPage;
use crate::resident::teams::view::{Helping, View};
use crate::resident::teams::whom::Helper;

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("team-find", |frame| find(frame, None)),
        Sample::new("team-found", |frame| find(frame, Some(team()))),
        Sample::new("team", |frame| TeamPage { frame, team: team() }),
        Sample::new("team-empty", |frame| TeamPage {
            frame,
            team: View { members: Vec::new(), ..team() },
        }),
        Sample::new("team-long", |frame| {
            let many = Helping { name: long(60), does: long(200), times: long(200), ..worker() };
            TeamPage { frame, team: View { members: vec![many], ..team() } }
        }),
    ]
}

pub(super) fn helper() -> Helper {
    Helper {
        text: "第3网格 王敏".into(),
        phone: "0532-00000001".into(),
        tel: "053200000001".into(),
        href: "/team/7".into(),
    }
}

fn worker() -> Helping {
    Helping {
        role: Coded::new("grid_worker", "网格员"),
        name: "王敏".into(),
        phone: "0532-00000001".into(),
        tel: "053200000001".into(),
        office: false,
        does: "每天在网格里走一遍，邻里的事、楼道的事都可以找我。".into(),
        times: "周一到周五 8:30-17:30".into(),
        until: String::new(),
    }
}

fn team() -> View {
    let lead = Helping {
        role: Coded::new("building_lead", "楼组长"),
        name: "张师傅".into(),
        phone: "0532-00000000".into(),
        tel: "053200000000".into(),
        office: true,
        until: "2026-11-30".into(),
        ..worker()
    };
    let silent = Helping {
        role: Coded::new("safety_volunteer", "平安志愿者"),
        phone: String::new(),
        tel: String::new(),
        does: String::new(),
        times: String::new(),
        ..worker()
    };
    View {
        grid: "第3网格".into(),
        community: "春光山色社区".into(),
        href: "/team/7".into(),
        members: vec![worker(), lead, silent],
    }
}

fn find(frame: Frame, team: Option<View>) -> FindPage {
    let rung = |id: &str, text: &str| Rung { id: id.into(), text: text.into() };
    let picker = Picker {
        place: "7".into(),
        path: vec![rung("1", "春光山色社区"), rung("7", "春光山色一期")],
        back: Some("1".into()),
        ..Picker::default()
    };
    let grids = if team.is_some() {
        Vec::new()
    } else {
        vec![Link::new("第1网格", "/team/1"), Link::new("第2网格", "/team/2")]
    };
    FindPage { frame, picker, team, grids }
}
