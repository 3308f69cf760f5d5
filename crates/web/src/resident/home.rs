use askama::Template;
use serde::Serialize;

use super::appeals::Card;
use crate::frame::{Face, Frame};
use axum::response::Response;
use xianban_domain::appeals as domain;
use xianban_domain::rules::{AppealKind, Rules};
use xianban_kernel::{Actor, PageSize, Problem};

use crate::visitor::Visitor;

/// `/`: the door to everything.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/home.html")]
pub struct HomePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The kinds of appeal a resident may file.
    pub doors: Vec<Door>,
    /// The visitor's open matters, three at most; what waits for him comes first.
    pub cases: Vec<Card>,
    /// How many matters the visitor has in all.
    pub open_count: u64,
    /// The other sections, 党建引领 and 崂山之窗, the board, the wall of praise and the teams of grids.
    pub rooms: Vec<Room>,
}

/// A large tile that leads to a form.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Door {
    /// `livelihood` or `development`.
    pub code: &'static str,
    /// 民生诉求, 发展诉求.
    pub text: String,
    /// Two short lines that say what belongs there.
    pub lines: Vec<String>,
    /// Where it leads.
    pub href: String,
}

impl Door {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        match self.code {
            "livelihood" => "house",
            "enforcement" => "gavel",
            _ => "building-2",
        }
    }
}

/// A line that leads to another section.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Room {
    /// `party`, `window`, `board`, `praises` or `team`.
    pub code: &'static str,
    /// Its title.
    pub text: String,
    /// Its first words.
    pub said: String,
    /// Where it leads.
    pub href: &'static str,
}

impl Room {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        match self.code {
            "party" => "flag",
            "board" => "clipboard-list",
            "praises" => "heart-handshake",
            "team" => "users",
            _ => "mountain",
        }
    }
}

impl Face for HomePage {}

/// The first page.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor) -> Result<HomePage, Problem> {
    let now = visitor.cx.at;
    let rules = visitor.site.office.rules_at(now).rules.clone();
    let mut cases = Vec::new();
    let mut open_count = 0;
    if matches!(visitor.cx.actor, Actor::Resident(_)) {
        let newest = PageSize::new(20);
        let own =
            visitor.site.office.read(&visitor.cx, move |work| domain::mine(work, None, newest));
        let own = own.await?.rows;
        let mut live: Vec<_> = own.iter().filter(|one| one.appeal.state.is_open()).collect();
        open_count = live.len() as u64;
        // What waits for him comes before what is merely newest.
        live.sort_by_key(|one| one.appeal.waits_for(now).is_none());
        cases = live.iter().take(3).map(|one| Card::of(one, &rules, now)).collect();
    }
    let frame = visitor.frame("ask");
    let doors = doors(&rules);
    Ok(HomePage { frame, doors, cases, open_count, rooms: rooms(visitor) })
}

/// What there is beside the appeals.
fn rooms(visitor: &Visitor) -> Vec<Room> {
    let brand = visitor.site.brand();
    let party = ("party", &brand.party, "找党组织，一起商量小区的事", "/party");
    let window = ("window", &brand.window, "常用电话、办事提示", "/window");
    let room = |(code, text, said, href): (_, &String, &str, _)| Room {
        code,
        text: text.clone(),
        said: said.to_owned(),
        href,
    };
    let board = ("board", &"挂牌解决".to_owned(), "社区公开承诺办的事，办到哪一步", "/board");
    let praises = ("praises", &"表扬墙".to_owned(), "谢谢身边帮过您的人", "/praises");
    let team = ("team", &"找网格员".to_owned(), "身边的“八大员”是谁、电话多少", "/team");
    [party, window, board, praises, team].map(room).into()
}

/// The kinds a resident or firm may file.
pub(crate) fn doors(rules: &Rules) -> Vec<Door> {
    let door = |kind: AppealKind| {
        let rule = rules.kind(kind)?;
        let lines = rule.hint.split('：').map(str::to_owned).collect();
        Some(Door {
            code: kind.code(),
            text: rule.name.clone(),
            lines,
            href: format!("/ask/{}", kind.code()),
        })
    };
    [AppealKind::Livelihood, AppealKind::Development].into_iter().filter_map(door).collect()
}
