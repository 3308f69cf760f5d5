//! What the demo's grid teams do and when they are there, so that 找网格员 has something to show. A team that
//! somebody has described already stays as it is.

use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{GridRole, grid};
use xianban_domain::teams::{self, Describe, Name};
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};

use crate::configuration::Fault;

/// What a role does, and when whoever has it is there.
const fn told(role: GridRole) -> (&'static str, &'static str) {
    match role {
        GridRole::Committees => ("统筹网格里的事，组织协商议事，联系部门", "周一到周五 8:30–17:30"),
        GridRole::SocialWorker => {
            ("登记诉求，办理低保、残疾、养老等民生事项", "周一到周五 8:30–17:30")
        }
        GridRole::GridWorker => {
            ("每天巡查，上门走访，发现问题先办，办不了的上报", "每天 8:00–18:00")
        }
        GridRole::BranchMember => ("宣传政策，带头参加志愿服务，收集大家的意见", "晚上和周末"),
        GridRole::BuildingLead => ("转告通知，照看独居老人，调解邻里小事", "每天，白天打电话"),
        GridRole::SafetyVolunteer => ("巡逻，劝阻飞线充电、堵塞楼道等隐患", "早晚各一次"),
        GridRole::PublicPost => ("打扫公共区域，清理小广告和杂物", "每天 6:00–11:00"),
        GridRole::PropertyLead => ("维修公共设施，管绿化、停车、保洁", "全天，电话二十四小时通"),
    }
}

/// Describes every team that nobody has described.
pub fn describe(office: &Office, at: Moment) -> Result<(), Fault> {
    let cx = Context::new(Actor::System, at, Seed::fresh());
    let (desk, seed) = (office.clone(), cx.seed);
    office.db.write_blocking(seed, move |tx| {
        let mut work = Work::new(tx, &cx, &desk);
        for no in teams::undescribed(&mut work)? {
            team(&mut work, &no)?;
        }
        Ok::<_, Problem>(())
    })?;
    Ok(())
}

fn team(work: &mut Work<'_, '_>, no: &str) -> Result<(), Problem> {
    let mut held = teams::by_no(work, no)?;
    let of = grid(work.tx, held.grid)?;
    let known = teams::members_of(work, &of)?;
    let members: Vec<_> = held.members.iter().map(|one| (one.n, one.role, one.shown)).collect();
    for ((n, role, shown), member) in members.into_iter().zip(known) {
        let times = told(role).1.to_owned();
        let (name, phone) = (member.name, member.phone);
        let form = Name { role, name, phone, times, shown, staff: None };
        held = teams::change(work, no, held.version, (n, &form))?;
    }
    for role in GridRole::ALL {
        if held.members.iter().any(|one| one.role == *role) {
            let form = Describe { role: *role, words: told(*role).0.to_owned() };
            held = teams::describe(work, no, held.version, &form)?;
        }
    }
    Ok(())
}
