use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xianban_domain::appeals::{self, MOST_OUTSIDE, Outside, OutsideAsked};
use xianban_domain::rules::Rules;
use xianban_kernel::{Context, Due, Fault, Moment, Problem};

use super::key::{Keyed, acting};
use super::wire::{Format, Item, answer};
use crate::query::Query;
use crate::site::Site;

/// Lines of a page when nothing is asked.
const PAGE: i64 = 50;
/// Without dates, so many days back.
const DAYS: i64 = 90;
const DAY: i64 = 86_400_000;

/// What can be asked of the list.
#[derive(Debug, Default, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
#[schema(as = Open311Asked)]
pub(crate) struct Asked {
    /// Numbers of appeals, with commas between; then nothing else counts.
    service_request_id: String,
    /// A service.
    service_code: String,
    /// Filed at this time or later, ISO 8601 with an offset; 90 days before the end when empty.
    start_date: String,
    /// Filed before this time.
    end_date: String,
    /// `open` or `closed`.
    status: String,
    /// From 1.
    page: String,
    /// 1 to 1000; 50 when empty.
    page_size: String,
    /// See [`Keyed`].
    api_key: String,
}

/// A request as the specification writes it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Request)]
pub(crate) struct Request {
    /// The appeal's number.
    service_request_id: String,
    /// `open` or `closed`; closed when its reply has gone out.
    status: &'static str,
    /// The reply, once it has gone out.
    status_notes: Option<String>,
    service_name: String,
    service_code: String,
    /// All words to whoever filed it, the first words to everybody else.
    description: String,
    /// The unit that answers for it.
    agency_responsible: String,
    /// How a reply is found.
    service_notice: String,
    requested_datetime: String,
    updated_datetime: String,
    /// Until when the next step is due.
    expected_datetime: Option<String>,
    address: String,
    address_id: Option<String>,
    zipcode: Option<String>,
    lat: Option<f64>,
    long: Option<f64>,
    media_url: Option<String>,
}

impl Item for Request {
    const ROOT: &'static str = "service_requests";
    const ITEM: &'static str = "request";
}

impl Request {
    fn of(matter: Outside, rules: &Rules) -> Self {
        let Outside { appeal, own, title, text, reply, place, unit, expected } = matter;
        let code = appeal.tile.clone().unwrap_or_default();
        let answered = appeals::is_answered(&appeal);
        let notice =
            if own { "凭编号和查询码可以在网页上查看全过程。" } else { "" };
        let provisional = expected.is_some_and(Due::is_provisional);
        let provisional =
            if provisional { "预计时间在放假安排公布前是暂定的。" } else { "" };
        Self {
            status: if answered { "closed" } else { "open" },
            status_notes: reply,
            service_name: rules.tile(&code).map(|tile| tile.name.clone()).unwrap_or_default(),
            service_code: code,
            description: text.unwrap_or(title),
            agency_responsible: unit,
            service_notice: format!("{notice}{provisional}"),
            requested_datetime: appeal.filed_at.to_string(),
            updated_datetime: appeal.since.to_string(),
            expected_datetime: expected.map(|due| due.at.to_string()),
            address: place,
            address_id: appeal.place.map(|place| place.to_string()),
            zipcode: None,
            lat: None,
            long: None,
            media_url: None,
            service_request_id: appeal.no,
        }
    }
}

/// `/open311/v2/requests.json`.
pub(super) async fn list(
    State(site): State<Site>,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Response {
    answer(Format::of(uri.path()), StatusCode::OK, found(&site, &asked).await)
}

/// `/open311/v2/requests/NUMBER.json`.
pub(super) async fn show(
    State(site): State<Site>,
    Path(file): Path<String>,
    Query(keyed): Query<Keyed>,
) -> Response {
    let number = file.trim_end_matches(".json").trim_end_matches(".xml").to_owned();
    let one = async {
        let cx = acting(&site, &keyed.api_key).await?;
        let matters = numbered(&site, &cx, vec![number]).await?;
        if matters.is_empty() { Err(Problem::NotFound) } else { written(&site, matters) }
    };
    answer(Format::of(&file), StatusCode::OK, one.await)
}

async fn found(site: &Site, asked: &Asked) -> Result<Vec<Request>, Problem> {
    let cx = acting(site, &asked.api_key).await?;
    if !asked.service_request_id.is_empty() {
        let numbers = asked.service_request_id.split(',').take(100);
        let numbers = numbers.map(|no| no.trim().to_owned()).collect();
        return written(site, numbered(site, &cx, numbers).await?);
    }
    let asked = range(asked, cx.at)?;
    let list =
        move |work: &mut xianban_domain::office::Work<'_, '_>| appeals::list_outside(work, &asked);
    written(site, site.office.read(&cx, list).await?)
}

/// Those of these numbers that the asker may see.
async fn numbered(
    site: &Site,
    cx: &Context,
    numbers: Vec<String>,
) -> Result<Vec<Outside>, Problem> {
    let read = site.office.read(cx, move |work| {
        let mut matters = Vec::new();
        for no in &numbers {
            match appeals::find_outside(work, no) {
                Ok(matter) => matters.push(matter),
                Err(Problem::NotFound) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(matters)
    });
    read.await
}

fn written(site: &Site, matters: Vec<Outside>) -> Result<Vec<Request>, Problem> {
    let mut requests = Vec::with_capacity(matters.len());
    for matter in matters {
        let rules = &site.office.rules_of(matter.appeal.rules)?.rules;
        requests.push(Request::of(matter, rules));
    }
    Ok(requests)
}

/// What was asked, with every fault named.
fn range(asked: &Asked, now: Moment) -> Result<OutsideAsked, Problem> {
    let mut faults = Vec::new();
    let mut time = |field: &'static str, text: &str| {
        let read = Moment::parse(text.trim());
        if read.is_none() && !text.trim().is_empty() {
            let said = "时间请写成 2026-11-23T09:00:00+08:00 这样。".to_owned();
            faults.push(Fault { field, said });
        }
        read
    };
    // In an address a plus sign that was not escaped arrives as a space.
    let from = time("start_date", &asked.start_date.replace(' ', "+"));
    let until = time("end_date", &asked.end_date.replace(' ', "+"));
    let open = match asked.status.trim() {
        "open" => Some(true),
        "closed" => Some(false),
        "" => None,
        _ => {
            let said = "状态只能是 open 或 closed。".to_owned();
            faults.push(Fault { field: "status", said });
            None
        }
    };
    let page = number("page", &asked.page, 1, MOST_OUTSIDE, &mut faults);
    let size = number("page_size", &asked.page_size, PAGE, MOST_OUTSIDE, &mut faults);
    Problem::unless_faultless(faults)?;
    let until = until.unwrap_or_else(|| now.plus_millis(1));
    let tile = Some(asked.service_code.trim().to_owned()).filter(|code| !code.is_empty());
    let from = from.unwrap_or_else(|| until.plus_millis(-DAYS * DAY));
    Ok(OutsideAsked { tile, from, until, open, skip: (page - 1) * size, size })
}

fn number(field: &'static str, text: &str, usual: i64, most: i64, faults: &mut Vec<Fault>) -> i64 {
    if text.trim().is_empty() {
        return usual;
    }
    text.trim().parse().ok().filter(|n| (1..=most).contains(n)).unwrap_or_else(|| {
        faults.push(Fault { field, said: format!("请写 1 到 {most} 的数。") });
        usual
    })
}
