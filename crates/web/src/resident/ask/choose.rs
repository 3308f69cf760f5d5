use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Flash, Frame, Tone};
use crate::resident::home::Door;
use axum::extract::Path;
use axum::response::Response;
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, Place};
use xianban_domain::teams::{self, Called};
use xianban_kernel::Problem;

use crate::resident::home::doors;
use crate::resident::teams::whom::Helper;
use crate::visitor::Visitor;

/// `/ask`: which kind of appeal.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/choose.html")]
pub struct AskPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The kinds this visitor may file; 执法诉求 only for a community's staff.
    pub doors: Vec<Door>,
    /// The place of the scanned code, in words; filled into whichever form is chosen.
    pub place: Option<String>,
    /// The grid worker of that place.
    pub helper: Option<Helper>,
    /// Where those who work at that place can be thanked.
    pub thanks: Option<String>,
}

impl Face for AskPage {}

/// Which kind it is.
pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.shows(Ok(page(&visitor, None)))
}

/// `/q/{code}`: a scanned code. Counts the scan and goes on with the place filled in; a code that
/// says nothing any more says so, and goes on without a place.
pub(crate) async fn scan(visitor: Visitor, Path(code): Path<String>) -> Response {
    let verb = move |work: &mut Work<'_, '_>| {
        let place = organisation::place_by_code(work.tx, &code, work.cx.at)?;
        if place.district() != work.office.district {
            return Err(organisation::unknown_code());
        }
        organisation::scanned(work.tx, &code)?;
        Ok((teams::grid_worker(work, &place)?, place))
    };
    match visitor.site.office.write(&visitor.cx, verb).await {
        Ok((grid, place)) => visitor.shows(Ok(page(&visitor, Some((place, grid))))),
        Err(problem @ Problem::Refused { .. }) => {
            let mut page = page(&visitor, None);
            page.frame.flash = Some(Flash { tone: Tone::Bad, said: problem.said() });
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
        Err(problem) => visitor.problem(&problem),
    }
}

fn page(visitor: &Visitor, scanned: Option<(Place, Option<Called>)>) -> AskPage {
    let mut doors = doors(&visitor.site.office.rules_at(visitor.cx.at).rules);
    if let Some((place, _)) = &scanned {
        for door in &mut doors {
            door.href = format!("{}?place={}&scanned=1", door.href, place.id);
        }
    }
    let thanks = scanned.as_ref().map(|(place, _)| format!("/praises/new?place={}", place.id));
    let (place, called) = scanned.map(|(place, called)| (place.address, called)).unzip();
    let helper = called.flatten().as_ref().map(Helper::of);
    let mut frame = visitor.frame("ask");
    frame.call = helper.as_ref().and_then(Helper::call).or(frame.call);
    AskPage { frame, doors, place, helper, thanks }
}
