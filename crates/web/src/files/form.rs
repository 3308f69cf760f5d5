use std::fmt::Write;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sm3::{Digest, Sm3};
use xianban_domain::files::{self, Claim, FileKind};
use xianban_kernel::{FileId, Problem};

use super::arrive::{Taken, cut_off, drain, next, take};
use crate::frame::Photo;
use crate::sent::{self, Sent};
use crate::visitor::Visitor;

/// The most a form may bring: nine photos of the largest kind and as much again of what is refused.
const MOST_WITH_PHOTOS: usize = 600 * 1024 * 1024;
/// The most its words may be.
const MOST_WORDS: usize = 2 * 1024 * 1024;

/// The photos that came with a form, each already staged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brought {
    /// Those that are here.
    pub(crate) ids: Vec<FileId>,
    /// What was wrong with others, in words.
    unfit: Vec<String>,
    /// How many there was no room for.
    pub(crate) lost: usize,
    /// How many came as originals that cannot be drawn.
    originals: usize,
}

/// Reads a form with its photos: multipart, urlencoded or JSON (`photo`: identifiers).
pub(crate) async fn read<T: DeserializeOwned>(
    visitor: &Visitor,
    route: &'static str,
    mut request: Request,
) -> Result<(Sent<T>, Brought), Problem> {
    let headers = request.headers().clone();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    if kind.starts_with("multipart/form-data") {
        DefaultBodyLimit::max(MOST_WITH_PHOTOS).apply(&mut request);
        let request = request.with_limited_body();
        let parts = Multipart::from_request(request, &()).await;
        let parts = parts.map_err(|_| sent::unreadable("no multipart body"))?;
        return multipart(visitor, route, parts).await;
    }
    let body = Bytes::from_request(request, &()).await;
    let body = body.map_err(|error| sent::unreadable(&error.to_string()))?;
    let ids = if kind.starts_with("application/json") { of_json(&body) } else { of_form(&body) };
    let sent = sent::read(route, &headers, &body)?;
    let ids = ids.iter().filter_map(|id| id.parse().ok()).map(FileId::new).collect();
    Ok((sent, Brought { ids, ..Brought::default() }))
}

async fn multipart<T: DeserializeOwned>(
    visitor: &Visitor,
    route: &'static str,
    mut parts: Multipart,
) -> Result<(Sent<T>, Brought), Problem> {
    let mut words = Vec::<(String, String)>::new();
    let (mut brought, mut contents) = (Brought::default(), Sm3::new());
    let most = visitor.site.office.rules_at(visitor.cx.at).rules.forms.photos_max;
    let mut length = 0;
    while let Some(mut field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(str::to_owned) {
            let csrf = words.iter().find(|(name, _)| name == "csrf").map(|(_, csrf)| csrf.as_str());
            contents.update(file.as_bytes());
            if file.is_empty() || visitor.check_form(csrf.unwrap_or_default()).is_err() {
                drain(&mut field, &mut contents).await?;
            } else if brought.ids.len() + brought.lost >= most {
                drain(&mut field, &mut contents).await?;
                brought.unfit.push(format!("“{file}”没有收下：最多 {most} 张照片。"));
            } else {
                brought.add(&file, take(visitor, &mut field, &mut contents).await?);
            }
            contents.update(b"\n");
            continue;
        }
        let mut value = Vec::new();
        while let Some(chunk) = next(&mut field).await? {
            length += chunk.len();
            if length > MOST_WORDS {
                return Err(Problem::TooLarge {
                    said: "写的内容太多了，请删掉一些。".to_owned()
                });
            }
            value.extend_from_slice(&chunk);
        }
        let value =
            String::from_utf8(value).map_err(|error| sent::unreadable(&error.to_string()))?;
        match value.parse() {
            Ok(id) if name == "photo" => {
                contents.update(format!("photo {id}\n"));
                brought.ids.push(FileId::new(id));
            }
            _ => words.push((name, value)),
        }
    }
    let body = serde_urlencoded::to_string(&words);
    let body = body.map_err(|error| sent::unreadable(&error.to_string()))?;
    let mut sent: Sent<T> = sent::of_form(route, body.as_bytes())?;
    // Sent again by hand it is the same form with the same files, whatever they were staged as.
    let of_all = Sm3::new().chain_update(body).chain_update(contents.finalize()).finalize();
    sent.keyed.body = of_all.into();
    Ok((sent, brought))
}

fn of_form(body: &[u8]) -> Vec<String> {
    let pairs = serde_urlencoded::from_bytes::<Vec<(String, String)>>(body).unwrap_or_default();
    pairs.into_iter().filter(|(name, _)| name == "photo").map(|(_, id)| id).collect()
}

fn of_json(body: &[u8]) -> Vec<String> {
    let form = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let ids = form.get("photo").and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(Value::as_str).map(str::to_owned).collect()
}

impl Brought {
    /// How many files it holds.
    pub(crate) fn count(&self) -> usize {
        self.ids.len()
    }

    fn add(&mut self, file: &str, taken: Taken) {
        match taken {
            Taken::Kept(id, what) => {
                self.ids.push(id);
                self.originals += usize::from(what == FileKind::Original);
            }
            Taken::Unfit(said) => self.unfit.push(format!("“{file}”：{said}")),
            Taken::Lost => self.lost += 1,
        }
    }

    /// Refuses a form some of whose photos cannot be taken; the others stay in it.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.unfit.is_empty() {
            return Ok(());
        }
        Err(Problem::fault("photos", self.unfit.join("")))
    }

    /// The same, also when there was no room.
    pub(crate) fn check_all(&self) -> Result<(), Problem> {
        self.check()?;
        if self.lost == 0 {
            return Ok(());
        }
        let said = format!("有 {} 张照片暂时存不下。请稍后再传，或先只提交文字。", self.lost);
        Err(Problem::fault("photos", said))
    }

    /// A sentence about photos that were not kept as photos; empty when all is well.
    pub(crate) fn said(&self) -> String {
        let mut said = String::new();
        if self.lost > 0 {
            let lost = self.lost;
            write!(said, "有 {lost} 张照片没能保存下来，请稍后在“补充说明”里再传一次。")
                .unwrap_or_default();
        }
        if self.originals > 0 {
            let some = self.originals;
            write!(said, "有 {some} 张是手机原图（HEIC），已作为附件保存，办理人员可以下载查看。")
                .unwrap_or_default();
        }
        said
    }

    /// What the move claims.
    pub(crate) fn claim(&self, visitor: &Visitor) -> Claim {
        Claim { ids: self.ids.clone(), by: visitor.stagers() }
    }

    /// The photos as the form shows them when it comes back.
    pub(crate) async fn shown(&self, visitor: &Visitor) -> Result<Vec<Photo>, Problem> {
        if self.ids.is_empty() {
            return Ok(Vec::new());
        }
        let claim = self.claim(visitor);
        let read =
            move |work: &mut xianban_domain::office::Work<'_, '_>| files::staged(work, &claim);
        let found = visitor.site.office.read(&visitor.cx, read).await?;
        Ok(super::staged(&found))
    }
}
