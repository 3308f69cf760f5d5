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
const HELD: usize = 256 * 1024;

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

/// The first bytes of a body, and the whole of it.
async fn beginning(body: Body) -> (Bytes, Body) {
    let mut rest: BodyDataStream = body.into_data_stream();
    let (mut held, mut chunks) = (Vec::new(), Vec::new());
    while held.len() < HELD {
        let Some(chunk) = rest.next().await else { break };
        if let Ok(bytes) = &chunk {
            held.extend_from_slice(bytes.get(..bytes.len().min(HELD)).unwrap_or_default());
        }
        let broke = chunk.is_err();
        chunks.push(chunk);
        if broke {
            break;
        }
    }
    (Bytes::from(held), Body::from_stream(stream::iter(chunks).chain(rest)))
}

/// The words of the form, and whether files came with it; `None` when they cannot be read.
async fn typed(kind: Option<HeaderValue>, held: Bytes) -> Option<(Vec<(String, String)>, bool)> {
    let multipart = |kind: &HeaderValue| kind.as_bytes().starts_with(b"multipart/form-data");
    let Some(kind) = kind.filter(multipart) else {
        return Some((sent::fields(&held).ok()?.into_pairs(), false));
    };
    let mut request = Request::new(Body::from(held));
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
    Some((Fields::of(pairs).into_pairs(), files))
}
