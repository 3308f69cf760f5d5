use axum::extract::DefaultBodyLimit;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use sm3::{Digest, Sm3};
use xianban_domain::files::FileKind;
use xianban_kernel::{FileId, Problem};

use super::arrive::{Taken, cut_off, take};
use crate::frame::problem::unreadable;
use crate::sent;
use crate::visitor::Visitor;

/// Room for one file that is too large, so that its sender reads why.
const MOST: usize = 80 * 1024 * 1024;

/// A photo or document that was kept until its form comes.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Staged {
    /// Sent along by the form, in `photo` or `document`.
    id: String,
    /// What to know about it; may be empty.
    said: &'static str,
}

/// `POST /files`: one photo or document, ahead of its form. Fields: `csrf` (or the header), then
/// `file` for a photo or `document`.
pub(crate) async fn send(visitor: Visitor, request: Request) -> Response {
    match kept(&visitor, request).await {
        Ok((id, what)) => {
            let said = match what {
                FileKind::Photo
                | FileKind::Pdf
                | FileKind::Docx
                | FileKind::Doc
                | FileKind::Xlsx => "",
                FileKind::Original => {
                    "手机原图（HEIC）已作为附件保存，办理人员可以下载查看；图里的拍摄位置去不掉"
                }
            };
            let href = format!("/files/{id}");
            let staged = Staged { id: id.to_string(), said };
            visitor.finish(visitor.reply.gone_on(StatusCode::CREATED, &href, &staged))
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn kept(visitor: &Visitor, mut request: Request) -> Result<(FileId, FileKind), Problem> {
    let seal = request.headers().get("x-csrf").and_then(|token| token.to_str().ok());
    visitor.check_form(seal.unwrap_or_default())?;
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return Err(sent::wrong_media());
    }
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| unreadable("no multipart body"))?;
    while let Some(mut field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        if field.file_name().is_none() {
            continue;
        }
        return match take(visitor, &mut field, &mut Sm3::new()).await? {
            Taken::Kept(id, what) => Ok((id, what)),
            Taken::Unfit(said) => Err(Problem::fault("file", said)),
            Taken::Lost => Err(Problem::Unavailable { logged: "no room for a file".to_owned() }),
        };
    }
    Err(Problem::fault("file", "没有收到文件。请重新选择再传。"))
}
