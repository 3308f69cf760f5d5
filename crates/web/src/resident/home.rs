use askama::Template;
use serde::Serialize;

use axum::response::Response;
use xianban_domain::appeals::{self, Done, OwnOpen};
use xianban_domain::consultation::{self, AskedOf};
use xianban_domain::figures::{Count, Facet, Figure, Numbers, Scope, Span, numbers_of};
use xianban_domain::notice::{Told, inbox, unread};
use xianban_domain::office::Work;
use xianban_domain::organisation::find_place;
use xianban_domain::praise::{self, Seen};
use xianban_domain::rules::{AppealKind, Rules};
use xianban_domain::teams::{self, Called};
use xianban_kernel::{Actor, PageSize, Problem};

use super::appeals::Card;
use super::done::card::Card as DoneCard;
use super::figures::{Shown, shown};
use super::praises::card::Card as PraiseCard;
use super::teams::whom::Helper;
use crate::frame::{Face, Frame};
use crate::visitor::Visitor;

pub use self::told::Notices;
pub use self::turn::Turn;

mod told;
mod turn;

/// `/`: the door to everything.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/home.html")]
pub struct HomePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What waits for the visitor, the most urgent first.
    pub turns: Vec<Turn>,
    /// The kinds of appeal a resident may file.
    pub doors: Vec<Door>,
    /// The visitor's open matters that go on without him, the newest first, three at most.
    pub cases: Vec<Card>,
    /// How many open matters the visitor has in all, those that wait for him among them.
    pub open_count: u64,
    /// What was done and may be read by everybody, near the visitor first.
    pub done: Vec<DoneCard>,
    /// What the last year came to; empty while nothing was accepted.
    pub figures: Vec<Shown>,
    /// The grid worker of the place of his last matter.
    pub helper: Option<Helper>,
    /// The newest praise on the wall.
    pub praises: Vec<PraiseCard>,
    /// What the visitor has been told; `None` for who is not logged in.
    pub notices: Option<Notices>,
    /// The other sections, 党建引领 and 崂山之窗, and the board.
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
    /// `party`, `window` or `board`.
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

/// How many matters that were done are shown.
const DONE: usize = 4;
/// How many consultations and messages are looked at.
const FEW: i64 = 3;
/// Unread messages are counted so far.
const COUNTED: i64 = 100;

/// What one snapshot says; a fixed number of statements, however much there is.
struct Read {
    own: OwnOpen,
    invited: Vec<(consultation::Line, AskedOf)>,
    done: Vec<Done>,
    year: Numbers,
    helper: Option<Called>,
    praises: Vec<Seen>,
    told: Option<(i64, Vec<Told>)>,
}

fn read(work: &mut Work<'_, '_>) -> Result<Read, Problem> {
    let is_known = matches!(work.cx.actor, Actor::Resident(_));
    let home = if is_known { appeals::own_home(work)? } else { None };
    let place = home.and_then(|(_, place)| place);
    let place = place.map(|place| find_place(work.tx, place)).transpose()?.flatten();
    let helper = place.as_ref().map(|place| teams::grid_worker(work, place)).transpose()?;
    let near = home.map(|(unit, _)| (unit, place.as_ref()));
    let (own, invited, told) = if is_known {
        let newest = inbox(work, None, PageSize::new(2))?.rows;
        let told = Some((unread(work, COUNTED)?, newest));
        (appeals::own_open(work)?, consultation::invited(work, FEW)?, told)
    } else {
        (OwnOpen::default(), Vec::new(), None)
    };
    Ok(Read {
        own,
        invited,
        done: appeals::done_near(work, near, DONE)?,
        year: year(work)?,
        helper: helper.flatten(),
        praises: praise::wall(work, "", None, PageSize::new(2))?.rows,
        told,
    })
}

/// The figures of the year that ends today.
const OF_THE_YEAR: &[&str] = &["accepted", "closed", "satisfied"];

fn year(work: &mut Work<'_, '_>) -> Result<Numbers, Problem> {
    let span = Span::year_to(work.cx.at.day());
    let counts = [Count::Accepted, Count::Closed, Count::ClosedSatisfied, Count::ClosedRated];
    numbers_of(work, Scope::District, span, Facet::All, &counts)
}

fn figures(year: &Numbers) -> Vec<Shown> {
    if year.of(Count::Accepted) == 0 {
        return Vec::new();
    }
    OF_THE_YEAR
        .iter()
        .filter_map(|code| Figure::by_code(code))
        .map(|one| shown(one, year))
        .collect()
}

async fn page(visitor: &Visitor) -> Result<HomePage, Problem> {
    let now = visitor.cx.at;
    let rules = visitor.site.office.rules_at(now).rules.clone();
    let Read { own, invited, done, year, helper, praises, told } =
        visitor.site.office.read(&visitor.cx, read).await?;
    let mut frame = visitor.frame("ask");
    let helper = helper.as_ref().map(Helper::of);
    if let Some(call) = helper.as_ref().and_then(Helper::call) {
        frame.call = Some(call);
    }
    let kept = praises.iter().filter(|praise| praise.text.is_some());
    Ok(HomePage {
        frame,
        turns: turn::turns(&own.waiting, &invited, now),
        doors: doors(&rules),
        cases: own.going.iter().map(|one| Card::of(one, &rules, now)).collect(),
        open_count: own.count as u64,
        done: done.iter().map(DoneCard::of).collect(),
        figures: figures(&year),
        helper,
        praises: kept.map(|praise| PraiseCard::of(praise, Vec::new())).collect(),
        notices: told.map(|(unread, newest)| Notices::of(unread, newest, now)),
        rooms: rooms(visitor),
    })
}

/// What there is beside the appeals.
fn rooms(visitor: &Visitor) -> Vec<Room> {
    let brand = visitor.site.brand();
    let party = ("party", &brand.party, "找党组织，一起商量小区的事", "/party");
    let window = ("window", &brand.window, "常用电话、办事提示", "/window");
    let board = ("board", &"挂牌解决".to_owned(), "社区公开承诺办的事，办到哪一步", "/board");
    let room = |(code, text, said, href): (_, &String, &str, _)| Room {
        code,
        text: text.clone(),
        said: said.to_owned(),
        href,
    };
    [party, window, board].map(room).into()
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
