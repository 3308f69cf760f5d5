//! What handling in depth added to an appeal, as its page shows it.

use serde::Serialize;
use xianban_domain::appeals::{
    self, Appeal, Ask, AskFor, CountRuling, Dispute, Expert, Objection, Plan, Slip, SlipProgress,
    StopFor, words_of,
};
use xianban_domain::identity::staff_name;
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_domain::rules::Rules;
use xianban_kernel::{Moment, Problem};

use crate::console::desk;
use crate::frame::{Coded, Link, Stamp};

/// Plan, slips and what waits for a superior.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
#[schema(as = Casework)]
pub struct CaseworkShown {
    /// The plan in force, or the one that waits for agreement.
    pub plan: Option<PlanShown>,
    /// Earlier versions of the plan, oldest first.
    pub earlier: Vec<PlanShown>,
    /// Task slips of all rounds, newest first.
    pub slips: Vec<SlipShown>,
    /// What waits for a superior's answer or a ruling, in words.
    pub waits: Vec<String>,
    /// Why, by whom and when it was ruled to stand in no rate, in words.
    pub left_out: Option<String>,
    /// Why the clock stands, in words.
    pub stopped: Option<String>,
    /// Links of the experts who are asked, for whoever asked them.
    pub experts: Vec<Link>,
    /// The appeal it was split from and those split from it.
    pub related: Vec<Link>,
}

/// A plan with its five fields.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PlanShown {
    /// Its number, from 1.
    pub n: i64,
    /// 已生效 or 待审批.
    pub status: Coded,
    /// Nature, responsibility, limit, procedure, goal.
    pub parts: Vec<PartShown>,
    /// By when it is to be settled.
    pub limit: Stamp,
}

/// One of the five parts of a plan.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PartShown {
    /// What it is called.
    pub text: &'static str,
    /// What was written.
    pub value: String,
    /// Whether the version before said something else.
    pub changed: bool,
}

/// A task slip.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SlipShown {
    /// Its number.
    pub n: i64,
    /// Who does it.
    pub to: String,
    /// What is to be done.
    pub goal: String,
    /// How far it is.
    pub status: Coded,
    /// By when.
    pub limit: Stamp,
    /// What has to be shown.
    pub evidence: &'static str,
    /// The paper form.
    pub paper: String,
}

impl CaseworkShown {
    /// The parts of all versions side by side: what each is called, and as each version has it.
    pub fn compared(&self) -> Vec<(&'static str, Vec<&PartShown>)> {
        let row = |part: &PartShown| {
            let versions = self.earlier.iter().chain(&self.plan);
            let same = versions.flat_map(|one| one.parts.iter().filter(|it| it.text == part.text));
            (part.text, same.collect())
        };
        self.plan.iter().flat_map(|plan| &plan.parts).map(row).collect()
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        let nothing = self.plan.is_none() && self.slips.is_empty() && self.waits.is_empty();
        nothing && self.stopped.is_none() && self.experts.is_empty() && self.related.is_empty()
    }
}

/// What is read for it.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadWork {
    words: Vec<(i64, String)>,
    units: Vec<(i64, String)>,
    links: Vec<(Expert, String)>,
    related: Vec<String>,
    /// Who ruled that it stands in no rate, by name.
    ruled_by: Option<String>,
}

impl ReadWork {
    pub(super) fn read(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Self, Problem> {
        let casework = &appeal.casework;
        let plans = casework.plans.iter().flat_map(|plan| plan.words);
        let slips = casework.slips.iter().map(|slip| slip.goal);
        let stops = appeal.stopped().map(|stop| stop.words);
        let wanted: Vec<i64> = plans.chain(slips).chain(stops).collect();
        let words = words_of(work, appeal, &wanted)?;
        let mut units = Vec::new();
        let asked = casework.asks.iter().map(|ask| ask.approver.unit);
        let ruling = casework.disputes.iter().map(|one| one.ruler.unit);
        let doing = casework.slips.iter().map(|slip| slip.to.unit);
        for id in asked.chain(ruling).chain(doing) {
            if !units.iter().any(|(known, _)| *known == id.value()) {
                units.push((id.value(), unit(work.tx, id)?.name));
            }
        }
        let links = appeals::links(work, appeal)?;
        let related = appeals::related(work, appeal)?;
        let ruling = appeal.left_out().and_then(|one| one.ruling.as_ref());
        let ruler = ruling.and_then(CountRuling::ruler);
        let ruled_by = ruler.map(|id| staff_name(work, id)).transpose()?.flatten();
        Ok(Self { words, units, links, related, ruled_by })
    }

    fn word(&self, n: i64) -> String {
        let found = self.words.iter().find(|(known, _)| *known == n);
        found.map_or_else(|| "（内容已删除）".to_owned(), |(_, words)| words.clone())
    }

    fn unit(&self, id: i64) -> String {
        let found = self.units.iter().find(|(known, _)| *known == id);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// As the page shows it.
    pub(super) fn shown(&self, appeal: &Appeal, rules: &Rules, now: Moment) -> CaseworkShown {
        let casework = &appeal.casework;
        let waits = appeal.asked().map(|ask| self.asked(ask));
        let disputes = casework.disputes.iter().filter(|dispute| dispute.ruling.is_none());
        let waits = waits.chain(disputes.map(|dispute| self.disputed(dispute, rules)));
        let waits = waits.chain(appeal.objection().map(objected));
        let base = desk::href(&appeal.no);
        let mut plans = self.plans(appeal, now);
        let plan = plans.pop();
        CaseworkShown {
            plan,
            earlier: plans,
            slips: casework.slips.iter().rev().map(|slip| self.slip(slip, &base, now)).collect(),
            waits: waits.collect(),
            left_out: self.left_out(appeal),
            stopped: self.stopped(appeal, rules),
            experts: self
                .links
                .iter()
                .map(|(expert, path)| Link::new(expert.name.clone(), path.clone()))
                .collect(),
            related: self.related.iter().map(|no| Link::new(no.clone(), desk::href(no))).collect(),
        }
    }

    fn left_out(&self, appeal: &Appeal) -> Option<String> {
        let objection = appeal.left_out()?;
        let ruling = objection.ruling.as_ref()?;
        let (wanted, reason) = (objection.wanted.name(), objection.reason.name());
        let by = self.ruled_by.as_deref().unwrap_or("平台");
        Some(format!("{wanted}：{reason}，{by} {}裁定", ruling.at.said()))
    }

    /// The versions of the plan, oldest first; each says what it changed of the one before.
    fn plans(&self, appeal: &Appeal, now: Moment) -> Vec<PlanShown> {
        let plans = &appeal.casework.plans;
        let before = |at: usize| at.checked_sub(1).and_then(|at| plans.get(at));
        let shown =
            |(at, plan): (usize, &Plan)| {
                let earlier = before(at).map(|plan| self.parts(plan));
                let changed = |at: usize, value: &String| {
                    let was = earlier.as_ref().and_then(|parts| parts.get(at));
                    was.is_some_and(|(_, was)| was != value)
                };
                let parts = self.parts(plan).into_iter().enumerate().map(|(at, (text, value))| {
                    PartShown { text, changed: changed(at, &value), value }
                });
                let status = match plan.adopted {
                    Some(_) if plan.round < appeal.round => Coded::new("grey", "上一轮的"),
                    Some(_) if at + 1 < plans.len() => Coded::new("grey", "以前的"),
                    Some(_) => Coded::new("green", "已生效"),
                    None => Coded::new("amber", "还没有生效"),
                };
                let limit = Stamp::new(plan.limit, now);
                PlanShown { n: plan.n, status, parts: parts.collect(), limit }
            };
        plans.iter().enumerate().map(shown).collect()
    }

    /// The five parts of a plan.
    fn parts(&self, plan: &Plan) -> [(&'static str, String); 5] {
        let [nature, responsibility, procedure, goal] = plan.words.map(|n| self.word(n));
        let limit = plan.limit.said();
        [
            ("性质", nature),
            ("责任", responsibility),
            ("时限", limit),
            ("程序", procedure),
            ("目标", goal),
        ]
    }

    fn slip(&self, slip: &Slip, base: &str, now: Moment) -> SlipShown {
        let tone = match slip.progress {
            SlipProgress::Sent | SlipProgress::Ended => "grey",
            SlipProgress::Taken => "blue",
            SlipProgress::Finished => "amber",
            SlipProgress::Good => "green",
        };
        SlipShown {
            n: slip.n,
            to: self.unit(slip.to.unit.value()),
            goal: self.word(slip.goal),
            status: Coded::new(tone, slip.progress.name()),
            limit: Stamp::new(slip.limit, now),
            evidence: slip.evidence.name(),
            paper: format!("{base}/slips/{}", slip.n),
        }
    }

    fn asked(&self, ask: &Ask) -> String {
        let unit = self.unit(ask.approver.unit.value());
        match ask.what {
            AskFor::Plan { .. } => format!("方案等{unit}审批"),
            AskFor::Extension { add, .. } => format!("延期 {} 等{unit}审批", add.said()),
            AskFor::Hold { .. } => format!("挂账等{unit}审批"),
            AskFor::Identity { .. } => format!("查看未成年人的联系方式等{unit}审批"),
        }
    }

    fn disputed(&self, dispute: &Dispute, rules: &Rules) -> String {
        let unit = self.unit(dispute.ruler.unit.value());
        let reason = rules.casework.return_reason(&dispute.reason);
        let reason = reason.map_or("", |reason| reason.name.as_str());
        format!("退单（{reason}）等{unit}裁定，裁定前照常办")
    }

    fn stopped(&self, appeal: &Appeal, rules: &Rules) -> Option<String> {
        let stop = appeal.stopped()?;
        let until = stop.until.said();
        let why = self.word(stop.words);
        Some(match stop.what {
            StopFor::Hold => format!("挂账中，{until} 前复查。条件：{why}"),
            StopFor::Pause => {
                let reason = rules.casework.pause_reason(&stop.reason);
                let reason = reason.map_or("", |reason| reason.name.as_str());
                format!("暂停中，最晚到 {until}。{reason}：{why}")
            }
        })
    }
}

/// An objection to how it is counted that waits for its ruling.
fn objected(objection: &Objection) -> String {
    let (wanted, reason) = (objection.wanted.name(), objection.reason.name());
    format!("计数异议：申请{wanted}，理由是{reason}，等没有办过这件的人裁定")
}
