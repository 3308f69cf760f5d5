use std::fmt::Write;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sm3::{Digest, Sm3};
use xianban_domain::files::{self, Claim, Enclosure, FileKind};
use xianban_domain::rules::Forms;
use xianban_kernel::words::clean;
use xianban_kernel::{Actor, Fault, FileId, Problem};

use super::arrive::{Taken, Takes, cut_off, drain, next, take};
use crate::door::encoding;
use crate::frame::Photo;
use crate::frame::problem::unreadable;
use crate::sent::{self, Fields, Sent};
use crate::visitor::Visitor;

/// The most a form may bring: nine photos of the largest kind, the documents and as much again of what
/// is refused.
pub(crate) const MOST_WITH_PHOTOS: usize = 600 * 1024 * 1024;
/// The most its words may be.
pub(crate) const MOST_WORDS: usize = 2 * 1024 * 1024;

/// The photos and documents that came with a form, each already staged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brought {
    /// The photos that are here.
    photos: Vec<FileId>,
    /// The documents that are here.
    documents: Vec<FileId>,
    /// What was wrong with others: the field, and in words.
    unfit: Vec<(&'static str, String)>,
    /// How many there was no room for.
    lost: usize,
    /// How many came as originals that cannot be drawn.
    originals: usize,
}

/// How many files of a form were not kept as photos.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LeftOut {
    /// There was no room for them.
    pub(crate) lost: usize,
    /// They came as originals that cannot be drawn.
    pub(crate) originals: usize,
}

impl LeftOut {
    /// As the query of an address; empty when there are none.
    pub(crate) fn query(self) -> String {
        if self.lost + self.originals == 0 {
            return String::new();
        }
        format!("?lost={}&originals={}", self.lost, self.originals)
    }

    /// In words; empty when there are none.
    pub(crate) fn said(self) -> String {
        let mut said = String::new();
        if self.lost > 0 {
            let lost = self.lost;
            write!(said, "有 {lost} 个照片或文件没能保存下来，请稍后在“补充说明”里再传一次。")
                .unwrap_or_default();
        }
        if self.originals > 0 {
            let some = self.originals;
            write!(said, "有 {some} 张是手机原图（HEIC），已作为附件保存，办理人员可以下载查看。")
                .unwrap_or_default();
        }
        said
    }
}

/// Reads a form with its files: multipart, urlencoded or JSON (`photo`, `document`: identifiers).
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
        let parts = parts.map_err(|_| unreadable("no multipart body"))?;
        return multipart(visitor, route, parts).await;
    }
    let body = Bytes::from_request(request, &()).await;
    let body = body.map_err(|error| unreadable(&error.to_string()))?;
    let named = if kind.starts_with("application/json") { of_json(&body) } else { of_form(&body) };
    let mut brought = Brought::default();
    for (name, id) in named {
        brought.names(&name, &id);
    }
    Ok((sent::read(route, &headers, &body)?, brought))
}

async fn multipart<T: DeserializeOwned>(
    visitor: &Visitor,
    route: &'static str,
    mut parts: Multipart,
) -> Result<(Sent<T>, Brought), Problem> {
    let mut words = Vec::<(String, String)>::new();
    let (mut brought, mut contents) = (Brought::default(), Sm3::new());
    let forms = visitor.site.office.rules_at(visitor.cx.at).rules.forms;
    let mut length = 0;
    while let Some(mut field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(|file| clean(file).into_owned()) {
            let csrf = words.iter().find(|(name, _)| name == "csrf").map(|(_, csrf)| csrf.as_str());
            contents.update(file.as_bytes());
            if file.is_empty() || visitor.check_form(csrf.unwrap_or_default()).is_err() {
                drain(&mut field, &mut contents).await?;
            } else if let Some(full) = brought.is_full(Takes::of(&name), &forms) {
                drain(&mut field, &mut contents).await?;
                let said = format!("“{file}”没有收下：{full}。");
                brought.unfit.push((Takes::of(&name).field(), said));
            } else {
                let taken = take(visitor, &mut field, &mut contents).await?;
                brought.add(Takes::of(&name), &file, taken);
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
        encoding::check_text(&value)?;
        let value = String::from_utf8_lossy(&value).into_owned();
        if brought.names(&name, &value) {
            contents.update(format!("{name} {value}\n"));
        } else {
            words.push((name, value));
        }
    }
    let mut sent: Sent<T> = Fields::of(words).sent(route)?;
    // Sent again by hand it is the same form with the same files, whatever they were staged as.
    let of_all = Sm3::new().chain_update(sent.keyed.body).chain_update(contents.finalize());
    let of_all = of_all.finalize();
    sent.keyed.body = of_all.into();
    Ok((sent, brought))
}

/// The fields that name staged files.
const NAMED: [&str; 2] = ["photo", "document"];

fn of_form(body: &[u8]) -> Vec<(String, String)> {
    let mut pairs = serde_urlencoded::from_bytes::<Vec<(String, String)>>(body).unwrap_or_default();
    pairs.retain(|(name, _)| NAMED.contains(&name.as_str()));
    pairs
}

fn of_json(body: &[u8]) -> Vec<(String, String)> {
    let form = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let of = |name: &'static str| {
        let ids = form.get(name).and_then(Value::as_array).into_iter().flatten();
        ids.filter_map(Value::as_str).map(move |id| (name.to_owned(), id.to_owned()))
    };
    NAMED.into_iter().flat_map(of).collect()
}

impl Brought {
    /// How many photos it holds.
    pub(crate) fn count(&self) -> usize {
        self.photos.len()
    }

    /// Takes a field that names a staged file; answers whether it did.
    fn names(&mut self, field: &str, id: &str) -> bool {
        let Ok(id) = id.parse().map(FileId::new) else { return false };
        match field {
            "photo" => self.photos.push(id),
            "document" => self.documents.push(id),
            _ => return false,
        }
        true
    }

    /// Why nothing more goes into a field; `None` while there is room.
    fn is_full(&self, takes: Takes, forms: &Forms) -> Option<String> {
        let (photos, documents) = (forms.photos_max, forms.documents_max);
        match takes {
            Takes::Photos => {
                (self.photos.len() + self.lost >= photos).then(|| format!("最多 {photos} 张照片"))
            }
            Takes::Documents => (self.documents.len() + self.lost >= documents)
                .then(|| format!("最多 {documents} 份文件")),
        }
    }

    fn add(&mut self, takes: Takes, file: &str, taken: Taken) {
        match taken {
            Taken::Kept(id, what) if what.is_document() => self.documents.push(id),
            Taken::Kept(id, what) => {
                self.photos.push(id);
                self.originals += usize::from(what == FileKind::Original);
            }
            Taken::Unfit(said) => self.unfit.push((takes.field(), format!("“{file}”：{said}"))),
            Taken::Lost => self.lost += 1,
        }
    }

    /// Refuses a form some of whose files cannot be taken; the others stay in it.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let of = |field: &'static str| {
            let unfit = self.unfit.iter().filter(|(of, _)| *of == field);
            let said: String = unfit.map(|(_, said)| said.as_str()).collect();
            (!said.is_empty()).then_some(Fault { field, said })
        };
        Problem::unless_faultless(["photos", "documents"].into_iter().filter_map(of).collect())
    }

    /// The same, also when there was no room.
    pub(crate) fn check_all(&self) -> Result<(), Problem> {
        self.check()?;
        if self.lost == 0 {
            return Ok(());
        }
        let said = format!("有 {} 个照片或文件暂时存不下。请稍后再传，或先只提交文字。", self.lost);
        Err(Problem::fault("photos", said))
    }
    /// How many files were not kept as photos.
    pub(crate) const fn left_out(&self) -> LeftOut {
        LeftOut { lost: self.lost, originals: self.originals }
    }

    /// The fields that name its files.
    pub(crate) fn names_of(&self) -> Vec<(String, String)> {
        let named = |name: &'static str| move |id: &FileId| (name.to_owned(), id.to_string());
        let documents = self.documents.iter().map(named("document"));
        self.photos.iter().map(named("photo")).chain(documents).collect()
    }

    /// The files that fields name.
    pub(crate) fn of_names(fields: &[(String, String)]) -> Self {
        let mut brought = Self::default();
        for (name, id) in fields {
            brought.names(name, id);
        }
        brought
    }

    /// What the move claims.
    pub(crate) fn claim(&self, visitor: &Visitor) -> Claim {
        let ids = self.photos.iter().chain(&self.documents).copied().collect();
        Claim { ids, by: visitor.stagers() }
    }

    /// The photos and documents as the form shows them when it comes back.
    pub(crate) async fn shown(&self, visitor: &Visitor) -> Result<Vec<Photo>, Problem> {
        if self.photos.is_empty() && self.documents.is_empty() {
            return Ok(Vec::new());
        }
        let claim = self.claim(visitor);
        let read =
            move |work: &mut xianban_domain::office::Work<'_, '_>| files::staged(work, &claim);
        let found = visitor.site.office.read(&visitor.cx, read).await?;
        let mut shown = super::staged(&found);
        if visitor.cx.actor == Actor::Guest {
            shown.extend(self.not_yet_his(&found));
        }
        Ok(shown)
    }

    /// The photos somebody sent before his session ended: they stay in the form, unseen, until he has
    /// proved himself again. Whose they are is asked when they are claimed.
    fn not_yet_his(&self, found: &[Enclosure]) -> Vec<Photo> {
        let unseen = |id: &&FileId| !found.iter().any(|one| one.file == **id);
        let photo = |(n, id): (usize, &FileId)| Photo {
            id: id.to_string(),
            href: String::new(),
            thumb: String::new(),
            alt: format!("登录过期前传的第 {} 张照片", n + 1),
            document: String::new(),
        };
        self.photos.iter().filter(unseen).enumerate().map(photo).collect()
    }
}
