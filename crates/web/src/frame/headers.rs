//! The headers of safety that every answer carries.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::site::Site;

/// Own files only: no inline script, no inline style, no foreign host, no frame around us.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// A year of https only, once a browser came by it.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// A layer that adds them to every answer, whatever made it. Where the site is reached by https,
/// browsers keep to it and send no cookie another way.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    site.proxies_seen.look(&site.reached, request.extensions(), request.headers());
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    // Whatever does not say that it may be kept is somebody's own.
    let kept = response.headers_mut().entry(header::CACHE_CONTROL);
    kept.or_insert(HeaderValue::from_static("no-store"));
    if site.reached.by_https() {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
        for (name, value) in response.headers_mut() {
            if name == header::SET_COOKIE {
                let kept = [value.as_bytes(), b"; Secure"].concat();
                *value = HeaderValue::from_bytes(&kept).unwrap_or_else(|_| value.clone());
            }
        }
    }
    response
}
