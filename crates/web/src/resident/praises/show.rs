use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::notice;
use xianban_domain::office::Work;
use xianban_domain::praise::{self, PraiseRules, Seen};
use xianban_kernel::{Actor, DossierId, Problem};

use super::card::{Card, photos};
use super::standing::Standing;
use crate::frame::{Face, Flash, Frame, Link, Photo, Stamp, Tone};
use crate::query::Query;
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/praises/{no}`: one praise, to its giver and, where it hangs on the wall, to everybody.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/praises/show.html")]
pub struct PraisePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What is read of it.
    pub card: Card,
    /// What only its giver is shown.
    pub own: Option<Own>,
}

/// What the giver is told of his praise.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OwnPraise)]
pub struct Own {
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub standing: Standing,
    /// The same in a plain sentence, and what comes next.
    pub said: String,
    /// The reviewer's words to a refusal; may be empty.
    pub words: String,
    /// Who is meant, as typed; may be empty.
    pub whom: String,
    /// Whether it may hang on the wall.
    pub public: bool,
    /// When it was given.
    pub given: Stamp,
    /// The appeal it came of.
    pub about: Option<Link>,
    /// Whether it can be taken back.
    pub withdraws: bool,
    /// Whether it holds words or photos that can be destroyed.
    pub erases: bool,
}

impl Face for PraisePage {}

/// What a form has just brought about, as the address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Did {
    Given,
    Withdrawn,
    Erased,
}

impl Did {
    const fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
        }
    }

    fn said(self, no: &str) -> String {
        match self {
            Self::Given => format!("谢谢您，表扬已经收到，编号 {no}。平台审核后转达。"),
            Self::Withdrawn => "表扬已经撤回，别人看不到了。".to_owned(),
            Self::Erased => "文字和照片已经删除。".to_owned(),
        }
    }
}

/// What was just done.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = PraiseAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    did: String,
}

/// The page of a praise, saying what was just done with it.
pub(super) fn href_having(visitor: &Visitor, no: &str, did: Did) -> String {
    let href = super::href(no);
    if visitor.reply.is_json() { href } else { format!("{href}?did={}", did.code()) }
}

/// One praise.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = page(&visitor, no, &asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, no: String, asked: &Asked) -> Result<PraisePage, Problem> {
    let guest = visitor.cx.actor == Actor::Guest;
    let read = visitor.site.office.read(&visitor.cx, move |work| opened(work, &no));
    let (seen, photos, own, unread) = match read.await {
        // A message leads here: who reads it logs in and comes back, whether there is anything or not.
        Err(Problem::NotFound) if guest && visitor.reply.is_whole_page() => {
            return Err(Problem::LoginNeeded);
        }
        read => read?,
    };
    if unread {
        read_of(visitor, seen.praise.id).await;
    }
    let mut frame = visitor.frame(if own { "me" } else { "" });
    let did = [Did::Given, Did::Withdrawn, Did::Erased];
    if let Some(did) = did.into_iter().find(|did| own && did.code() == asked.did) {
        frame.flash = Some(Flash { tone: Tone::Good, said: did.said(&seen.praise.no) });
    }
    let own = own.then(|| own_of(visitor, &seen));
    Ok(PraisePage { frame, card: Card::of(&seen, photos), own })
}

/// One's own, else what hangs on the wall; whether it is one's own, and news of it are unread.
fn opened(work: &mut Work<'_, '_>, no: &str) -> Result<(Seen, Vec<Photo>, bool, bool), Problem> {
    let resident = matches!(work.cx.actor, Actor::Resident(_));
    let own = if resident { praise::by_no(work, no) } else { Err(Problem::NotFound) };
    let (praise, own) = match own {
        Ok(praise) => (praise, true),
        Err(Problem::NotFound) => (praise::on_wall(work, no)?, false),
        Err(problem) => return Err(problem),
    };
    let unread = own && notice::has_unread(work, Some(praise.id))?;
    let seen = praise::seen(work, praise)?;
    let photos = photos(work, &seen)?;
    Ok((seen, photos, own, unread))
}

/// Whoever opens his praise has read what was sent about it.
async fn read_of(visitor: &Visitor, about: DossierId) {
    let verb = move |work: &mut Work<'_, '_>| notice::mark_read(work, Some(about));
    if let Err(problem) = visitor.site.office.write_later(&visitor.cx, verb).await {
        tracing::warn!(%problem, "messages could not be marked read");
    }
}

fn own_of(visitor: &Visitor, seen: &Seen) -> Own {
    let praise = &seen.praise;
    let words = seen.refusal.as_ref().and_then(|(_, words)| words.clone());
    let about = seen.about.as_deref();
    Own {
        no: praise.no.clone(),
        standing: Standing::of(praise.standing),
        said: said(visitor, seen),
        words: words.unwrap_or_default(),
        whom: seen.whom.clone().unwrap_or_default(),
        public: praise.public,
        given: Stamp::new(seen.given_at, visitor.cx.at),
        about: about.map(|no| Link::new(format!("诉求 {no}"), view::href(no))),
        withdraws: praise.is_live(),
        erases: seen.text.is_some(),
    }
}

fn said(visitor: &Visitor, seen: &Seen) -> String {
    let (praise, unit) = (&seen.praise, &seen.unit);
    let set = visitor.site.office.rules_at(seen.given_at);
    let ruled: PraiseRules = set.rules.room(praise::KIND).unwrap_or_default();
    match praise.standing {
        praise::Standing::Given => {
            let due = ruled.review.due(praise.since, &set.calendar);
            let by = Stamp::new(due.at, visitor.cx.at).text;
            let wall = if praise.public { "，再放到表扬墙上" } else { "" };
            format!("平台会在 {by} 前审核，通过后转达给{unit}{wall}。")
        }
        praise::Standing::Published if praise.public => {
            format!("已经转达给{unit}，表扬墙上也看得到。")
        }
        praise::Standing::Published => format!("已经转达给{unit}，没有放到表扬墙上。"),
        praise::Standing::Refused => {
            let today = visitor.site.office.rules_at(visitor.cx.at);
            let today: PraiseRules = today.rules.room(praise::KIND).unwrap_or_default();
            let reason = seen.refusal.as_ref().map_or("", |(reason, _)| reason.as_str());
            let named = ruled.reason(reason).or_else(|| today.reason(reason));
            format!("没有通过审核：{}。别人看不到。", named.unwrap_or("请看下面的说明"))
        }
        praise::Standing::Withdrawn => "您已经撤回，别人看不到了。".to_owned(),
    }
}
