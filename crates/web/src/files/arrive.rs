use std::io::{Read, SeekFrom};
use std::time::Duration;

use axum::extract::multipart::{Field, MultipartError};
use sm3::{Digest, Sm3};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use xianban_domain::files::{self, Content, FileKind, Sealed};
use xianban_gateways::documents::{self, Document, DocumentFault};
use xianban_gateways::photos::{self, MOST_BYTES, Photo, PhotoFault};
use xianban_kernel::words::clean;
use xianban_kernel::{FileId, Problem, Seed};

use crate::shares::Place;
use crate::visitor::Visitor;

/// A sender who is silent for so long has gone.
const SILENCE: Duration = Duration::from_mins(1);

/// What a field of a form takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Photos only.
    Photos,
    /// Documents, and a photo of a document just as well.
    Documents,
}

impl Takes {
    /// By the name of the field.
    pub(crate) fn of(field: &str) -> Self {
        if field.starts_with("document") { Self::Documents } else { Self::Photos }
    }

    /// The field of the form at which its faults are told.
    pub(crate) const fn field(self) -> &'static str {
        match self {
            Self::Photos => "photos",
            Self::Documents => "documents",
        }
    }
}

/// What became of one photo or document.
pub(crate) enum Taken {
    /// It is staged.
    Kept(FileId, FileKind),
    /// It is none that can be taken, in words for the person.
    Unfit(String),
    /// There is no room for it just now; the person need not mend anything.
    Lost,
}

/// Receives one photo or document, makes it ready and stages it. On the way it lies on disk without
/// a name, so that many slow senders take no memory and nothing is left behind. `digest` learns what
/// came.
pub(crate) async fn take(
    visitor: &Visitor,
    field: &mut Field<'_>,
    digest: &mut Sm3,
) -> Result<Taken, Problem> {
    let takes = Takes::of(field.name().unwrap_or_default());
    let name = clean(field.file_name().unwrap_or_default()).into_owned();
    let of_documents = document_bytes(visitor);
    let most = if takes == Takes::Photos { MOST_BYTES } else { of_documents.max(MOST_BYTES) };
    let desk = &visitor.site.photos;
    let turn = desk.receiving(&visitor.holder()).await?;
    let Ok(nameless) = tempfile::tempfile_in(&desk.arriving) else {
        drain(field, digest).await?;
        return Ok(Taken::Lost);
    };
    let mut file = File::from_std(nameless);
    let (mut bytes, mut room) = (0_usize, true);
    while let Some(chunk) = next(field).await? {
        bytes = bytes.saturating_add(chunk.len());
        digest.update(&chunk);
        room = room && (bytes > most || file.write_all(&chunk).await.is_ok());
    }
    if bytes > most {
        return Ok(Taken::Unfit(match takes {
            Takes::Photos => PhotoFault::TooHeavy { bytes }.said(),
            Takes::Documents => DocumentFault::TooHeavy { bytes, most: of_documents }.said(),
        }));
    }
    room = room && file.flush().await.is_ok() && file.seek(SeekFrom::Start(0)).await.is_ok();
    if !room {
        return Ok(Taken::Lost);
    }
    draw(visitor, takes, name, file, turn).await
}

/// Draws a received photo, or judges a document, and stages it, when it is its turn.
async fn draw(
    visitor: &Visitor,
    takes: Takes,
    name: String,
    mut file: File,
    place: Place,
) -> Result<Taken, Problem> {
    let desk = &visitor.site.photos;
    let most = document_bytes(visitor);
    let mut head = Vec::new();
    if (&mut file).take(1 << 20).read_to_end(&mut head).await.is_err() {
        return Ok(Taken::Lost);
    }
    let (megapixels, rest) = (photos::megapixels(&head), file.into_std().await);
    let (keys, kept, at) = (visitor.site.office.keys.clone(), desk.clone(), visitor.cx.at);
    let ready = desk.drawing(place, megapixels, move || {
        let Ok(bytes) = whole(head, rest) else { return Ok(None) };
        let content = match takes {
            Takes::Documents if megapixels == 0 => document(name, bytes, most)?,
            _ => picture(bytes).map_err(|fault| fault.said())?,
        };
        let sealed = Sealed::of(&keys, &mut Seed::fresh().draw(), &content);
        let put = |bytes: &[u8]| kept.objects.put(bytes, at).map(|name| name.to_string());
        let full = put(&sealed.full);
        let thumb = sealed.thumb.as_deref().map(put).transpose();
        Ok::<_, String>(Some((sealed, full, thumb)))
    });
    match ready.await? {
        Ok(Some((sealed, Ok(full), Ok(thumb)))) => staged(visitor, sealed, full, thumb).await,
        Ok(Some((_, full, thumb))) => {
            tracing::warn!(?full, ?thumb, "a file could not be kept");
            Ok(Taken::Lost)
        }
        Ok(None) => Ok(Taken::Lost),
        Err(said) => Ok(Taken::Unfit(said)),
    }
}

/// The rest behind the head, in memory that is given back at once when it is large: glibc keeps
/// freed pieces of up to 32 MiB.
fn whole(mut head: Vec<u8>, mut rest: std::fs::File) -> std::io::Result<Vec<u8>> {
    if head.len() == 1 << 20 {
        head.reserve_exact(33 << 20);
    }
    rest.read_to_end(&mut head)?;
    Ok(head)
}

/// Stages what was made ready and lies among the objects.
async fn staged(
    visitor: &Visitor,
    sealed: Sealed,
    full: String,
    thumb: Option<String>,
) -> Result<Taken, Problem> {
    let (what, stager) = (sealed.what, visitor.stager());
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        files::stage(work, &stager, &sealed, &full, thumb.as_deref())
    };
    // Several photos of one request are several pieces of work: each draws its own number.
    let mut cx = visitor.cx.clone();
    cx.seed = Seed::fresh();
    match visitor.site.office.write(&cx, verb).await {
        Ok(id) => Ok(Taken::Kept(id, what)),
        Err(Problem::Refused { said, .. }) => Ok(Taken::Unfit(said)),
        Err(problem) => Err(problem),
    }
}

/// The most a document may weigh, in bytes.
fn document_bytes(visitor: &Visitor) -> usize {
    let forms = &visitor.site.office.rules_at(visitor.cx.at).rules.forms;
    forms.document_megabytes.saturating_mul(1024 * 1024)
}

/// A document of at most `most` bytes, as it came.
fn document(name: String, full: Vec<u8>, most: usize) -> Result<Content, String> {
    let judged = documents::judge(&full, most);
    let what = match judged.map_err(|fault: DocumentFault| fault.said())? {
        Document::Pdf => FileKind::Pdf,
        Document::Docx => FileKind::Docx,
        Document::Doc => FileKind::Doc,
    };
    Ok(Content { what, name, full, thumb: None, width: 0, height: 0 })
}

fn picture(bytes: Vec<u8>) -> Result<Content, PhotoFault> {
    let name = String::new();
    Ok(match photos::prepare(&bytes)? {
        Photo::Shown { full, thumbnail } => Content {
            what: FileKind::Photo,
            name,
            width: full.width,
            height: full.height,
            full: full.jpeg,
            thumb: Some(thumbnail.jpeg),
        },
        Photo::KeptPrivate => {
            let what = FileKind::Original;
            Content { what, name, full: bytes, thumb: None, width: 0, height: 0 }
        }
    })
}

/// The next piece, from a sender who is still there.
pub(crate) async fn next(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Problem> {
    match tokio::time::timeout(SILENCE, field.chunk()).await {
        Ok(chunk) => chunk.map_err(|error| cut_off(&error)),
        Err(_) => Err(Problem::refused("cut_off", "网络断了，没有传完。请再提交一次。")),
    }
}

/// Reads on without keeping, so that the sender comes to read the answer.
pub(crate) async fn drain(field: &mut Field<'_>, digest: &mut Sm3) -> Result<(), Problem> {
    while let Some(chunk) = next(field).await? {
        digest.update(&chunk);
    }
    Ok(())
}

/// A body that ended early, or is more than all photos of a form could be.
pub(crate) fn cut_off(error: &MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        let said = "一次传的照片和文件太多太大。请少选几个，照片每张不超过 30 MB。";
        return Problem::TooLarge { said: said.to_owned() };
    }
    tracing::debug!(%error, "a form was cut off");
    Problem::refused("cut_off", "网络断了，没有传完。请再提交一次。")
}
