use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use xianban_domain::office::Work;
use xianban_domain::rules;
use xianban_kernel::Problem;
use xianban_kernel::words::clean;

use super::list::page;
use crate::console::desk;
use crate::files::arrive::cut_off;
use crate::frame::problem::unreadable;
use crate::frame::{Faults, Flash};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// The most that is taken in one upload.
const MOST: usize = 2 * 1024 * 1024;

/// As what a version is read.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = RuleFileAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `toml` or `json`.
    r#as: String,
}

/// A rules file and the draft it takes the place of.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct RuleFileForm {
    /// The draft that was seen.
    seen: i64,
    /// The file, TOML or JSON, as text.
    file: String,
}

/// A version, or the `draft`, as a file.
pub(crate) async fn show(
    visitor: Visitor,
    Path(version): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let done = async {
        let read = move |work: &mut Work<'_, '_>| match version.as_str() {
            "draft" => Ok((rules::draft(work)?.body, version.clone())),
            number => {
                let number = number.parse().map_err(|_| Problem::NotFound)?;
                Ok((rules::text_of(work, number)?, format!("v{number}")))
            }
        };
        let (text, name) = visitor.site.office.read(&visitor.cx, read).await?;
        let json = asked.r#as == "json";
        let (kind, text) = if json {
            ("application/json", rules::json_of(&text)?)
        } else {
            ("application/toml", text)
        };
        let end = if json { "json" } else { "toml" };
        let place = format!("attachment; filename=\"rules-{name}.{end}\"");
        let headers = [
            (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
            (header::CONTENT_DISPOSITION, place),
        ];
        Ok(visitor.finish((headers, text).into_response()))
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Makes a file the draft.
pub(crate) async fn send(visitor: Visitor, request: Request) -> Response {
    let done = async {
        // Nothing is read from those who may not.
        visitor.site.office.read(&visitor.cx, |work| rules::draft(work).map(|_| ())).await?;
        let form = received(&visitor, request).await?;
        let change = move |work: &mut Work<'_, '_>| {
            let text = rules::toml_of(&form.file)?;
            rules::change_draft(work, form.seen, &text).map(|_| ())
        };
        match visitor.site.office.write(&visitor.cx, change).await {
            Err(
                problem @ (Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. }),
            ) => {
                let mut page = page(&visitor).await?;
                page.faults = Faults::from(&problem);
                page.frame.flash = Flash::unless_faults(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok("/c/rules".to_owned())))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn received(visitor: &Visitor, mut request: Request) -> Result<RuleFileForm, Problem> {
    let headers = request.headers().clone();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let request = request.with_limited_body();
    if !kind.unwrap_or_default().starts_with("multipart/form-data") {
        let body = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
        let sent = sent::read::<RuleFileForm>("POST /c/rules/file", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        return Ok(sent.form);
    }
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| unreadable("no multipart body"))?;
    let (mut form, mut csrf) = (RuleFileForm::default(), String::new());
    while let Some(field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| too_large())?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| {
            Problem::fault("file", "文件不是 UTF-8 编码，读不懂，草稿没有变。请换一种编码保存。")
        })?;
        match name.as_str() {
            "csrf" => csrf = text,
            "seen" => form.seen = text.parse().unwrap_or(0),
            "file" => form.file = clean(&text).into_owned(),
            _ => {}
        }
    }
    visitor.check_form(&csrf)?;
    Ok(form)
}

fn too_large() -> Problem {
    Problem::TooLarge {
        said: "文件超过 2 MB，没有收下。规则文件通常不到 100 KB。".to_owned()
    }
}
