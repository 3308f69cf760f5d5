use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::praise::{self, Looked, Standing};
use xianban_kernel::{PageSize, Problem};

use super::row::Row;
use super::show::reviews;
use crate::console::desk;
use crate::frame::{Choice, Face, Frame};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/praises`: praise, newest first; all of it for who reviews, for others what they and their units
/// were thanked for. Its block `rows` is the list alone.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/praises/register.html", blocks = ["rows"])]
#[schema(as = PraisesPage)]
pub struct RegisterPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What is searched for.
    pub query: String,
    /// Where it stands, to choose from; empty for those who see only what was passed on.
    pub standings: Vec<Choice>,
    /// One page of it, at most 50.
    pub rows: Vec<Row>,
    /// Where the next page starts, as a whole address.
    pub next: Option<String>,
    /// What to say when there is nothing.
    pub empty: &'static str,
}

impl Face for RegisterPage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "rows").then(|| self.as_rows().render())
    }
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = PraisesAsked)]
pub(crate) struct Asked {
    /// Words that all must stand in it, or its number.
    q: String,
    /// `given`, `published`, `refused`, `withdrawn`; empty for all.
    standing: String,
    /// Where the page before ended.
    after: String,
}

/// The register.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<RegisterPage, Problem> {
    let words = asked.q.trim().to_owned();
    let looked = Looked { words, standing: Standing::from_code(&asked.standing) };
    let after = asked.after.split_once('.');
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let read = visitor
        .site
        .office
        .read(&visitor.cx, move |work| praise::register(work, &looked, after, PageSize::USUAL));
    let found = read.await?;
    let sifted = !asked.q.trim().is_empty() || !asked.standing.is_empty();
    let now = visitor.cx.at;
    Ok(RegisterPage {
        frame: desk::frame(visitor, "praises").await?,
        query: asked.q.clone(),
        standings: standings(visitor, asked),
        next: found.next.as_deref().map(|after| address(asked, after)),
        rows: found.rows.into_iter().map(|seen| Row::of(seen, now)).collect(),
        empty: if !sifted {
            "还没有收到表扬。"
        } else if asked.after.is_empty() {
            "没有找到。可以少写几个字，或者换一个说法。"
        } else {
            "后面没有了。"
        },
    })
}

fn standings(visitor: &Visitor, asked: &Asked) -> Vec<Choice> {
    if !reviews(visitor) {
        return Vec::new();
    }
    let one = |one: &Standing| Choice::new(one.code(), one.name()).chosen_if(&asked.standing);
    let all = Choice::new("", "全部").chosen_if(&asked.standing);
    std::iter::once(all).chain(Standing::ALL.iter().map(one)).collect()
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [("q", asked.q.as_str()), ("standing", &asked.standing), ("after", after)];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/praises?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}
