use askama::Template;
use serde::Serialize;

use super::rows::Row;
use crate::frame::{Choice, Face, Frame};
use crate::query::Query;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::duty::{self, Sieve};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Moment, PageSize, Problem};

use crate::console::desk;
use crate::console::lines::{complete, row};
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
    /// What is listed: 诉求, 表扬.
    pub of: &'static str,
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
    /// How far back was looked, when the page is not full and what is older was not looked at.
    pub reached: Option<crate::frame::Stamp>,
    /// What of other kinds was found, each kind under its name; empty but in a search.
    pub elsewhere: Vec<Elsewhere>,
    /// What to say when there is nothing.
    pub empty: String,
    /// The one useful way on when there is nothing.
    pub onward: Option<crate::frame::Link>,
    /// The same rows as a table file; `None` where there is none.
    pub table: Option<String>,
}

/// What a search found of another kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FoundElsewhere)]
pub struct Elsewhere {
    /// What its dossiers are called, such as 吹哨.
    pub name: &'static str,
    /// The dossiers, newest first.
    pub rows: Vec<Other>,
    /// Where more of this kind is.
    pub more: Option<String>,
}

/// A dossier of another kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FoundOther)]
pub struct Other {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who has it now.
    pub unit: String,
    /// When it began.
    pub begun: crate::frame::Stamp,
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

/// Position in the list, and what of it is wanted.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    after: Option<String>,
    /// `livelihood`, `development`, `enforcement`.
    #[serde(default)]
    kind: String,
    /// One of the five lists.
    #[serde(default)]
    list: String,
    /// `late`, `today`, `week`.
    #[serde(default)]
    due: String,
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
    let known = desk::QUEUES.iter().find(|(kind, ..)| *kind == queue);
    let (kind, text, _) = known.ok_or(Problem::NotFound)?;
    let counts = desk::counts(visitor).await?;
    let frame = desk::framed(visitor, kind, &counts).await?;
    let posts = desk::posts(visitor)?;
    let after = asked.after.as_deref().and_then(duty::after);
    let sieve = sieve(visitor, asked);
    let sifted = sieve != Sieve::default();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let page = duty::queue(work, &posts, kind, &sieve, after, PageSize::USUAL)?;
        Ok((complete(work, page.rows)?, page.next))
    });
    let (lines, next) = read.await?;
    let path = format!("/c/inbox/{kind}");
    let kept = format!("kind={}&list={}&due={}", asked.kind, asked.list, asked.due);
    let next = next.map(|after| {
        if sifted {
            format!("{path}?{kept}&after={after}")
        } else {
            format!("{path}?after={after}")
        }
    });
    let rows = lines.iter().map(|line| row(visitor, line)).collect::<Result<_, _>>()?;
    let count = counts.iter().find(|(known, ..)| known == kind).map(|(_, all, _)| *all);
    let of = desk::listed(kind);
    let empty = if sifted {
        format!("没有符合条件的{of}。换个条件看看。")
    } else if of == desk::APPEALS {
        format!("没有{text}的{of}，做得好。")
    } else {
        format!("没有{text}，做得好。")
    };
    let table = (!lines.is_empty()).then(|| format!("{path}/table.csv?{kept}"));
    let onward = sifted.then(|| crate::frame::Link::new("看全部".to_owned(), path.clone()));
    Ok(QueuePage {
        frame,
        title: (*text).to_owned(),
        of,
        path,
        query: None,
        count: count.filter(|count| *count > 0),
        filters: filters(visitor, asked, of == desk::APPEALS),
        rows,
        next,
        reached: None,
        elsewhere: Vec::new(),
        empty,
        onward,
        table,
    })
}

pub(super) fn sieve(visitor: &Visitor, asked: &Asked) -> Sieve {
    let days = |days: i64| {
        let day = visitor.cx.at.day().checked_add(jiff::Span::new().days(days)).ok()?;
        Some(Moment::at_civil(day.at(0, 0, 0, 0)))
    };
    let due_before = match asked.due.as_str() {
        "late" => Some(visitor.cx.at),
        "today" => days(1),
        "week" => days(7),
        _ => None,
    };
    let list = Some(asked.list.clone()).filter(|list| !list.is_empty());
    let sort = AppealKind::from_code(&asked.kind).map(AppealKind::code);
    Sieve { sort, list, due_before }
}

/// What a queue can be narrowed by.
fn filters(visitor: &Visitor, asked: &Asked, of_appeals: bool) -> Vec<Filter> {
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let all = || Choice::new("", "全部");
    let kinds = rules.kinds.iter().map(|kind| Choice::new(kind.code.code(), kind.name.clone()));
    let lists = rules.lists.iter().map(|list| Choice::new(list.code.clone(), list.name.clone()));
    let dues = [("late", "已超期"), ("today", "今天到期"), ("week", "七天内到期")];
    let dues = dues.map(|(code, text)| Choice::new(code, text));
    let filter = |name, text, choices: Vec<Choice>, chosen: &str| Filter {
        name,
        text,
        choices: std::iter::once(all())
            .chain(choices)
            .map(|choice| choice.chosen_if(chosen))
            .collect(),
    };
    let due = filter("due", "时限", dues.into(), &asked.due);
    if !of_appeals {
        return vec![due];
    }
    let kind = filter("kind", "类型", kinds.collect(), &asked.kind);
    vec![kind, filter("list", "五类清单", lists.collect(), &asked.list), due]
}
