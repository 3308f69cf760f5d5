use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianban_domain::appeals::{self, find_outside, own_query_code};
use xianban_domain::identity::{self, Knock};
use xianban_domain::office::Work;
use xianban_domain::replay::{self, Once, once};
use xianban_kernel::{Problem, QueryCode};

use super::given::Given;
use super::parameters::{Parameters, acting, guest};
use super::reading::read;
use super::wire::{Format, Item, answer};
use crate::sent::short;
use crate::site::Site;
use crate::visitor::Visitor;

/// The fields of a filing, urlencoded, multipart or as JSON; `api_key` and `jurisdiction_id` may
/// stand in the address as well. `device_id`, `account_id` and whatever else comes is not kept. A
/// file of a multipart filing is a photo of the request. One of `address_string`, `address_id`, and
/// `lat` with `long` has to be there; an optional field that cannot be read is told in
/// `service_notice`, and the request is kept.
#[derive(ToSchema)]
#[schema(as = Open311Filing)]
#[expect(dead_code, reason = "read field by field, so that a bad one loses none of the others")]
pub(crate) struct Filing {
    /// The token of a service account that may file.
    api_key: String,
    /// One of the services.
    service_code: String,
    /// What it is about, up to 10,000 characters.
    description: String,
    /// This district's number, or nothing.
    jurisdiction_id: Option<String>,
    /// Where, in words.
    address_string: Option<String>,
    /// Where, as a place of ours.
    address_id: Option<String>,
    /// Degrees north, WGS-84.
    lat: Option<String>,
    /// Degrees east, WGS-84.
    long: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    /// Where pictures are: as often as there are pictures.
    media_url: Option<Vec<String>>,
}

/// What is answered to a filing, and to the same filing under the same `Idempotency-Key` again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Filed)]
pub(crate) struct Filed {
    /// The appeal's number.
    service_request_id: String,
    /// How its course can be followed, and what could not be read.
    service_notice: String,
    account_id: Option<String>,
}

impl Item for Filed {
    const ROOT: &'static str = "service_requests";
    const ITEM: &'static str = "request";
}

/// What is remembered of an answer; the query code follows from the row.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    no: String,
    told: Vec<String>,
}

/// `POST /open311/v2/requests.json`.
pub(super) async fn file(State(site): State<Site>, request: Request) -> Response {
    let format = Format::of(request.uri().path());
    let filed = filed(&site, request).await;
    answer(format, StatusCode::CREATED, filed.map(|filed| vec![filed]))
}

async fn filed(site: &Site, request: Request) -> Result<Filed, Problem> {
    let headers = request.headers().clone();
    let whose = site.reached.counted(request.extensions(), &headers);
    let knock = move |work: &mut Work<'_, '_>| identity::knock(work, Knock::Open311, &whose);
    let cx = guest(site, request.extensions(), &headers);
    site.office.write(&cx, knock).await?;
    let asked = Parameters::of_query(request.uri())?;
    let (mut parts, body) = request.into_parts();
    let (mut visitor, _) = Visitor::met(&mut parts, site).await;
    // Who files, the key says alone.
    visitor.cx = cx;
    let arrived = read(&mut visitor, asked, Request::from_parts(parts, body)).await?;
    let key = arrived.words.one("api_key")?;
    if key.is_empty() {
        return Err(Problem::LoginNeeded);
    }
    visitor.cx = acting(site, visitor.cx.clone(), key).await?;
    arrived.words.check_jurisdiction(site)?;
    let given = Given::read(&arrived.words, &site.office.rules_at(visitor.cx.at).rules)?;
    let request = replay::Keyed::new(
        "POST /open311/v2/requests",
        idempotency_key(&headers)?,
        &arrived.canonical(),
    );
    let (claim, unfit) = (arrived.claim(&visitor), arrived.told);
    let verb = move |work: &mut Work<'_, '_>| {
        let done = once(work, &request, |work| {
            let (submit, mut told) = given.placed(work)?;
            told.extend(unfit.iter().cloned());
            let filed = appeals::submit_over_open311(work, &submit, &given.beside)?;
            let no = appeals::attach(work, filed.appeal, &claim)?.no;
            remembered(Told { no, told })
        })?;
        let told = match done {
            Once::Done(told) => told,
            Once::Before(known) => recalled(known),
        };
        let appeal = find_outside(work, &told.no)?.appeal;
        Ok((own_query_code(work, &appeal), told))
    };
    let (code, told) = site.office.write(&visitor.cx, verb).await?;
    Ok(Filed::of(code.as_ref(), told))
}

impl Filed {
    fn of(code: Option<&QueryCode>, Told { no, told }: Told) -> Self {
        let course = code.map(|code| format!("查询码 {code}：凭编号和查询码可以查看全过程。"));
        let said = course.into_iter().chain(told).collect();
        Self { service_request_id: no, service_notice: said, account_id: None }
    }
}

fn remembered(told: Told) -> Result<(Told, String), Problem> {
    let text = serde_json::to_string(&told).map_err(|error| Problem::broken(error.to_string()))?;
    Ok((told, text))
}

/// Of an answer remembered before there was more to remember, only the number is known.
fn recalled(known: String) -> Told {
    serde_json::from_str(&known).unwrap_or(Told { no: known, told: Vec::new() })
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(String::new()) };
    let key =
        key.to_str().map_err(|_| crate::frame::problem::unreadable("the key is no plain text"))?;
    short(key.to_owned())
}
