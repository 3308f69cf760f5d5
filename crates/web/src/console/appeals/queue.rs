use askama::Template;
use serde::Serialize;

use super::rows::Row;
use crate::frame::{Choice, Face, Frame};
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_domain::rules::DutyKind;
use xianban_kernel::{PageSize, Problem};

use crate::console::desk;
use crate::visitor::Visitor;

/// `/c/inbox/{queue}` and `/c/appeals?q=`: a list of appeals. Its block `rows` is the list alone.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/queue.html", blocks = ["rows"])]
pub struct QueuePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its title, such as 待接单 or 搜索.
    pub title: String,
    /// Its path, where the filters are sent.
    pub path: String,
    /// What is searched for; `None` on a queue without a search.
    pub query: Option<String>,
    /// How many there are, as far as counted.
    pub count: Option<u64>,
    /// Filters, each a parameter of the address.
    pub filters: Vec<Filter>,
    /// One page of rows, at most 50.
    pub rows: Vec<Row>,
    /// Where the next page starts, as a whole address.
    pub next: Option<String>,
    /// What to say when there is nothing.
    pub empty: String,
    /// The one useful way on when there is nothing.
    pub onward: Option<crate::frame::Link>,
}

/// A filter: one parameter of the address.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Filter {
    /// The parameter.
    pub name: &'static str,
    /// What people read.
    pub text: &'static str,
    /// Its values; the first, with an empty code, means all.
    pub choices: Vec<Choice>,
}

impl Face for QueuePage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "rows").then(|| self.as_rows().render())
    }
}

/// Position in the list.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    after: Option<String>,
}

/// One queue of the actor's seats, most urgent first.
pub(crate) async fn show(
    visitor: Visitor,
    Path(queue): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = page(&visitor, &queue, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, queue: &str, asked: &Asked) -> Result<QueuePage, Problem> {
    let wanted = DutyKind::from_code(queue).ok_or(Problem::NotFound)?;
    let known = desk::QUEUES.iter().find(|(kind, ..)| *kind == wanted);
    let (kind, text, _) = known.ok_or(Problem::NotFound)?;
    let frame = desk::frame(visitor, kind.code()).await?;
    let posts = desk::posts(visitor)?;
    let after = asked.after.as_deref().and_then(|after| {
        let (due, appeal) = after.split_once('.')?;
        Some((due.parse().ok()?, appeal.parse().ok()?))
    });
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let mut lines = Vec::new();
        for post in &posts {
            lines.extend(domain::queue(work, post, wanted, after, PageSize::USUAL)?.rows);
        }
        Ok(lines)
    });
    let mut lines = read.await?;
    lines.sort_by_key(|line| (line.due, line.appeal.id));
    let more = lines.len() >= PageSize::USUAL.rows();
    lines.truncate(PageSize::USUAL.rows());
    let path = format!("/c/inbox/{}", kind.code());
    let last = lines.last().filter(|_| more);
    let next = last.map(|line| format!("{path}?after={}.{}", line.due.millis(), line.appeal.id));
    let rows = lines.iter().map(|line| desk::row(visitor, line)).collect::<Result<_, _>>()?;
    let links = frame.desk.iter().flat_map(|desk| &desk.groups).flat_map(|group| &group.links);
    let count = links.into_iter().find(|link| link.code == kind.code()).and_then(|link| link.count);
    let title = (*text).to_owned();
    let empty = format!("没有{text}的诉求，做得好。");
    let filters = Vec::new();
    Ok(QueuePage {
        frame,
        title,
        path,
        query: None,
        count,
        filters,
        rows,
        next,
        empty,
        onward: None,
    })
}
