use std::io::SeekFrom;
use std::time::Duration;

use axum::extract::multipart::{Field, MultipartError};
use sm3::{Digest, Sm3};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use xianban_domain::files::{self, FileKind, Picture, Sealed};
use xianban_gateways::photos::{self, MOST_BYTES, Photo, PhotoFault};
use xianban_kernel::{Context, FileId, Problem, Seed};

use crate::visitor::Visitor;

/// A sender who is silent for so long has gone.
const SILENCE: Duration = Duration::from_mins(1);

/// What became of one photo.
pub(crate) enum Taken {
    /// It is staged.
    Kept(FileId, FileKind),
    /// It is none that can be taken, in words for the person.
    Unfit(String),
    /// There is no room for it just now; the person need not mend anything.
    Lost,
}

/// Receives one photo, makes it ready and stages it. On the way it lies on disk without a name, so
/// that many slow senders take no memory and nothing is left behind. `digest` learns what came.
pub(crate) async fn take(
    visitor: &Visitor,
    field: &mut Field<'_>,
    digest: &mut Sm3,
) -> Result<Taken, Problem> {
    let desk = &visitor.site.photos;
    let turn = desk.receiving().await?;
    let Ok(nameless) = tempfile::tempfile_in(&desk.arriving) else {
        drain(field, digest).await?;
        return Ok(Taken::Lost);
    };
    let mut file = File::from_std(nameless);
    let (mut bytes, mut room) = (0_usize, true);
    while let Some(chunk) = next(field).await? {
        bytes = bytes.saturating_add(chunk.len());
        digest.update(&chunk);
        room = room && (bytes > MOST_BYTES || file.write_all(&chunk).await.is_ok());
    }
    if bytes > MOST_BYTES {
        return Ok(Taken::Unfit(PhotoFault::TooHeavy { bytes }.said()));
    }
    room = room && file.flush().await.is_ok() && file.seek(SeekFrom::Start(0)).await.is_ok();
    if !room {
        return Ok(Taken::Lost);
    }
    drop(turn);
    draw(visitor, file).await
}

/// Draws a received photo and stages it, when it is its turn.
async fn draw(visitor: &Visitor, mut file: File) -> Result<Taken, Problem> {
    let desk = &visitor.site.photos;
    let mut head = Vec::new();
    let reading = (&mut file).take(1 << 20).read_to_end(&mut head).await;
    let _turn = desk.drawing(photos::megapixels(&head)).await?;
    if reading.is_err() || file.read_to_end(&mut head).await.is_err() {
        return Ok(Taken::Lost);
    }
    let (keys, desk, at) = (visitor.site.office.keys.clone(), desk.clone(), visitor.cx.at);
    let ready = tokio::task::spawn_blocking(move || {
        let picture = picture(head)?;
        let sealed = Sealed::of(&keys, &mut Seed::fresh().draw(), &picture);
        let put = |bytes: &[u8]| desk.objects.put(bytes, at).map(|name| name.to_string());
        let full = put(&sealed.full);
        let thumb = sealed.thumb.as_deref().map(put).transpose();
        Ok::<_, PhotoFault>((sealed, full, thumb))
    });
    let ready = ready.await.map_err(|error| Problem::broken(error.to_string()))?;
    let (sealed, full, thumb) = match ready {
        Ok((sealed, Ok(full), Ok(thumb))) => (sealed, full, thumb),
        Ok((_, full, thumb)) => {
            tracing::warn!(?full, ?thumb, "a photo could not be kept");
            return Ok(Taken::Lost);
        }
        Err(fault) => return Ok(Taken::Unfit(fault.said())),
    };
    let (what, stager) = (sealed.what, visitor.stager());
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        files::stage(work, &stager, &sealed, &full, thumb.as_deref())
    };
    // Several photos of one request are several pieces of work: each draws its own number.
    let cx = Context { seed: Seed::fresh(), ..visitor.cx.clone() };
    match visitor.site.office.write(&cx, verb).await {
        Ok(id) => Ok(Taken::Kept(id, what)),
        Err(Problem::Refused { said, .. }) => Ok(Taken::Unfit(said)),
        Err(problem) => Err(problem),
    }
}

fn picture(bytes: Vec<u8>) -> Result<Picture, PhotoFault> {
    Ok(match photos::prepare(&bytes)? {
        Photo::Shown { full, thumbnail } => Picture {
            what: FileKind::Photo,
            width: full.width,
            height: full.height,
            full: full.jpeg,
            thumb: Some(thumbnail.jpeg),
        },
        Photo::KeptPrivate => {
            Picture { what: FileKind::Original, full: bytes, thumb: None, width: 0, height: 0 }
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
pub(super) async fn drain(field: &mut Field<'_>, digest: &mut Sm3) -> Result<(), Problem> {
    while let Some(chunk) = next(field).await? {
        digest.update(&chunk);
    }
    Ok(())
}

/// A body that ended early, or is more than all photos of a form could be.
pub(crate) fn cut_off(error: &MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        let said = "一次传的照片太多太大。请少选几张，每张不超过 30 MB。";
        return Problem::TooLarge { said: said.to_owned() };
    }
    tracing::debug!(%error, "a form was cut off");
    Problem::refused("cut_off", "网络断了，没有传完。请再提交一次。")
}
