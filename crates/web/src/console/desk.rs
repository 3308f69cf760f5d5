//! The staff's frame: who sits where, and how much waits in each queue.

use axum::response::Response;
use xianban_domain::appeals::{Action, DutyKind};
use xianban_domain::consultation;
use xianban_domain::content;
use xianban_domain::duty;
use xianban_domain::figures;
use xianban_domain::identity;
use xianban_domain::ledger;
use xianban_domain::notice;
use xianban_domain::organisation;
use xianban_domain::organisation::unit;
use xianban_domain::praise;
use xianban_domain::rules;
use xianban_domain::supervision;
use xianban_domain::teams;
use xianban_domain::whistle;
use xianban_kernel::{Due as Counted, Moment, Post, Problem};

use super::appeals::rows::Due;
use crate::frame::{Desk, Face, Frame, MOST_COUNTED, NavGroup, NavLink, Stamp};
use crate::refusal;
use crate::visitor::Visitor;

/// The queues, those of appeals in the order of an appeal's life: code of the duty, word in the navigation, drawing.
pub(crate) const QUEUES: &[(&str, &str, &str)] = &[
    (DutyKind::Accept.code(), "待接单", "inbox"),
    (DutyKind::Assess.code(), "待研判", "search"),
    (DutyKind::Acknowledge.code(), "待签收", "pencil"),
    (DutyKind::Contact.code(), "待联系", "phone"),
    (DutyKind::Handle.code(), "办理中", "file-text"),
    (DutyKind::Assist.code(), "协办中", "file-text"),
    (DutyKind::Review.code(), "待审核", "eye"),
    (DutyKind::Verify.code(), "待核查", "eye"),
    (DutyKind::FollowUp.code(), "待回访", "phone"),
    (DutyKind::Call.code(), "待电话联系", "phone"),
    (DutyKind::Plan.code(), "待定方案", "pencil"),
    (DutyKind::Approve.code(), "待审批", "check"),
    (DutyKind::Rule.code(), "待裁定", "gavel"),
    (DutyKind::Slip.code(), "任务单", "file-text"),
    (DutyKind::Check.code(), "待检查", "eye"),
    (DutyKind::Visit.code(), "待上门", "house"),
    (DutyKind::Resume.code(), "暂停中", "clock"),
    (DutyKind::ReviewHold.code(), "挂账", "clock"),
    (DutyKind::ReviewSpecial.code(), "重难点", "flag"),
    (DutyKind::Consult.code(), "会诊中", "search"),
    (DutyKind::Attend.code(), "超期待过问", "triangle-alert"),
    (DutyKind::AnswerSupervision.code(), "督办待答复", "flag"),
    (DutyKind::RuleCount.code(), "待裁定计数异议", "gavel"),
    (DutyKind::ReviewListing.code(), "挂牌督办", "flag"),
    (DutyKind::Conclude.code(), "待终结", "file-text"),
    (praise::DutyKind::Review.code(), "待审表扬", "heart-handshake"),
    (whistle::DutyKind::Approve.code(), "待批吹哨", "flag"),
    (whistle::DutyKind::Revise.code(), "待改吹哨", "pencil"),
    (whistle::DutyKind::Respond.code(), "待应哨", "flag"),
    (whistle::DutyKind::Rule.code(), "待裁定吹哨", "gavel"),
    (whistle::DutyKind::Arrive.code(), "待到场", "flag"),
    (whistle::DutyKind::Confirm.code(), "待确认到场", "check"),
    (whistle::DutyKind::Report.code(), "待反馈吹哨", "file-text"),
    (whistle::DutyKind::Close.code(), "待销哨", "check"),
    (whistle::DutyKind::Judge.code(), "待评判吹哨", "gavel"),
    (supervision::DutyKind::Hold.code(), "待开会", "users"),
    (supervision::DutyKind::CarryOut.code(), "待落实议定", "check"),
    (teams::DutyKind::Worker.code(), "待定网格员", "users"),
    (teams::DutyKind::Check.code(), "待核对电话", "phone"),
    (consultation::DutyKind::Hold.code(), "待召开协商", "users"),
    (consultation::DutyKind::Recall.code(), "待重新召集", "refresh-cw"),
    (consultation::DutyKind::Write.code(), "待写纪要", "pencil"),
    (consultation::DutyKind::Confirm.code(), "纪要确认中", "clock"),
    (consultation::DutyKind::Review.code(), "待审纪要", "eye"),
    (consultation::DutyKind::Agreement.code(), "约定落实", "check"),
    (consultation::DutyKind::Choose.code(), "待定下一步", "flag"),
    (consultation::DutyKind::Whistle.code(), "协商定的吹哨", "flag"),
    (ledger::DutyKind::Agree.code(), "等我同意", "key-round"),
    (ledger::DutyKind::AgreeOnSecurity.code(), "等我同意（安全管理员）", "key-round"),
];

/// The tools beside the queues: who may, code, word, address, drawing.
const TOOLS: &[(Option<&str>, &str, &str, &str, &str)] = &[
    (Some(Action::Search.code()), "search", "查找诉求", "/c/appeals", "search"),
    (Some(Action::ReadCase.code()), "overview", "总览", "/c/overview", "chart-column"),
    (Some(Action::ReadCase.code()), "reports", "报表", "/c/reports", "file-text"),
    (Some(Action::ReadCase.code()), "dash", "大屏", "/d", "monitor"),
    (Some(Action::ReadCase.code()), "registers", "挂账和重难点", "/c/registers", "clipboard-list"),
    (Some(Action::ReadCase.code()), "progress", "进度表", "/c/progress", "clock"),
    (Some(supervision::Action::Read.code()), "supervisions", "督办", "/c/supervisions", "gavel"),
    (Some(whistle::Action::Read.code()), "whistles", "吹哨清单", "/c/whistles", "flag"),
    (Some(teams::Action::Read.code()), "teams", "网格服务队", "/c/teams", "users"),
    (
        Some(consultation::Action::Read.code()),
        "consultations",
        "网格协商",
        "/c/consultations",
        "users",
    ),
    (Some(praise::Action::Read.code()), "praises", "表扬", "/c/praises", "heart-handshake"),
    (Some(Action::SubmitOnBehalf.code()), "new", "登记一件", "/c/new", "plus"),
    (Some(organisation::Right::PrintCodes.code()), "codes", "小区二维码", "/c/codes", "qr-code"),
    (
        Some(content::Right::ManageContent.code()),
        "content",
        "编辑页面",
        "/c/content/party",
        "file-text",
    ),
    (Some(Action::Consult.code()), "experts", "专家库", "/c/experts", "users"),
    (
        Some(organisation::Right::ManageOrganisation.code()),
        "organisation",
        "组织机构",
        "/c/organisation",
        "landmark",
    ),
    (Some(ledger::Action::Read.code()), "audit", "审计", "/c/audit", "eye"),
    (Some(rules::Right::ManageRules.code()), "rules", "规则", "/c/rules", "gavel"),
    (Some(identity::Right::ManageAccounts.code()), "pools", "缺人的岗位", "/c/pools", "users"),
    (Some(Action::Note.code()), "phrases", "常用语", "/c/phrases", "message-square"),
    (None, "me", "我的账号", "/c/me", "key-round"),
];

/// What a duty is called in the navigation.
pub(crate) fn called(kind: &str) -> &'static str {
    QUEUES.iter().find(|(known, ..)| *known == kind).map_or("待办", |queue| queue.1)
}

/// What most queues list.
pub(crate) const APPEALS: &str = "诉求";

/// What a queue lists.
pub(crate) fn listed(kind: &str) -> &'static str {
    if praise::DutyKind::from_code(kind).is_some() {
        "表扬"
    } else if whistle::DutyKind::from_code(kind).is_some() {
        "吹哨单"
    } else if supervision::DutyKind::from_code(kind).is_some() {
        "督办会"
    } else if teams::DutyKind::from_code(kind).is_some() {
        "服务队"
    } else if consultation::DutyKind::from_code(kind).is_some() {
        "网格协商"
    } else if ledger::DutyKind::from_code(kind).is_some() {
        "台账"
    } else {
        APPEALS
    }
}

/// Counts stop here.
const MOST: i64 = MOST_COUNTED.cast_signed();

/// Staff only: everybody else is sent to the staff's login.
pub(crate) fn posts(visitor: &Visitor) -> Result<Vec<Post>, Problem> {
    let staff = visitor.cx.actor.staff().ok_or(Problem::LoginNeeded)?;
    Ok(staff.posts.to_vec())
}

/// How much waits in each queue that somebody's posts can owe: kind, all, overdue.
pub(crate) async fn counts(visitor: &Visitor) -> Result<Vec<(&'static str, u64, u64)>, Problem> {
    let posts = posts(visitor)?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let mut counts = Vec::new();
        for (kind, ..) in QUEUES {
            let owing = |post: &&Post| {
                let duty = rules.duty(*kind);
                duty.is_some_and(|duty| {
                    duty.roles.contains(&post.role) || duty.rework.contains(&post.role)
                })
            };
            let seats: Vec<Post> = posts.iter().filter(owing).cloned().collect();
            if seats.is_empty() {
                continue;
            }
            let (all, late) = duty::count(work, &seats, kind, MOST)?;
            counts.push((*kind, u64::try_from(all).unwrap_or(0), u64::try_from(late).unwrap_or(0)));
        }
        Ok(counts)
    });
    read.await
}

/// The frame of a staff page, with the counts of its queues.
pub(crate) async fn frame(visitor: &Visitor, here: &'static str) -> Result<Frame, Problem> {
    let counts = counts(visitor).await?;
    framed(visitor, here, &counts).await
}

/// The same with counts that were read already.
pub(crate) async fn framed(
    visitor: &Visitor,
    here: &'static str,
    counts: &[(&'static str, u64, u64)],
) -> Result<Frame, Problem> {
    let posts = posts(visitor)?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let first = posts.first().map(|post| unit(work.tx, post.unit)).transpose()?;
        Ok((first.map(|unit| unit.name).unwrap_or_default(), notice::unread(work, MOST)?))
    });
    let (unit, unread) = read.await?;
    let links = QUEUES.iter().filter_map(|(kind, text, icon)| {
        let (_, count, late) = counts.iter().find(|(known, ..)| known == kind)?;
        let seldom = *count == 0 && !is_usual(kind) && here != *kind;
        let href = format!("/c/inbox/{kind}");
        let count = (*count > 0).then_some(*count);
        let alert = *late > 0;
        (!seldom).then_some(NavLink { code: kind, text, href, icon, count, alert })
    });
    let unread = u64::try_from(unread).ok().filter(|unread| *unread > 0);
    let messages = NavLink {
        code: "messages",
        text: "消息",
        href: "/c/messages".to_owned(),
        icon: "bell",
        count: unread,
        alert: false,
    };
    let groups = vec![
        NavGroup { text: "我的工作", links: links.chain([messages]).collect() },
        NavGroup { text: "诉求与社区", links: tools(visitor) },
    ];
    let mut frame = visitor.frame(here);
    frame.desk = Some(Desk { above: String::new(), unit, groups, query: String::new() });
    Ok(frame)
}

/// Queues that are shown when nothing waits in them: those of the usual way.
fn is_usual(kind: &str) -> bool {
    let usual = [
        DutyKind::Accept,
        DutyKind::Assess,
        DutyKind::Acknowledge,
        DutyKind::Handle,
        DutyKind::Review,
        DutyKind::FollowUp,
        DutyKind::Slip,
        DutyKind::Approve,
    ];
    usual.iter().any(|one| one.code() == kind)
}

/// What else this person may open.
fn tools(visitor: &Visitor) -> Vec<NavLink> {
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let actor = &visitor.cx.actor;
    let known = TOOLS.iter().filter(|(action, code, ..)| match action {
        _ if ["overview", "reports", "dash"].contains(code) => {
            figures::oversees(rules, actor, Action::ReadCase)
        }
        _ if *code == "praises" => {
            let read = [praise::Action::Read, praise::Action::Review];
            read.iter().any(|action| rules.may(actor, *action))
        }
        Some(action) => rules.may(actor, *action),
        None => true,
    });
    let link =
        |(_, code, text, href, icon): &(_, &'static str, &'static str, &str, &'static str)| {
            NavLink { code, text, href: (*href).to_owned(), icon, count: None, alert: false }
        };
    known.map(link).collect()
}

/// A problem on the staff's side: whoever is not logged in comes to the staff's login.
pub(crate) async fn problem(visitor: &Visitor, problem: &Problem) -> Response {
    match frame(visitor, "").await {
        Ok(frame) => visitor.finish(refusal::answer(&visitor.reply, &frame, problem)),
        Err(_) => visitor.problem(problem),
    }
}

/// Shows a staff page, or the problem that kept it from being made.
pub(crate) async fn shows<F: Face>(visitor: &Visitor, page: Result<F, Problem>) -> Response {
    match page {
        Ok(page) => visitor.shows(Ok(page)),
        Err(found) => problem(visitor, &found).await,
    }
}

/// When something is due, and how much is left.
pub(crate) fn due(yellow: Moment, due: Counted, now: Moment) -> Due {
    let left = due.at.millis() - now.millis();
    let hours = left.abs() / 3_600_000;
    let length = match hours {
        0 => "不到 1 小时".to_owned(),
        1..48 => format!(" {hours} 小时"),
        _ => format!(" {} 天", hours / 24),
    };
    let (colour, left) = match () {
        () if left < 0 => ("red", format!("超期{length}")),
        () if now >= yellow => ("yellow", format!("剩{length}")),
        () => ("none", format!("剩{length}")),
    };
    Due { at: Stamp::new(due.at, now), left, colour, provisional: due.is_provisional() }
}

/// Where an appeal's page is, for staff.
pub(crate) fn href(no: &str) -> String {
    format!("/c/appeals/{no}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_never_nothing() {
        let due_at = Moment::from_millis(1_000 * 3_600_000);
        let left = |minutes: i64| {
            let now = due_at.plus_millis(-minutes * 60_000);
            due(due_at, Counted::agreed(due_at), now).left
        };
        assert_eq!([left(0), left(59), left(60)], ["剩不到 1 小时", "剩不到 1 小时", "剩 1 小时"]);
        assert_eq!([left(47 * 60 + 59), left(48 * 60)], ["剩 47 小时", "剩 2 天"]);
        assert_eq!([left(-1), left(-60)], ["超期不到 1 小时", "超期 1 小时"]);
    }
}
