use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use xianban_domain::rules::{Rules, Tile};
use xianban_kernel::Problem;

use super::parameters::Parameters;
use super::wire::{Format, Item, answer, refusal, single};
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

/// The same in XML: a list without attributes is an empty element.
#[derive(Serialize)]
struct DefinitionXml {
    service_code: String,
    attributes: Option<String>,
}

/// Where everything is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Discovery)]
pub(crate) struct Discovery {
    changeset: &'static str,
    contact: String,
    key_service: String,
    endpoints: Vec<Endpoint>,
}

/// One address of the interface.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Open311Endpoint)]
pub(crate) struct Endpoint {
    specification: &'static str,
    url: String,
    changeset: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    formats: Vec<&'static str>,
}

/// The same in XML: each list has an element around it.
#[derive(Serialize)]
struct DiscoveryXml {
    changeset: &'static str,
    contact: String,
    key_service: String,
    endpoints: EndpointsXml,
}

#[derive(Serialize)]
struct EndpointsXml {
    endpoint: Vec<EndpointXml>,
}

#[derive(Serialize)]
struct EndpointXml {
    specification: &'static str,
    url: String,
    changeset: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    formats: FormatsXml,
}

#[derive(Serialize)]
struct FormatsXml {
    format: Vec<&'static str>,
}

impl From<Discovery> for DiscoveryXml {
    fn from(found: Discovery) -> Self {
        let Discovery { changeset, contact, key_service, endpoints } = found;
        let endpoint = endpoints.into_iter().map(|endpoint| {
            let Endpoint { specification, url, changeset, kind, formats } = endpoint;
            let formats = FormatsXml { format: formats };
            EndpointXml { specification, url, changeset, kind, formats }
        });
        let endpoints = EndpointsXml { endpoint: endpoint.collect() };
        Self { changeset, contact, key_service, endpoints }
    }
}

/// When the shape of this interface last changed.
const CHANGESET: &str = "2026-11-26T00:00:00+08:00";

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
    let services = Parameters::of_query(&uri).and_then(|words| {
        words.check_jurisdiction(&site)?;
        let rules = &site.office.rules_at(site.clock.now()).rules;
        Ok(rules.tiles.iter().map(|tile| Service::of(tile, rules)).collect())
    });
    answer(Format::of(uri.path()), StatusCode::OK, services)
}

/// `/open311/v2/services/CODE.json`.
pub(super) async fn definition(
    State(site): State<Site>,
    Path(file): Path<String>,
    uri: Uri,
) -> Response {
    let format = Format::of(&file);
    let code = file.trim_end_matches(".json").trim_end_matches(".xml");
    let found = Parameters::of_query(&uri).and_then(|words| {
        words.check_jurisdiction(&site)?;
        let rules = &site.office.rules_at(site.clock.now()).rules;
        rules.tile(code).map(|tile| tile.code.clone()).ok_or(Problem::NotFound)
    });
    match found {
        Ok(code) => {
            let definition = Definition { service_code: code.clone(), attributes: Vec::new() };
            let xml = DefinitionXml { service_code: code, attributes: None };
            single(format, "service_definition", &definition, &xml)
        }
        Err(problem) => refusal(format, &problem),
    }
}

/// `/open311/v2/discovery.json`.
pub(super) async fn discovery(State(site): State<Site>, headers: HeaderMap, uri: Uri) -> Response {
    let endpoint = Endpoint {
        specification: "http://wiki.open311.org/GeoReport_v2",
        url: format!("{}/open311/v2", site.reached.origin(&headers)),
        changeset: CHANGESET,
        kind: "production",
        formats: vec!["text/xml", "application/json"],
    };
    let brand = site.brand();
    let discovery = |endpoints| Discovery {
        changeset: CHANGESET,
        contact: format!("{} {}", brand.community, brand.phone),
        key_service: format!("api_key 由{}发给，请致电 {}。", brand.platform, brand.phone),
        endpoints,
    };
    let xml = DiscoveryXml::from(discovery(vec![endpoint.clone()]));
    single(Format::of(uri.path()), "discovery", &discovery(vec![endpoint]), &xml)
}
