//! What was typed comes back when it could not be saved just now, or when nobody knows whether it
//! was: the answer holds the whole form under its key, to be sent once more. Works while the
//! database is down, and without scripts.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt, stream};

use crate::frame::problem::{self, NotNow};
use crate::frame::{Frame, Reply, csrf};
use crate::resident::again::{AgainPage, Typed};
use crate::sent::{self, Fields};

/// So much of a body is held while it is answered: every word of a form stands before its files.
const HELD: usize = 1024 * 1024;

/// The beginning of a body.
struct Held {
    bytes: Bytes,
    /// Whether that is all of it.
    whole: bool,
}

/// The frame in which the visitor would read about a problem; handlers leave it in their answer.
#[derive(Clone)]
pub(crate) struct Framed {
    pub(crate) frame: Frame,
    /// Whether he logged in by this very form, so that its seal is no longer his.
    pub(crate) entered: bool,
}

/// A layer around the lines that people post to.
pub(super) async fn hold(request: Request, next: Next) -> Response {
    let reply = Reply::of(request.headers());
    if request.method() != Method::POST || !reply.is_whole_page() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).cloned();
    let action = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let (held, body) = beginning(body).await;
    let answer = next.run(Request::from_parts(parts, body)).await;
    let Some(NotNow(problem)) = answer.extensions().get::<NotNow>().cloned() else { return answer };
    let Some(framed) = answer.extensions().get::<Framed>().cloned() else { return answer };
    let Some((fields, files)) = typed(kind, held).await else { return answer };
    let Framed { frame, entered } = framed;
    let seal = |(name, value): (String, String)| {
        if entered && name == csrf::FIELD { (name, frame.csrf.clone()) } else { (name, value) }
    };
    let fields = fields.into_iter().map(seal).collect();
    let page = AgainPage::new(&frame, &problem, Typed { action, fields, files });
    let mut again = problem::told_when(&problem, reply.page(&page));
    for kept in answer.headers().get_all(header::SET_COOKIE) {
        again.headers_mut().append(header::SET_COOKIE, kept.clone());
    }
    again
}

/// What is held of a body, and all of it.
async fn beginning(body: Body) -> (Held, Body) {
    let mut rest: BodyDataStream = body.into_data_stream();
    let (mut held, mut chunks, mut whole) = (Vec::new(), Vec::new(), false);
    while held.len() < HELD {
        let Some(chunk) = rest.next().await else {
            whole = true;
            break;
        };
        let broke = chunk.is_err();
        if let Ok(bytes) = &chunk {
            held.extend_from_slice(bytes);
        }
        chunks.push(chunk);
        if broke {
            break;
        }
    }
    let held = Held { bytes: Bytes::from(held), whole };
    (held, Body::from_stream(stream::iter(chunks).chain(rest)))
}

/// The words of the form, and whether files came with it; `None` when not every word is here: half a
/// form is not given back as if it were all.
async fn typed(kind: Option<HeaderValue>, held: Held) -> Option<(Vec<(String, String)>, bool)> {
    let multipart = |kind: &HeaderValue| kind.as_bytes().starts_with(b"multipart/form-data");
    let Some(kind) = kind.filter(multipart) else {
        let whole = held.whole.then_some(held.bytes)?;
        return Some((sent::fields(&whole).ok()?.into_pairs(), false));
    };
    let mut request = Request::new(Body::from(held.bytes));
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    let (mut pairs, mut files) = (Vec::new(), false);
    // What was held may end in the middle of a file.
    while let Ok(Some(field)) = parts.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name() {
            files |= !file.is_empty();
        } else if let Ok(value) = field.text().await {
            pairs.push((name, value));
        }
    }
    (held.whole || files).then(|| (Fields::of(pairs).into_pairs(), files))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn held(body: String) -> Option<usize> {
        let (held, whole) = beginning(Body::from(body.clone())).await;
        let passed_on = axum::body::to_bytes(whole, usize::MAX).await.unwrap();
        assert_eq!(passed_on.len(), body.len(), "the handler reads all of it");
        typed(None, held).await.map(|(fields, _)| fields[0].1.len())
    }

    #[tokio::test]
    async fn a_form_comes_back_whole_or_not_at_all() {
        assert_eq!(held(format!("text={}", "a".repeat(900_000))).await, Some(900_000));
        let pieces = stream::iter((0..40).map(|_| Ok::<_, std::io::Error>("a".repeat(50_000))));
        let (held, _) = beginning(Body::from_stream(pieces)).await;
        assert!(typed(None, held).await.is_none(), "half a form is no form");
    }
}
