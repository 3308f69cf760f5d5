//! Open311 GeoReport v2 at `/open311/v2/`, so that other cities' tools can file and follow.
//!
//! A service is a tile of the residents' form. Anybody may list what is published: answered after
//! review and with the applicant's consent, with long numbers covered. An `api_key` is the token of a
//! service account; with it one files, and sees besides what was filed with it. Addresses end in
//! `.json` or `.xml`. Errors have the form the specification gives them.
//!
//! Source: <https://wiki.open311.org/GeoReport_v2/>.

mod filing;
mod given;
mod parameters;
mod reading;
mod requests;
mod services;
mod wire;

use axum::response::Response;
use xianban_kernel::Problem;

use crate::door::For::Everybody;
use crate::door::{Line, get, post};

/// Reads the words of a filing and forgets them.
#[cfg(feature = "fuzzing")]
pub(crate) fn read(words: Vec<(String, String)>, rules: &xianban_domain::rules::Rules) -> bool {
    given::Given::read(&parameters::Parameters(words), rules).is_ok()
}

/// Whether an address is below ours, so that also what goes wrong there is told as the specification
/// has it.
pub(crate) fn is_below(path: &str) -> bool {
    path.starts_with("/open311/")
}

/// What went wrong at an address of ours, in the format that was asked for.
pub(crate) fn problem(path: &str, problem: &Problem) -> Response {
    wire::refusal(wire::Format::of(path), problem)
}

/// What the endings of addresses stand for.
const JSON: &[&str] = &["application/json"];
const XML: &[&str] = &["text/xml"];
const EITHER: &[&str] = &["application/json", "text/xml"];

/// Every address of Open311.
pub(crate) fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for (discovery, services, requests, kind) in [
        (
            "/open311/v2/discovery.json",
            "/open311/v2/services.json",
            "/open311/v2/requests.json",
            JSON,
        ),
        ("/open311/v2/discovery.xml", "/open311/v2/services.xml", "/open311/v2/requests.xml", XML),
    ] {
        lines.extend([
            get(discovery, Everybody, "Open311：这里有什么", services::discovery)
                .serves(kind)
                .gives::<services::Discovery>(),
            get(services, Everybody, "Open311：可以反映哪几类事", services::list)
                .serves(kind)
                .gives::<Vec<services::Service>>(),
            get(requests, Everybody, "Open311：诉求清单", requests::list)
                .serves(kind)
                .asks::<requests::Asked>()
                .gives::<Vec<requests::Request>>(),
            post(requests, Everybody, "Open311：提交诉求", filing::file)
                .with_files()
                .serves(kind)
                .takes::<filing::Filing>()
                .gives::<Vec<filing::Filed>>(),
        ]);
    }
    lines.push(
        get(
            "/open311/v2/services/{file}",
            Everybody,
            "Open311：一类事的定义",
            services::definition,
        )
        .serves(EITHER)
        .gives::<services::Definition>(),
    );
    lines.push(
        get("/open311/v2/requests/{file}", Everybody, "Open311：一件诉求", requests::show)
            .serves(EITHER)
            .asks::<requests::Keyed>()
            .gives::<Vec<requests::Request>>(),
    );
    lines
}
