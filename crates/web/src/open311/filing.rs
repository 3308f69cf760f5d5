use std::collections::BTreeMap;
use std::fmt::Write;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianban_domain::appeals::{self as domain, Contact, PlaceGiven, Submit};
use xianban_domain::identity::{self, Knock};
use xianban_domain::office::Work;
use xianban_domain::replay::{self, Once, once};
use xianban_domain::rules::Rules;
use xianban_kernel::{Actor, Context, PhoneNumber, PlaceId, Problem, Seed};

use super::key::{Keyed, acting};
use super::wire::{Format, Item, answer};
use crate::query::Query;
use crate::sent::unreadable;
use crate::site::Site;

/// The fields of a filing, urlencoded or multipart. `jurisdiction_id`, `device_id` and `account_id`
/// are accepted and not kept.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = Open311Filing)]
pub(crate) struct Filing {
    /// The token of a service account that may file.
    api_key: String,
    /// One of the services.
    service_code: String,
    /// What it is about, up to 10,000 characters.
    description: String,
    /// Where, in words.
    address_string: String,
    /// Where, as a place of ours.
    address_id: String,
    lat: String,
    long: String,
    first_name: String,
    last_name: String,
    phone: String,
    email: String,
    /// Where a picture is; the address is kept with the words.
    media_url: String,
}

/// What is answered to a filing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Filed)]
pub(crate) struct Filed {
    /// The appeal's number.
    service_request_id: String,
    /// How its course can be followed.
    service_notice: String,
    account_id: Option<String>,
}

impl Item for Filed {
    const ROOT: &'static str = "service_requests";
    const ITEM: &'static str = "request";
}

/// `POST /open311/v2/requests.json`.
pub(super) async fn file(
    State(site): State<Site>,
    Query(keyed): Query<Keyed>,
    request: Request,
) -> Response {
    let format = Format::of(request.uri().path());
    let filed = async {
        let headers = request.headers().clone();
        let whose = site.reached.counted(request.extensions(), &headers);
        let knock = move |work: &mut Work<'_, '_>| identity::knock(work, Knock::Open311, &whose);
        let cx = Context::new(Actor::Guest, site.clock.now(), Seed::fresh());
        site.office.write(&cx, knock).await?;
        let (mut filing, body) = read(request).await?;
        if filing.api_key.is_empty() {
            filing.api_key = keyed.api_key;
        }
        filed(&site, &headers, &filing, &body).await
    };
    answer(format, StatusCode::CREATED, filed.await.map(|filed| vec![filed]))
}

async fn filed(
    site: &Site,
    headers: &HeaderMap,
    filing: &Filing,
    body: &[u8],
) -> Result<Filed, Problem> {
    if filing.api_key.is_empty() {
        return Err(Problem::LoginNeeded);
    }
    let cx = acting(site, &filing.api_key).await?;
    let submit = submission(filing, &site.office.rules_at(cx.at).rules)?;
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let key = key.unwrap_or_default().to_owned();
    let request = replay::Keyed::new("POST /open311/v2/requests", key, body);
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &request, |work| {
            let filed = domain::submit_over_open311(work, &submit)?;
            let no = filed.appeal.no.clone();
            Ok((filed, no))
        })
    };
    let (no, service_notice) = match site.office.write(&cx, verb).await? {
        Once::Done(filed) => {
            let notice = format!("查询码 {}：凭编号和查询码可以查看全过程。", filed.code);
            (filed.appeal.no, notice)
        }
        Once::Before(no) => (no, "这件诉求已经收到过，没有重复提交。".to_owned()),
    };
    Ok(Filed { service_request_id: no, service_notice, account_id: None })
}

/// What is filed. What has no field of its own with us is kept with the words.
fn submission(filing: &Filing, rules: &Rules) -> Result<Submit, Problem> {
    let tile = rules.tile(filing.service_code.trim()).ok_or_else(|| {
        Problem::fault("service_code", "没有这一类事，请从 services 里选一个 service_code。")
    })?;
    let mut text = filing.description.trim().to_owned();
    if text.is_empty() {
        return Err(Problem::fault("description", "请写下要反映的事情。"));
    }
    let (lat, long) = (filing.lat.trim(), filing.long.trim());
    let email = filing.email.trim();
    let extra = [
        ("经纬度", position(lat, long)?),
        ("联系邮箱", email.to_owned()),
        ("照片链接", filing.media_url.trim().to_owned()),
    ];
    for (label, value) in extra.iter().filter(|(_, value)| !value.is_empty()) {
        write!(text, "\n{label}：{value}").map_err(|error| Problem::broken(error.to_string()))?;
    }
    let words = filing.address_string.trim();
    let place = match filing.address_id.trim().parse::<i64>() {
        Ok(id) => PlaceGiven::of(Some(PlaceId::new(id)), words),
        Err(_) if !words.is_empty() => PlaceGiven::Described(words.to_owned()),
        Err(_) if !lat.is_empty() => PlaceGiven::Described(position(lat, long)?),
        Err(_) => {
            let said = "请写明地点：address_string、address_id，或者 lat 和 long。";
            return Err(Problem::fault("address_string", said));
        }
    };
    let name = format!("{}{}", filing.last_name.trim(), filing.first_name.trim());
    Ok(Submit {
        kind: tile.kind,
        title: String::new(),
        text,
        place,
        tile: Some(tile.code.clone()),
        contact: Contact {
            person: None,
            name: Some(name).filter(|name| !name.is_empty()),
            phone: telephone(filing.phone.trim())?,
            minor: false,
        },
        public: false,
    })
}

fn telephone(given: &str) -> Result<Option<PhoneNumber>, Problem> {
    if given.is_empty() {
        return Ok(None);
    }
    let wrong = |_| Problem::fault("phone", "手机号不对，请检查；不方便留号码可以不填。");
    given.parse().map(Some).map_err(wrong)
}

fn position(lat: &str, long: &str) -> Result<String, Problem> {
    if lat.is_empty() && long.is_empty() {
        return Ok(String::new());
    }
    let degrees =
        |text: &str, most: f64| text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    match (degrees(lat, 90.0), degrees(long, 180.0)) {
        (Some(lat), Some(long)) => Ok(format!("{lat}, {long}")),
        _ => Err(Problem::fault("lat", "lat 和 long 要一起写，单位是度。")),
    }
}

/// Reads the fields, and the bytes they came in.
async fn read(request: Request) -> Result<(Filing, Vec<u8>), Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let body = Bytes::from_request(request, &()).await;
        let body = body.map_err(|error| unreadable(&error.to_string()))?;
        let filing = serde_urlencoded::from_bytes(&body);
        return Ok((filing.map_err(|error| unreadable(&error.to_string()))?, body.to_vec()));
    }
    let parts = Multipart::from_request(request.with_limited_body(), &()).await;
    let mut parts = parts.map_err(|error| unreadable(&error.to_string()))?;
    let mut fields = BTreeMap::new();
    while let Some(part) = parts.next_field().await.map_err(|e| unreadable(&e.to_string()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let value = part.text().await.map_err(|error| unreadable(&error.to_string()))?;
        fields.insert(name, value);
    }
    let pairs = serde_urlencoded::to_string(&fields).map_err(|e| unreadable(&e.to_string()))?;
    let filing = serde_urlencoded::from_str(&pairs).map_err(|e| unreadable(&e.to_string()))?;
    Ok((filing, pairs.into_bytes()))
}
