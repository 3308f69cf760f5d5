use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{hand_over, open_work};
use xianban_domain::office::Work;
use xianban_domain::organisation::{belongings, close_place, close_unit, place_sheet, succession};
use xianban_domain::seats::without_anybody;
use xianban_kernel::{PlaceId, Problem};

use super::sheets::Fact;
use crate::console::desk::{self, called};
use crate::frame::{Choice, Face, Faults, Frame};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/organisation/{table}/{key}/close`: what goes with a unit, grid or place and where it goes,
/// before it is closed.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/close.html")]
pub struct ClosePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// What is closed.
    pub title: String,
    /// Its page.
    pub back: String,
    /// What happens, in a sentence.
    pub effect: &'static str,
    /// What goes with it.
    pub facts: Vec<Fact>,
    /// Who may follow; none for a place.
    pub successors: Vec<Choice>,
    /// Whether somebody has to follow.
    pub wants_successor: bool,
}

impl Face for ClosePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Who follows.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct CloseForm {
    /// The code of the unit or grid that goes on.
    pub(crate) successor: String,
}

/// What would happen.
pub(crate) async fn form(
    visitor: Visitor,
    Path((table, key)): Path<(String, String)>,
    Query(asked): Query<CloseForm>,
) -> Response {
    let page = page(&visitor, &table, &key, &asked).await;
    desk::shows(&visitor, page).await
}

/// Closes it: open work first, then the unit itself.
pub(crate) async fn send(
    visitor: Visitor,
    Path((table, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<CloseForm>("POST /c/organisation/close", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let closed = match table.as_str() {
            "places" => {
                let id = place_id(&key)?;
                let verb = move |work: &mut Work<'_, '_>| close_place(work, id);
                visitor.does(sent.keyed.clone(), verb).await
            }
            "units" | "grids" => closes(&visitor, &key, &sent.form.successor).await,
            _ => Err(Problem::NotFound),
        };
        match closed {
            Err(problem @ Problem::Faults(_)) => {
                let mut page = page(&visitor, &table, &key, &sent.form).await?;
                page.faults = Faults::from(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            closed => {
                closed?;
                Ok(visitor.goes_on(Ok(format!("/c/organisation/{table}/{key}"))))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Hands over piece by piece, then closes; sent again it goes on where it was cut off.
async fn closes(visitor: &Visitor, key: &str, successor: &str) -> Result<(), Problem> {
    let (office, cx) = (visitor.site.office.clone(), visitor.cx.clone());
    let (key, successor) = (key.to_owned(), successor.to_owned());
    let work = tokio::spawn(async move {
        let (code, next) = (key.clone(), successor.clone());
        let check = move |work: &mut Work<'_, '_>| succession(work, &code, &next);
        let (from, to) = office.read(&cx, check).await?;
        let mut after = None;
        for n in 0.. {
            let (from, to) = (from.id, to.id);
            let piece = move |work: &mut Work<'_, '_>| hand_over(work, from, to, after);
            after = office.write_later(&cx.part(n), piece).await?;
            if after.is_none() {
                break;
            }
        }
        // What came in meanwhile goes along in the same transaction.
        let last = move |work: &mut Work<'_, '_>| {
            let mut after = None;
            loop {
                after = hand_over(work, from.id, to.id, after)?;
                if after.is_none() {
                    return close_unit(work, &key, &successor);
                }
            }
        };
        office.write(&cx.part(-1), last).await
    });
    work.await.map_err(|error| Problem::broken(error.to_string()))?
}

async fn page(
    visitor: &Visitor,
    table: &str,
    key: &str,
    form: &CloseForm,
) -> Result<ClosePage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let (back, faults) = (format!("/c/organisation/{table}/{key}"), Faults::default());
    let key = key.to_owned();
    if table == "places" {
        let id = place_id(&key)?;
        let read = move |work: &mut Work<'_, '_>| place_sheet(work, id);
        let sheet = visitor.site.office.read(&visitor.cx, read).await?;
        let effect = "停用以后，这里和里面的楼栋、单元、户都不能再提新诉求；已经提的照常办完。";
        let facts = vec![Fact { name: "里面还有", text: format!("{} 处", sheet.below.len()) }];
        let (successors, wants_successor) = (Vec::new(), false);
        let title = format!("停用{}", sheet.place.address);
        return Ok(ClosePage {
            frame,
            faults,
            title,
            back,
            effect,
            facts,
            successors,
            wants_successor,
        });
    }
    if !["units", "grids"].contains(&table) {
        return Err(Problem::NotFound);
    }
    let read = move |work: &mut Work<'_, '_>| {
        let found = belongings(work, &key)?;
        let open = open_work(work, found.unit.id)?;
        Ok((found, open, without_anybody(work)?))
    };
    let (found, open, empty) = visitor.site.office.read(&visitor.cx, read).await?;
    let mut facts =
        vec![Fact { name: "没办完的诉求", text: format!("{} 件", open.appeals) }];
    let owed = open.duties.iter().map(|(kind, n)| format!("{} {n}", called(kind.code())));
    let owed: Vec<_> = owed.collect();
    if !owed.is_empty() {
        facts.push(Fact { name: "待办", text: owed.join("、") });
    }
    facts.extend([
        Fact { name: "下级单位", text: format!("{} 个", found.below) },
        Fact { name: "负责的地点", text: format!("{} 处", found.places) },
        Fact { name: "在岗的人", text: format!("{} 人", found.posts) },
    ]);
    let successors = found.successors.iter();
    let successors = successors
        .map(|unit| {
            let nobody = empty.get(&unit.id).map(|other| match other {
                Some(other) => format!("（没有人在岗，由{other}代办）"),
                None => "（没有人在岗）".to_owned(),
            });
            let text = format!("{}{}", unit.name, nobody.unwrap_or_default());
            Choice::new(unit.code.clone(), text).chosen_if(&form.successor)
        })
        .collect();
    let effect = "没办完的诉求、负责的地点、职责、下级单位和在岗的人，都转到您选的单位；时限不变，\
                  诉求人不用重新提。撤销以后不能恢复。";
    let title = format!("撤销{}", found.unit.name);
    Ok(ClosePage { frame, faults, title, back, effect, facts, successors, wants_successor: true })
}

fn place_id(key: &str) -> Result<PlaceId, Problem> {
    key.parse().map(PlaceId::new).map_err(|_| Problem::NotFound)
}
