use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use xianban_domain::appeals::{self, MOST_OUTSIDE, MOST_TILES, Outside, OutsideAsked};
use xianban_domain::office::Work;
use xianban_domain::rules::Rules;
use xianban_kernel::{Context, Due, Fault, Moment, Problem};

use super::parameters::{Parameters, acting, guest};
use super::wire::{Format, Item, answer};
use crate::site::Site;

/// Lines of a page when nothing is asked.
const PAGE: i64 = 50;
/// Without dates, so many days back.
const DAYS: i64 = 90;
const DAY: i64 = 86_400_000;
/// Numbers asked for together at most.
const NUMBERS: usize = 100;

/// What can be asked of the list. A list may come with commas, or as the same parameter again; what
/// is not known here is ignored.
#[derive(Debug, Default, ToSchema, IntoParams)]
#[schema(as = Open311Asked)]
pub(crate) struct Asked {
    /// Numbers of appeals; then nothing else counts. At most 100.
    service_request_id: Vec<String>,
    /// Any of these services.
    service_code: Vec<String>,
    /// Filed at this time or later, ISO 8601 with an offset; 90 days before the end when empty.
    start_date: String,
    /// Filed before this time; now when empty.
    end_date: String,
    /// `open`, `closed` or both.
    status: Vec<String>,
    /// From 1.
    page: String,
    /// 1 to 1000; 50 when empty.
    page_size: String,
    /// The token of a service account; nobody's when empty.
    api_key: String,
    /// This district's number, or nothing.
    #[expect(dead_code, reason = "checked before the others are read")]
    jurisdiction_id: String,
}

/// Who asks, and of whom.
#[derive(Debug, Default, ToSchema, IntoParams)]
#[expect(dead_code, reason = "read from the parameters; here they are named for the document")]
pub(crate) struct Keyed {
    /// The token of a service account; nobody's when empty.
    api_key: String,
    /// This district's number, or nothing.
    jurisdiction_id: String,
}

impl Asked {
    fn read(words: &Parameters) -> Result<Self, Problem> {
        let one = |name: &'static str| words.one(name).map(str::to_owned);
        Ok(Self {
            service_request_id: words.list("service_request_id"),
            service_code: words.list("service_code"),
            start_date: one("start_date")?,
            end_date: one("end_date")?,
            status: words.list("status"),
            page: one("page")?,
            page_size: one("page_size")?,
            api_key: one("api_key")?,
            jurisdiction_id: one("jurisdiction_id")?,
        })
    }
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
    /// Where its sender was, WGS-84; to everybody else the middle of the estate.
    lat: Option<f64>,
    long: Option<f64>,
    /// To whoever filed it: the first address of a picture that came with it, else its first photo,
    /// which is handed out to the same key as a bearer token.
    media_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_attributes: Option<Extended>,
}

/// What the specification has no room for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Extended)]
pub(crate) struct Extended {
    /// All pictures, when there are several.
    media_url: Vec<String>,
}

impl Item for Request {
    const ROOT: &'static str = "service_requests";
    const ITEM: &'static str = "request";
}

impl Request {
    fn of(matter: Outside, rules: &Rules, origin: &str) -> Self {
        let Outside { appeal, own, title, text, reply, place, unit, expected, .. } = matter;
        let photos = matter.photos.iter().map(|photo| format!("{origin}/files/{photo}"));
        let pictures: Vec<String> = matter.pictures.into_iter().chain(photos).collect();
        let code = appeal.tile.clone().unwrap_or_default();
        let answered = appeals::is_answered(appeal.state.standing());
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
            lat: matter.point.map(|point| point.lat),
            long: matter.point.map(|point| point.lon),
            media_url: pictures.first().cloned(),
            extended_attributes: (pictures.len() > 1).then_some(Extended { media_url: pictures }),
            service_request_id: appeal.no,
        }
    }
}

/// `/open311/v2/requests.json`.
pub(super) async fn list(
    State(site): State<Site>,
    headers: HeaderMap,
    uri: Uri,
    extensions: Extensions,
) -> Response {
    let guest = guest(&site, &extensions, &headers);
    let found = async { found(&site, guest, &Parameters::of_query(&uri)?, &headers).await };
    answer(Format::of(uri.path()), StatusCode::OK, found.await)
}

/// `/open311/v2/requests/NUMBER.json`.
pub(super) async fn show(
    State(site): State<Site>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    extensions: Extensions,
) -> Response {
    let guest = guest(&site, &extensions, &headers);
    let number = file.trim_end_matches(".json").trim_end_matches(".xml").to_owned();
    let one = async {
        let words = Parameters::of_query(&uri)?;
        words.check_jurisdiction(&site)?;
        let cx = acting(&site, guest, words.one("api_key")?).await?;
        let matters = numbered(&site, &cx, vec![number]).await?;
        if matters.is_empty() { Err(Problem::NotFound) } else { written(&site, &headers, matters) }
    };
    answer(Format::of(&file), StatusCode::OK, one.await)
}

async fn found(
    site: &Site,
    guest: Context,
    words: &Parameters,
    headers: &HeaderMap,
) -> Result<Vec<Request>, Problem> {
    words.check_jurisdiction(site)?;
    let asked = Asked::read(words)?;
    let cx = acting(site, guest, &asked.api_key).await?;
    if !asked.service_request_id.is_empty() {
        if asked.service_request_id.len() > NUMBERS {
            let said = format!("一次最多问 {NUMBERS} 件，请分几次问。");
            return Err(Problem::fault("service_request_id", said));
        }
        return written(site, headers, numbered(site, &cx, asked.service_request_id).await?);
    }
    let asked = range(&asked, cx.at)?;
    let list = move |work: &mut Work<'_, '_>| appeals::list_outside(work, &asked);
    written(site, headers, site.office.read(&cx, list).await?)
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

fn written(
    site: &Site,
    headers: &HeaderMap,
    matters: Vec<Outside>,
) -> Result<Vec<Request>, Problem> {
    let origin = site.reached.origin(headers);
    let mut requests = Vec::with_capacity(matters.len());
    for matter in matters {
        let rules = &site.office.rules_of(matter.appeal.rules)?.rules;
        requests.push(Request::of(matter, rules, &origin));
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
    let is = |word: &str| asked.status.iter().any(|asked| asked == word);
    let open = (is("open") != is("closed")).then(|| is("open"));
    if asked.status.iter().any(|word| word != "open" && word != "closed") {
        let said = "状态只能是 open 或 closed。".to_owned();
        faults.push(Fault { field: "status", said });
    }
    if asked.service_code.len() > MOST_TILES {
        let said = format!("一次最多问 {MOST_TILES} 类，请分几次问。");
        faults.push(Fault { field: "service_code", said });
    }
    let page = number("page", &asked.page, 1, MOST_OUTSIDE, &mut faults);
    let size = number("page_size", &asked.page_size, PAGE, MOST_OUTSIDE, &mut faults);
    Problem::unless_faultless(faults)?;
    let until = until.unwrap_or_else(|| now.plus_millis(1));
    let tiles = asked.service_code.clone();
    let from = from.unwrap_or_else(|| until.plus_millis(-DAYS * DAY));
    Ok(OutsideAsked { tiles, from, until, open, skip: (page - 1) * size, size })
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
