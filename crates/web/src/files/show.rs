use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use xianban_domain::appeals;
use xianban_domain::files::{FileKind, Part};
use xianban_kernel::{FileId, Problem};

use crate::visitor::Visitor;

/// The bytes of a picture.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct PictureBytes(Vec<u8>);

/// `/files/{id}`: the picture; an original nobody here can draw is a download.
pub(crate) async fn full(visitor: Visitor, Path(id): Path<String>) -> Response {
    shown(&visitor, &id, Part::Full).await
}

/// `/files/{id}/thumb`: the picture, at most 320 pixels long.
pub(crate) async fn thumb(visitor: Visitor, Path(id): Path<String>) -> Response {
    shown(&visitor, &id, Part::Thumb).await
}

async fn shown(visitor: &Visitor, id: &str, part: Part) -> Response {
    match content(visitor, id, part).await {
        Ok((what, bytes)) => answer(id, what, bytes),
        Err(problem) => visitor.problem(&problem),
    }
}

async fn content(
    visitor: &Visitor,
    id: &str,
    part: Part,
) -> Result<(FileKind, PictureBytes), Problem> {
    let id = FileId::new(id.parse().map_err(|_| Problem::NotFound)?);
    let stagers = visitor.stagers();
    let found =
        visitor.site.office.read(&visitor.cx, move |work| appeals::file(work, id, &stagers));
    let file = found.await?;
    let (keys, desk) = (visitor.site.office.keys.clone(), visitor.site.photos.clone());
    let opened = tokio::task::spawn_blocking(move || {
        let object = file.object(part).ok_or(Problem::NotFound)?;
        let name = object.parse().map_err(|_| Problem::broken("a file with a bad object name"))?;
        let sealed = desk.objects.get(&name)?;
        Ok((file.what, PictureBytes(file.opened(&keys, part, &sealed)?)))
    });
    opened.await.map_err(|error| Problem::broken(error.to_string()))?
}

/// What is under a number never changes; only the browser that asked may keep it, for a day.
fn answer(id: &str, what: FileKind, bytes: PictureBytes) -> Response {
    let (kind, shown) = match what {
        FileKind::Photo => ("image/jpeg", format!("inline; filename=\"photo-{id}.jpg\"")),
        FileKind::Original => {
            ("application/octet-stream", format!("attachment; filename=\"photo-{id}.heic\""))
        }
    };
    let mut response = Body::from(bytes.0).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let kept = HeaderValue::from_static("private, max-age=86400, immutable");
    headers.insert(header::CACHE_CONTROL, kept);
    headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
    if let Ok(shown) = HeaderValue::from_str(&shown) {
        headers.insert(header::CONTENT_DISPOSITION, shown);
    }
    response
}
