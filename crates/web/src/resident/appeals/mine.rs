use askama::Template;
use serde::Serialize;

use super::Card;
use crate::frame::{Choice, Face, Frame};
use crate::query::Query;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Mine};
use xianban_kernel::{PageSize, Problem};

use crate::visitor::Visitor;

/// `/my/appeals`: the visitor's appeals, newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/mine.html")]
pub struct MinePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Which of them are shown: `?state=CODE`.
    pub states: Vec<Choice>,
    /// One page of them.
    pub cards: Vec<Card>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl Face for MinePage {}

/// Filter and position.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    #[serde(default)]
    state: String,
    before: Option<i64>,
}

/// One's own appeals, newest first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<MinePage, Problem> {
    visitor.must_be_resident()?;
    let (now, before) = (visitor.cx.at, asked.before);
    let rules = visitor.site.office.rules_at(now).rules.clone();
    let wanted = match asked.state.as_str() {
        "open" => Mine::Open,
        "rate" => Mine::ToRate,
        "ended" => Mine::Ended,
        _ => Mine::All,
    };
    let own = visitor
        .site
        .office
        .read(&visitor.cx, move |work| domain::mine(work, wanted, before, PageSize::new(20)));
    let own = own.await?;
    let cards = own.rows.iter().map(|one| Card::of(one, &rules, now)).collect();
    let states = [("", "全部"), ("open", "在办"), ("rate", "待评价"), ("ended", "已结束")];
    let states = states.map(|(code, text)| Choice::new(code, text).chosen_if(&asked.state));
    let next = own.next.map(|next| format!("/my/appeals?state={}&before={next}", asked.state));
    Ok(MinePage { frame: visitor.frame("me"), states: states.into(), cards, next })
}
