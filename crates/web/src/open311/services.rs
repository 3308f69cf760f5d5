use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use xianban_domain::rules::{Rules, Tile};
use xianban_kernel::Problem;

use super::wire::{Format, Item, answer, single};
use crate::site::Site;

/// Something that can be asked for: a tile of the residents' form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Service)]
pub(crate) struct Service {
    /// What a request names it by.
    #[serde(rename = "service_code")]
    code: String,
    /// As residents read it.
    #[serde(rename = "service_name")]
    name: String,
    /// What belongs to it.
    description: String,
    /// Whether it asks for more than the standard fields: never.
    metadata: bool,
    /// `realtime`: a request gets its number at once.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Words to find it by.
    keywords: String,
    /// Which of the kinds of appeal it is.
    group: String,
}

/// The definition of a service. It asks for no more than the standard fields.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Definition)]
pub(crate) struct Definition {
    service_code: String,
    attributes: Vec<String>,
}

/// Where everything is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Discovery)]
pub(crate) struct Discovery {
    changeset: &'static str,
    contact: String,
    key_service: &'static str,
    endpoints: Vec<Endpoint>,
}

/// One address of the interface.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Endpoint)]
pub(crate) struct Endpoint {
    specification: &'static str,
    url: &'static str,
    changeset: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    formats: [&'static str; 2],
}

/// When the shape of this interface last changed.
const CHANGESET: &str = "2026-11-23T00:00:00+08:00";

impl Item for Service {
    const ROOT: &'static str = "services";
    const ITEM: &'static str = "service";
}

impl Service {
    fn of(tile: &Tile, rules: &Rules) -> Self {
        let group = rules.kind(tile.kind).map(|kind| kind.name.clone()).unwrap_or_default();
        Self {
            code: tile.code.clone(),
            name: tile.name.clone(),
            description: format!("{group}：{}", tile.name),
            metadata: false,
            kind: "realtime",
            keywords: tile.name.clone(),
            group,
        }
    }
}

/// `/open311/v2/services.json`.
pub(super) async fn list(State(site): State<Site>, uri: Uri) -> Response {
    let rules = &site.office.rules_at(site.clock.now()).rules;
    let services = rules.tiles.iter().map(|tile| Service::of(tile, rules)).collect();
    answer(Format::of(uri.path()), StatusCode::OK, Ok(services))
}

/// `/open311/v2/services/CODE.json`.
pub(super) async fn definition(State(site): State<Site>, Path(file): Path<String>) -> Response {
    let format = Format::of(&file);
    let code = file.split('.').next().unwrap_or_default();
    let rules = &site.office.rules_at(site.clock.now()).rules;
    match rules.tile(code) {
        Some(tile) => {
            let definition = Definition { service_code: tile.code.clone(), attributes: Vec::new() };
            single(format, "service_definition", &definition)
        }
        None => answer::<Service>(format, StatusCode::OK, Err(Problem::NotFound)),
    }
}

/// `/open311/v2/discovery.json`.
pub(super) async fn discovery(State(site): State<Site>, OriginalUri(uri): OriginalUri) -> Response {
    let endpoint = Endpoint {
        specification: "http://wiki.open311.org/GeoReport_v2",
        url: "/open311/v2",
        changeset: CHANGESET,
        kind: "production",
        formats: ["application/json", "text/xml"],
    };
    let discovery = Discovery {
        changeset: CHANGESET,
        contact: format!("{} {}", site.office.front().community, site.office.front().phone),
        key_service: "xianban user token add --help",
        endpoints: vec![endpoint],
    };
    single(Format::of(uri.path()), "discovery", &discovery)
}
