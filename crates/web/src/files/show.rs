use std::fmt::Write;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use xianban_domain::files::{FileKind, Part};
use xianban_domain::rooms;
use xianban_kernel::{FileId, Problem};

use crate::visitor::Visitor;

/// The bytes of a picture.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct PictureBytes(Vec<u8>);

/// What a document may do in a browser that opens it all the same: nothing.
const LOCKED: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// `/files/{id}`: the picture; an original nobody here can draw, and a document, is a download.
pub(crate) async fn full(visitor: Visitor, Path(id): Path<String>) -> Response {
    shown(&visitor, &id, Part::Full).await
}

/// `/files/{id}/thumb`: the picture, at most 320 pixels long.
pub(crate) async fn thumb(visitor: Visitor, Path(id): Path<String>) -> Response {
    shown(&visitor, &id, Part::Thumb).await
}

async fn shown(visitor: &Visitor, id: &str, part: Part) -> Response {
    match content(visitor, id, part).await {
        Ok((what, name, bytes)) => answer(id, what, name, bytes),
        Err(problem) => visitor.problem(&problem),
    }
}

async fn content(
    visitor: &Visitor,
    id: &str,
    part: Part,
) -> Result<(FileKind, Option<String>, PictureBytes), Problem> {
    let id = FileId::new(id.parse().map_err(|_| Problem::NotFound)?);
    let stagers = visitor.stagers();
    let found = visitor.site.office.read(&visitor.cx, move |work| rooms::file(work, id, &stagers));
    let (file, name) = found.await?;
    let (keys, desk) = (visitor.site.office.keys.clone(), visitor.site.photos.clone());
    let opened = tokio::task::spawn_blocking(move || {
        let object = file.object(part).ok_or(Problem::NotFound)?;
        let object =
            object.parse().map_err(|_| Problem::broken("a file with a bad object name"))?;
        let sealed = desk.objects.get(&object)?;
        Ok((file.what, name, PictureBytes(file.opened(&keys, part, &sealed)?)))
    });
    opened.await.map_err(|error| Problem::broken(error.to_string()))?
}

/// What is under a number never changes; but no browser keeps it, for others may sit there next.
fn answer(id: &str, what: FileKind, name: Option<String>, bytes: PictureBytes) -> Response {
    let mut response = Body::from(bytes.0).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(what)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
    if what.is_document() {
        headers.insert(header::CONTENT_SECURITY_POLICY, LOCKED);
    }
    if let Ok(shown) = HeaderValue::from_str(&disposition(id, what, name)) {
        headers.insert(header::CONTENT_DISPOSITION, shown);
    }
    response
}

const fn media_type(what: FileKind) -> &'static str {
    match what {
        FileKind::Photo => "image/jpeg",
        FileKind::Original => "application/octet-stream",
        FileKind::Pdf => "application/pdf",
        FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind::Doc => "application/msword",
        FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// RFC 6266: a plain name for every program, and the one it came with for those that read RFC 8187.
fn disposition(id: &str, what: FileKind, name: Option<String>) -> String {
    let (shown, plain) = match what {
        FileKind::Photo => ("inline", "photo"),
        FileKind::Original => ("attachment", "photo"),
        FileKind::Pdf | FileKind::Docx | FileKind::Doc | FileKind::Xlsx => ("attachment", "file"),
    };
    let mut said = format!("{shown}; filename=\"{plain}-{id}.{}\"", what.ending());
    if let Some(name) = name {
        said.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                said.push(char::from(byte));
            } else {
                write!(said, "%{byte:02X}").unwrap_or_default();
            }
        }
    }
    said
}
