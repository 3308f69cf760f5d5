//! What somebody typed while his session ended: it goes with him through the login, sealed, and the
//! form is shown again with everything in it. Works without scripts.

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::{RequestExt, Router};
use serde::{Deserialize, Serialize};
use tower::ServiceExt;
use xianban_domain::keys::Keys;
use xianban_kernel::{Problem, Seed};

use crate::files::arrive::{cut_off, next as piece};
use crate::frame::csrf;
use crate::frame::problem::unreadable;
use crate::visitor::Visitor;

/// The most that may be typed into one form.
const MOST_WORDS: usize = 2 * 1024 * 1024;
/// The most that a form may bring with photos; they are read past and chosen again.
const MOST_WITH_PHOTOS: usize = 600 * 1024 * 1024;
/// What the seal is for.
const PURPOSE: &str = "carried form";

/// A form on its way through the login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Carried {
    path: String,
    fields: Vec<(String, String)>,
    photos: bool,
}

/// The form to show again, in the answer of a login, with the cookie of the new session.
#[derive(Clone)]
struct Again {
    form: Carried,
    cookie: String,
}

impl Carried {
    /// Sealed for a hidden field: whoever reads the page's source learns nothing.
    pub(super) fn sealed(&self, keys: &Keys) -> Result<String, Problem> {
        let plain = serde_json::to_vec(self).map_err(|error| Problem::broken(error.to_string()))?;
        Ok(hex::encode(keys.seal(PURPOSE, &plain, &mut Seed::fresh().draw())))
    }

    /// Out of the hidden field; nothing when it is empty or not ours.
    fn opened(keys: &Keys, sealed: &str) -> Option<Self> {
        let sealed = hex::decode(sealed).ok().filter(|sealed| !sealed.is_empty())?;
        serde_json::from_slice(&keys.open(PURPOSE, &sealed).ok()?).ok()
    }

    fn keep(&mut self, name: String, value: String) {
        if ![csrf::FIELD, "key"].contains(&name.as_str()) {
            self.fields.push((name, value));
        }
    }
}

/// The words of a form; its files are read past.
pub(crate) async fn typed(path: String, mut request: Request) -> Result<Carried, Problem> {
    let mut form = Carried { path, fields: Vec::new(), photos: false };
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let body = to_bytes(request.into_body(), MOST_WORDS).await;
        let body = body.map_err(|_| too_long())?;
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&body).map_err(|error| unreadable(&error.to_string()))?;
        for (name, value) in pairs {
            form.keep(name, value);
        }
        return Ok(form);
    }
    DefaultBodyLimit::max(MOST_WITH_PHOTOS).apply(&mut request);
    let parts = Multipart::from_request(request.with_limited_body(), &()).await;
    let mut parts = parts.map_err(|_| unreadable("no multipart body"))?;
    let mut length = 0;
    while let Some(mut field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        form.photos |= file.as_ref().is_some_and(|file| !file.is_empty());
        let mut value = Vec::new();
        while let Some(chunk) = piece(&mut field).await? {
            if file.is_none() {
                length += chunk.len();
                value.extend_from_slice(&chunk);
            }
            if length > MOST_WORDS {
                return Err(too_long());
            }
        }
        if file.is_none() {
            let value = String::from_utf8(value);
            form.keep(name, value.map_err(|error| unreadable(&error.to_string()))?);
        }
    }
    Ok(form)
}

fn too_long() -> Problem {
    Problem::TooLarge { said: "写的内容太多了，请删掉一些。".to_owned() }
}

/// Puts the form that came through the login into its answer; [`shown_again`] finds it there.
pub(crate) fn hand_back(visitor: &Visitor, sealed: &str, session: &str, answer: &mut Response) {
    if let Some(form) = Carried::opened(&visitor.site.office.keys, sealed) {
        answer.extensions_mut().insert(Again { form, cookie: visitor.cookies_with(session) });
    }
}

/// Around all pages: a login that a form came through is answered with that form.
pub(crate) fn shown_again(pages: Router) -> Router {
    let inner = pages.clone();
    pages.layer(middleware::from_fn(move |request: Request, next: Next| {
        let inner = inner.clone();
        async move {
            let (parts, body) = request.into_parts();
            let login = next.run(Request::from_parts(parts.clone(), body)).await;
            let again = login.extensions().get::<Again>().and_then(|again| again.asks(&parts));
            let Some(asked) = again else { return login };
            let form = answered(inner, asked).await;
            in_one(&login, form)
        }
    }))
}

async fn answered(pages: Router, asked: Request) -> Response {
    let Ok(answer) = pages.oneshot(asked).await;
    answer
}

/// The form's answer, with the cookie of the login.
fn in_one(login: &Response, mut form: Response) -> Response {
    for kept in login.headers().get_all(header::SET_COOKIE) {
        form.headers_mut().append(header::SET_COOKIE, kept.clone());
    }
    form
}

impl Again {
    /// The request that shows the form: posted with a mark that no door takes for a seal.
    fn asks(&self, login: &Parts) -> Option<Request> {
        let form = &self.form;
        let mark = if form.photos { csrf::AGAIN_WITH_PHOTOS } else { csrf::AGAIN };
        let mut fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push((csrf::FIELD, mark));
        let body = serde_urlencoded::to_string(&fields).ok()?;
        let mut parts = login.clone();
        parts.uri = form.path.parse().ok()?;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.insert(header::COOKIE, HeaderValue::from_str(&self.cookie).ok()?);
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        parts.headers.insert(header::CONTENT_TYPE, kind);
        Some(Request::from_parts(parts, Body::from(body)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_through_sealed_and_only_by_our_key() {
        let (ours, others) = (Keys::fixed(1), Keys::fixed(2));
        let path = "/appeals/1/rate".to_owned();
        let mut form = Carried { path, fields: Vec::new(), photos: true };
        form.keep("words".to_owned(), "楼道灯还是不亮".to_owned());
        form.keep("csrf".to_owned(), "old".to_owned());
        assert_eq!(form.fields, [("words".to_owned(), "楼道灯还是不亮".to_owned())]);
        let sealed = form.sealed(&ours).unwrap();
        assert_eq!(Carried::opened(&ours, &sealed), Some(form));
        assert_eq!(Carried::opened(&others, &sealed), None);
        assert_eq!(Carried::opened(&ours, "zz"), None);
        assert_eq!(Carried::opened(&ours, ""), None);
    }
}
