use askama::Template;
use serde::Serialize;

use super::appeals::rows::Row;
use crate::frame::{Face, Frame};
use axum::response::Response;
use xianban_domain::duty::{Sieve, queue};
use xianban_domain::praise;
use xianban_kernel::{PageSize, Problem};

use super::desk;
use super::lines::{complete, row};
use super::praises::row::Row as Thanks;
use crate::visitor::Visitor;

/// `/c`: my day.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/day.html")]
pub struct DayPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// A greeting with the name and the day, such as 王敏，11 月 23 日 星期一.
    pub greeting: String,
    /// What waits, by queue.
    pub counts: Vec<Count>,
    /// What is due first, overdue ones on top; at most ten.
    pub urgent: Vec<Row>,
    /// What the visitor and his units were thanked for last; at most three.
    pub thanked: Vec<Thanks>,
}

/// A number that opens its matters.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Count {
    /// The queue's code.
    pub code: &'static str,
    /// What people read.
    pub text: String,
    /// How many.
    pub waiting: u64,
    /// How many of them are overdue.
    pub overdue: u64,
    /// Where it leads.
    pub href: String,
}

impl Face for DayPage {}

/// Lines looked at of each queue: the ten that are due first are among them.
const FIRST: PageSize = PageSize::TEN;

/// Thanks shown at most.
const THANKS: i64 = 3;

/// The first page of a member of staff.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor) -> Result<DayPage, Problem> {
    let waiting = desk::counts(visitor).await?;
    let frame = desk::framed(visitor, "day", &waiting).await?;
    let posts = desk::posts(visitor)?;
    let kinds: Vec<&'static str> = waiting.iter().map(|(kind, ..)| *kind).collect();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let (mut lines, sieve) = (Vec::new(), Sieve::default());
        for kind in &kinds {
            lines.extend(queue(work, &posts, kind, &sieve, None, FIRST)?.rows);
        }
        lines.sort_by_key(|line| line.due);
        lines.dedup_by_key(|line| line.dossier.id);
        lines.truncate(10);
        Ok((complete(work, lines)?, praise::received(work, THANKS)?))
    });
    let (lines, thanked) = read.await?;
    let thanked = thanked.into_iter().map(|seen| Thanks::of(seen, visitor.cx.at)).collect();
    let groups = frame.desk.as_ref().map(|desk| desk.groups.as_slice()).unwrap_or_default();
    let links = groups.iter().flat_map(|group| &group.links);
    let counts = links.filter_map(|link| {
        let late = waiting.iter().find(|(kind, ..)| *kind == link.code)?.2;
        let (count, text) = (link.count?, link.text.to_owned());
        Some(Count {
            code: link.code,
            text,
            waiting: count,
            overdue: late,
            href: link.href.clone(),
        })
    });
    let counts = counts.collect();
    let urgent = lines.iter().map(|line| row(visitor, line)).collect::<Result<_, _>>()?;
    let name = frame.who.as_ref().map(|who| who.name.clone()).unwrap_or_default();
    Ok(DayPage { greeting: format!("{name}，您好"), counts, urgent, thanked, frame })
}
