//! A filing as it comes: urlencoded, as JSON, or multipart with photos.

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde_json::Value;
use sm3::{Digest, Sm3};
use xianban_domain::files::Claim;
use xianban_kernel::{Actor, FileId, Problem};

use super::parameters::{Parameters, acting};
use crate::door::encoding;
use crate::files::arrive::{Taken, cut_off, drain, next, take};
use crate::files::form::{MOST_WITH_PHOTOS, MOST_WORDS};
use crate::frame::problem::{WRONG_MEDIA, unreadable};
use crate::sent::{self, Fields};
use crate::visitor::Visitor;

/// The kinds of body that are read.
pub(crate) const KINDS: [&str; 3] =
    ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"];

/// A filing that has arrived.
#[derive(Debug, Default)]
pub(super) struct Arrived {
    /// Its words, those of the address first.
    pub(super) words: Parameters,
    /// The photos that came with it, staged.
    photos: Vec<FileId>,
    /// Digest of the photos' contents.
    contents: Vec<u8>,
    /// What could not be taken, for whoever sent it.
    pub(super) told: Vec<String>,
}

impl Arrived {
    /// What the filing claims.
    pub(super) fn claim(&self, visitor: &Visitor) -> Claim {
        Claim { ids: self.photos.clone(), by: visitor.stagers() }
    }

    /// What was asked for, whichever way it came: the same words and photos are the same request.
    pub(super) fn canonical(&self) -> Vec<u8> {
        let mut words: Vec<_> = self.words.0.iter().filter(|(name, _)| name != "api_key").collect();
        words.sort_by(|one, other| one.0.cmp(&other.0));
        let mut all = Vec::new();
        for (name, value) in words {
            let value = value.trim();
            all.extend_from_slice(
                format!("{}:{name}={}:{value}", name.len(), value.len()).as_bytes(),
            );
        }
        all.extend_from_slice(&self.contents);
        all
    }
}

/// Reads a filing. Photos are staged as whoever holds the key, where the key stands before them.
pub(super) async fn read(
    visitor: &mut Visitor,
    asked: Parameters,
    mut request: Request,
) -> Result<Arrived, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    encoding::check_kind(&kind)?;
    let plain = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut arrived = Arrived { words: asked, ..Arrived::default() };
    if plain == "multipart/form-data" {
        DefaultBodyLimit::max(MOST_WITH_PHOTOS).apply(&mut request);
        let parts = Multipart::from_request(request.with_limited_body(), &()).await;
        let parts = parts.map_err(|_| unreadable("no multipart body"))?;
        return multipart(visitor, arrived, parts).await;
    }
    if !plain.is_empty() && !KINDS.contains(&plain.as_str()) {
        let said = "这种格式读不懂，没有收下。请用表单（urlencoded、multipart）或者 JSON。";
        return Err(Problem::refused(WRONG_MEDIA, said));
    }
    let body = Bytes::from_request(request, &()).await.map_err(|refused| {
        if refused.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
            return too_long();
        }
        unreadable("the body broke off")
    })?;
    let pairs = if plain == "application/json" {
        of_json(sent::json(&body)?)?
    } else {
        sent::fields(&body)?.into_pairs()
    };
    arrived.words.0.extend(pairs);
    Ok(arrived)
}

async fn multipart(
    visitor: &mut Visitor,
    mut arrived: Arrived,
    mut parts: Multipart,
) -> Result<Arrived, Problem> {
    let (mut contents, mut length) = (Sm3::new(), 0);
    while let Some(mut field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        if field.file_name().is_some() {
            if visitor.cx.actor == Actor::Guest {
                let key = arrived.words.one("api_key")?;
                visitor.cx = acting(&visitor.site, visitor.cx.clone(), key).await?;
            }
            photo(visitor, &mut arrived, &mut field, &mut contents).await?;
            contents.update(b"\n");
            continue;
        }
        let name = field.name().unwrap_or_default().to_owned();
        let mut value = Vec::new();
        while let Some(chunk) = next(&mut field).await? {
            length += chunk.len();
            if length > MOST_WORDS {
                return Err(too_long());
            }
            value.extend_from_slice(&chunk);
        }
        encoding::check_text(&value)?;
        let value = String::from_utf8_lossy(&value).into_owned();
        arrived.words.0.extend(Fields::of(vec![(name, value)]).into_pairs());
    }
    arrived.contents = contents.finalize().to_vec();
    Ok(arrived)
}

/// Takes a photo, or says why not: the filing is kept without it.
async fn photo(
    visitor: &Visitor,
    arrived: &mut Arrived,
    field: &mut Field<'_>,
    contents: &mut Sm3,
) -> Result<(), Problem> {
    if field.file_name().is_none_or(str::is_empty) {
        return drain(field, contents).await;
    }
    let n = arrived.photos.len() + arrived.told.len() + 1;
    let most = visitor.site.office.rules_at(visitor.cx.at).rules.forms.photos_max;
    if n > most {
        arrived.told.push(format!("第 {n} 张照片没有收下：最多 {most} 张。"));
        return drain(field, contents).await;
    }
    match take(visitor, field, contents).await? {
        Taken::Kept(id, what) if !what.is_document() => arrived.photos.push(id),
        Taken::Kept(..) => arrived.told.push(format!("第 {n} 个文件不是照片，没有收下。")),
        Taken::Unfit(said) => arrived.told.push(format!("第 {n} 张照片没有收下：{said}")),
        Taken::Lost => {
            arrived.told.push(format!("第 {n} 张照片暂时存不下，请稍后在网页上补充。"));
        }
    }
    Ok(())
}

/// The fields of an object: numbers as they are written, a list as several values.
fn of_json(body: Value) -> Result<Vec<(String, String)>, Problem> {
    let Value::Object(fields) = body else { return Err(unreadable("no object")) };
    let mut pairs = Vec::new();
    for (name, value) in fields {
        let values = if let Value::Array(values) = value { values } else { vec![value] };
        for value in values {
            match value {
                Value::Null => {}
                Value::String(text) => pairs.push((name.clone(), text)),
                other => pairs.push((name.clone(), other.to_string())),
            }
        }
    }
    Ok(pairs)
}

fn too_long() -> Problem {
    Problem::TooLarge {
        said: "写的内容太多了，没有收下。文字请控制在一万字以内。".to_owned()
    }
}
