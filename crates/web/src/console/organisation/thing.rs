use std::collections::BTreeMap;

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use xianban_domain::ledger::{Sort, Subject};
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, PlaceKind, PlacePath, Seen, Table, amend};
use xianban_kernel::Problem;

use super::fields::{self, ThingForm};
use super::sheets::{Sheet, called, sheet};
use crate::console::desk;
use crate::frame::{Face, Faults, Frame, Link};
use crate::query::Query;
use crate::sent::{self, Sent};
use crate::visitor::Visitor;

/// `/c/organisation/{table}/{key}`: a unit or grid by its code, a place by its row, with a form to
/// change it; without a key, the form to add one.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/thing.html")]
pub struct ThingPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Somebody else changed it meanwhile.
    pub stale: Option<String>,
    /// Its own address; of the form, when it is to be added.
    pub here: String,
    /// Whether it is to be added.
    pub fresh: bool,
    /// What its form carries unseen: name and value.
    #[serde(skip)]
    pub carried: Vec<(&'static str, String)>,
    /// What is known of it.
    #[serde(flatten)]
    pub sheet: Sheet,
}

impl Face for ThingPage {
    fn status(&self) -> StatusCode {
        match () {
            () if self.stale.is_some() => StatusCode::CONFLICT,
            () if !self.faults.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
            () => StatusCode::OK,
        }
    }
}

/// The page of one thing.
pub(crate) async fn show(visitor: Visitor, Path((table, key)): Path<(String, String)>) -> Response {
    let page = async { standing(&visitor, table_of(&table)?, &key, None).await };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// The form to add one.
pub(crate) async fn add(
    visitor: Visitor,
    Path(table): Path<String>,
    Query(asked): Query<ThingForm>,
) -> Response {
    let page = async { fresh(&visitor, table_of(&table)?, &asked).await };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Adds one.
pub(crate) async fn create(
    visitor: Visitor,
    Path(table): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let table = table_of(&table)?;
        let sent = sent::read::<ThingForm>("POST /c/organisation", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let form = sent.form.clone();
        let (mut row, mut to) = (form.clone(), form.code.clone().unwrap_or_default());
        if table == Table::Places {
            let above = form.path.clone().unwrap_or_default();
            let path = format!("{above}/{}", to.trim());
            to = PlacePath::parse(&path).map(|path| path.id().to_string()).unwrap_or_default();
            row.path = Some(path);
        }
        let field = if table == Table::Places { "path" } else { "code" };
        let made = save(&visitor, &sent, &row, table, Seen::Nothing(field)).await;
        let made = made.map(|()| format!("/c/organisation/{table}/{to}"));
        let made = made.map_err(|problem| problem.renamed(&["path"], "code"));
        match made {
            Err(problem @ Problem::Faults(_)) => {
                let mut page = fresh(&visitor, table, &form).await?;
                page.faults = Faults::from(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            made => Ok(visitor.goes_on(Ok(made?))),
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Changes one.
pub(crate) async fn send(
    visitor: Visitor,
    Path((table, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let table = table_of(&table)?;
        let sent = sent::read::<ThingForm>("POST /c/organisation", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let (mut row, subject) = named(&visitor, table, &key, &sent.form).await?;
        row.seen = sent.form.seen;
        let seen = Seen::Upto(subject, sent.form.seen);
        match save(&visitor, &sent, &row, table, seen).await {
            Err(problem @ (Problem::Faults(_) | Problem::Stale { .. })) => {
                let mut page = standing(&visitor, table, &key, Some(sent.form.clone())).await?;
                page.faults = Faults::from(&problem);
                if let Problem::Stale { said } = &problem {
                    page.stale = Some(said.clone());
                }
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok(format!("/c/organisation/{table}/{key}"))))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn save(
    visitor: &Visitor,
    sent: &Sent<ThingForm>,
    row: &ThingForm,
    table: Table,
    seen: Seen,
) -> Result<(), Problem> {
    let records = row.records(table);
    let verb = move |work: &mut Work<'_, '_>| amend(work, &records, &seen, &BTreeMap::new());
    visitor.does(sent.keyed.clone(), verb).await
}

/// The line of a thing that is there: what the form leaves out because it cannot change.
async fn named(
    visitor: &Visitor,
    table: Table,
    key: &str,
    form: &ThingForm,
) -> Result<(ThingForm, Subject), Problem> {
    let (key, form) = (key.to_owned(), form.clone());
    let read = move |work: &mut Work<'_, '_>| {
        let mut row = form.clone();
        let subject = match table {
            Table::Units => {
                let unit = organisation::unit_sheet(work, &key)?.unit;
                row.kind = Some(unit.kind.code().to_owned());
                row.code = Some(unit.code.clone());
                Subject::unit(&unit.code)
            }
            Table::Grids => {
                let sheet = organisation::grid_sheet(work, &key)?;
                row.code = Some(key.clone());
                row.number = Some(sheet.grid.code);
                row.community = Some(sheet.community.path.to_string());
                row.superior = sheet.sheet.above.map(|above| above.code);
                Subject::grid(&key)
            }
            _ => {
                let id = key.parse().map(xianban_kernel::PlaceId::new);
                let id = id.map_err(|_| Problem::NotFound)?;
                let place = organisation::place_sheet(work, id)?.place;
                row.path = Some(place.path.to_string());
                Subject::of(Sort::Place, place.path.as_str())
            }
        };
        Ok((row, subject))
    };
    visitor.site.office.read(&visitor.cx, read).await
}

async fn standing(
    visitor: &Visitor,
    table: Table,
    key: &str,
    typed: Option<ThingForm>,
) -> Result<ThingPage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let (here, key) = (format!("/c/organisation/{table}/{key}"), key.to_owned());
    let seen = typed.as_ref().map(|form| form.seen);
    let read = move |work: &mut Work<'_, '_>| sheet(work, table, &key, typed.as_ref());
    let sheet = visitor.site.office.read(&visitor.cx, read).await?;
    let carried = vec![("seen", seen.unwrap_or(sheet.seen).to_string())];
    let faults = Faults::default();
    Ok(ThingPage { frame, faults, stale: None, here, fresh: false, carried, sheet })
}

async fn fresh(visitor: &Visitor, table: Table, form: &ThingForm) -> Result<ThingPage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let (typed, mut carried) = (form.clone(), Vec::new());
    let above = form.path.as_deref().and_then(PlacePath::parse);
    let place = above.clone();
    let read = move |work: &mut Work<'_, '_>| {
        // To whoever may not manage, there is nothing to add.
        organisation::tree(work)?;
        place.as_ref().map(|path| organisation::place_sheet(work, path.id())).transpose()
    };
    let known = visitor.site.office.read(&visitor.cx, read).await?;
    let (sort, fields) = match table {
        Table::Units => ("单位", fields::of_unit(&typed, true)),
        Table::Grids => {
            let community = typed.community.clone().or(typed.path.clone());
            ("网格", fields::of_grid(&ThingForm { community, ..typed }, true))
        }
        Table::Places => {
            let sheet = known.ok_or(Problem::NotFound)?;
            let kind = PlaceKind::ALL.get(sheet.place.kind() as usize + 1).copied();
            let kind = kind.ok_or(Problem::NotFound)?;
            carried.push(("path", sheet.place.path.to_string()));
            (called(kind), fields::of_place(&typed, kind, &sheet.grids, true))
        }
        _ => return Err(Problem::NotFound),
    };
    let sheet = Sheet {
        sort,
        title: format!("新增{sort}"),
        above: vec![Link::new("组织机构", "/c/organisation")],
        facts: Vec::new(),
        groups: Vec::new(),
        fields,
        closable: false,
        seen: 0,
        history: Vec::new(),
    };
    let here = format!("/c/organisation/{table}");
    Ok(ThingPage {
        frame,
        faults: Faults::default(),
        stale: None,
        here,
        fresh: true,
        carried,
        sheet,
    })
}

fn table_of(code: &str) -> Result<Table, Problem> {
    let table = Table::from_code(code);
    let own = |table: &Table| matches!(table, Table::Units | Table::Grids | Table::Places);
    table.filter(own).ok_or(Problem::NotFound)
}
