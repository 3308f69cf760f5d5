//! Our own files, inside the program: style sheets, drawings, scripts. Each lives under an address
//! that changes with its content, so a browser fetches it once and never asks again.

use std::io::Write as _;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use sm3::{Digest, Sm3};

const FOREVER: &str = "public, max-age=31536000, immutable";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Name, content type, and the parts it is made of.
const SOURCES: [(&str, &str, &[&str]); 10] = [
    (
        "resident.css",
        CSS,
        &[
            include_str!("../../assets/tokens.css"),
            include_str!("../../assets/parts.css"),
            include_str!("../../assets/resident.css"),
        ],
    ),
    (
        "console.css",
        CSS,
        &[
            include_str!("../../assets/tokens.css"),
            include_str!("../../assets/parts.css"),
            include_str!("../../assets/console.css"),
        ],
    ),
    (
        "dash.css",
        CSS,
        &[include_str!("../../assets/tokens.css"), include_str!("../../assets/dash.css")],
    ),
    ("dash.js", JS, &[include_str!("../../assets/dash.js")]),
    ("icons.svg", SVG, &[include_str!("../../assets/icons.svg")]),
    ("mark.svg", SVG, &[include_str!("../../assets/mark.svg")]),
    ("photos.js", JS, &[include_str!("../../assets/photos.js")]),
    (
        "draft.js",
        JS,
        &[
            include_str!("../../assets/draft.js"),
            include_str!("../../assets/steps.js"),
            include_str!("../../assets/count.js"),
        ],
    ),
    ("console.js", JS, &[include_str!("../../assets/console.js")]),
    ("htmx.js", JS, &[include_str!("../../assets/vendor/htmx.min.js")]),
];

/// One file, ready to send.
#[derive(Debug)]
pub struct Asset {
    /// Its name, such as `resident.css`.
    pub name: &'static str,
    /// Where it is found: `/a/HASH/NAME`.
    pub url: String,
    kind: &'static str,
    plain: Vec<u8>,
    gzip: Vec<u8>,
}

impl Asset {
    fn pack((name, kind, parts): (&'static str, &'static str, &[&str])) -> Self {
        let plain = parts.concat().into_bytes();
        let digest = hex::encode(Sm3::digest(&plain));
        let hash = digest.get(..12).unwrap_or(&digest);
        Self { name, url: format!("/a/{hash}/{name}"), kind, gzip: gzip(&plain), plain }
    }

    /// Its content, as written.
    pub fn bytes(&self) -> &[u8] {
        &self.plain
    }

    /// Bytes that travel to a browser.
    pub const fn weight(&self) -> usize {
        self.gzip.len()
    }

    fn send(&self, headers: &HeaderMap) -> Response {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let heads = [
            (header::CONTENT_TYPE, self.kind),
            (header::CACHE_CONTROL, FOREVER),
            (header::VARY, "Accept-Encoding"),
        ];
        if accepted.is_some_and(|accepted| accepted.contains("gzip")) {
            (heads, [(header::CONTENT_ENCODING, "gzip")], self.gzip.clone()).into_response()
        } else {
            (heads, self.plain.clone()).into_response()
        }
    }
}

/// All files, packed once.
pub fn shelf() -> &'static [Asset] {
    static SHELF: OnceLock<Vec<Asset>> = OnceLock::new();
    SHELF.get_or_init(|| SOURCES.into_iter().map(Asset::pack).collect())
}

/// The address of a file; templates call this. A name that is not on the shelf leads nowhere, which
/// the tests of the pages notice.
pub fn asset(name: &str) -> &'static str {
    shelf().iter().find(|asset| asset.name == name).map_or("", |asset| asset.url.as_str())
}

/// The address of one drawing of the sprite.
pub fn icon(name: &str) -> String {
    format!("{}#{name}", asset("icons.svg"))
}

/// The route that serves them.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/a/{hash}/{name}", get(serve))
}

async fn serve(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let wanted = format!("/a/{hash}/{name}");
    shelf()
        .iter()
        .find(|asset| asset.url == wanted)
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| asset.send(&headers))
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(names: &[&str]) -> usize {
        shelf().iter().filter(|asset| names.contains(&asset.name)).map(Asset::weight).sum()
    }

    #[test]
    fn each_face_stays_within_its_budget() {
        assert!(weight(&["resident.css"]) <= 12 * 1024);
        assert!(weight(&["photos.js", "draft.js"]) <= 8 * 1024);
        assert!(
            weight(&["resident.css", "icons.svg", "mark.svg", "photos.js", "draft.js"])
                <= 26 * 1024
        );
        assert!(weight(&["dash.css", "dash.js"]) <= 12 * 1024 && weight(&["dash.js"]) <= 1536);
        assert!(weight(&["htmx.js", "console.js", "photos.js", "draft.js"]) <= 30 * 1024);
        assert!(
            weight(&[
                "console.css",
                "icons.svg",
                "mark.svg",
                "htmx.js",
                "console.js",
                "photos.js",
                "draft.js"
            ]) <= 60 * 1024
        );
    }

    #[test]
    fn own_scripts_stay_small() {
        for source in SOURCES.iter().filter(|source| source.1 == JS && source.0 != "htmx.js") {
            let long = source.2.iter().any(|part| part.lines().count() > 120);
            assert!(!long, "{} is too long", source.0);
        }
    }

    #[test]
    fn the_vendored_file_is_the_one_we_looked_at() {
        let readme = include_str!("../../assets/vendor/README.md");
        let htmx = shelf().iter().find(|asset| asset.name == "htmx.js").unwrap();
        assert!(readme.contains(&hex::encode(Sm3::digest(htmx.bytes()))));
    }

    #[test]
    fn a_file_has_one_address() {
        assert!(asset("resident.css").ends_with("/resident.css"));
        assert_eq!(asset("nothing.css"), "");
    }
}
