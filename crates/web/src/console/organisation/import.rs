use std::collections::BTreeMap;

use askama::Template;
use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{Password, PasswordHash, Username};
use xianban_domain::office::Work;
use xianban_domain::organisation::{self, Brought, ImportPlan, Misfit, Records, plan_import};
use xianban_kernel::{Problem, Seed};

use crate::console::desk;
use crate::files::arrive::cut_off;
use crate::frame::problem::unreadable;
use crate::frame::{Face, Frame};
use crate::sent;
use crate::visitor::Visitor;

/// The most that is taken in one upload; more is brought in at the machine.
const MOST: usize = 4 * 1024 * 1024;
/// Lines of a preview.
const SHOWN: usize = 200;

/// `/c/organisation/import`: tables are sent, what they change is shown, and a second click makes it
/// so.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/import.html")]
pub struct ImportPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Everything that does not fit; nothing was written.
    pub misfits: Vec<String>,
    /// What would change; `None` before anything was sent.
    pub preview: Option<Preview>,
    /// How many changes were made just now.
    pub made: Option<usize>,
    /// What was assumed of the files that were brought in just now.
    pub assumed: Vec<String>,
    /// The passwords of the accounts that were added, shown this once.
    pub passwords: Vec<Drawn>,
}

/// What would change.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Preview {
    /// Each table with its counts.
    pub tables: Vec<Counted>,
    /// What changes, the first lines of it.
    pub lines: Vec<String>,
    /// How many lines there are beyond.
    pub more: usize,
    /// What does not stand in the way, but ought to be looked at.
    pub remarks: Vec<String>,
    /// Whether it is another preview than the one that was agreed to.
    pub again: bool,
    /// What is sent back to agree.
    pub digest: String,
    /// The files, to be sent back with it.
    #[serde(skip)]
    pub body: String,
}

/// A table with its counts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CountedTable)]
pub struct Counted {
    /// What it is called.
    pub name: &'static str,
    /// Not there before.
    pub new: usize,
    /// Different from now on.
    pub changed: usize,
    /// The same.
    pub same: usize,
    /// Not in the files, and left alone.
    pub left: usize,
}

/// A password to begin with.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Drawn {
    /// What is typed to log in.
    pub username: String,
    /// The password.
    pub password: String,
}

impl Face for ImportPage {
    fn status(&self) -> StatusCode {
        if self.misfits.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Files, and the preview that is agreed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ImportForm {
    /// The tables.
    files: Vec<TextFile>,
    /// The same as JSON text, from a form.
    body: String,
    /// The preview that was seen; empty to see it first.
    digest: String,
}

/// A file as text; one that is none in UTF-8 by its bytes in base64.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct TextFile {
    name: String,
    text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    base64: String,
}

/// Where files are chosen.
pub(crate) async fn form(visitor: Visitor) -> Response {
    let page = async {
        let read = |work: &mut Work<'_, '_>| organisation::latest_changes(work);
        visitor.site.office.read(&visitor.cx, read).await?;
        empty(&visitor).await
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Shows what files change, or makes the changes that were seen.
pub(crate) async fn send(visitor: Visitor, request: Request) -> Response {
    let page = async {
        let read = |work: &mut Work<'_, '_>| organisation::latest_changes(work);
        visitor.site.office.read(&visitor.cx, read).await?;
        let (brought, digest) = received(&visitor, request).await?;
        answered(&visitor, brought, &digest).await
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

async fn empty(visitor: &Visitor) -> Result<ImportPage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let (misfits, passwords, assumed) = (Vec::new(), Vec::new(), Vec::new());
    Ok(ImportPage { frame, misfits, preview: None, made: None, assumed, passwords })
}

async fn answered(
    visitor: &Visitor,
    brought: Vec<Brought>,
    digest: &str,
) -> Result<ImportPage, Problem> {
    let mut page = empty(visitor).await?;
    let told = |misfits: Vec<Misfit>| misfits.iter().map(ToString::to_string).collect();
    let records = match Records::read(&brought) {
        Ok(records) => records,
        Err(misfits) => return Ok(ImportPage { misfits: told(misfits), ..page }),
    };
    let assumed = records.assumed().to_vec();
    let read = move |work: &mut Work<'_, '_>| plan_import(work, &records);
    let plan = match visitor.site.office.read(&visitor.cx, read).await? {
        Ok(plan) => plan,
        Err(misfits) => return Ok(ImportPage { misfits: told(misfits), ..page }),
    };
    if digest != plan.digest() {
        page.preview = Some(preview(&plan, brought, !digest.is_empty())?);
        return Ok(page);
    }
    let (office, cx) = (visitor.site.office.clone(), visitor.cx.clone());
    let (hashing, holder) = (visitor.site.hashing.clone(), visitor.holder());
    let made = plan.changes.len();
    // Finished also when the browser has gone.
    let work = tokio::spawn(async move {
        let slow = move || drawn(&plan).map(|passwords| (plan, passwords));
        let (plan, (hashes, drawn)) = hashing.take(&holder, 1, slow).await??;
        organisation::import(&office, &cx, &plan, &hashes, |_| {}).await.map(|()| drawn)
    });
    let done = work.await.map_err(|error| Problem::broken(error.to_string()))?;
    Ok(ImportPage { made: Some(made), assumed, passwords: done?, ..page })
}

fn preview(plan: &ImportPlan, brought: Vec<Brought>, again: bool) -> Result<Preview, Problem> {
    let counted = |(table, tally): &(organisation::Table, organisation::Tally)| {
        let (new, changed, same, left) = (tally.new, tally.changed, tally.same, tally.left);
        Counted { name: table.name(), new, changed, same, left }
    };
    let file = |file: Brought| match String::from_utf8(file.bytes) {
        Ok(text) => TextFile { name: file.name, text, base64: String::new() },
        Err(other) => {
            let base64 = STANDARD.encode(other.as_bytes());
            TextFile { name: file.name, text: String::new(), base64 }
        }
    };
    let files: Vec<_> = brought.into_iter().map(file).collect();
    let body = serde_json::to_string(&files).map_err(|error| Problem::broken(error.to_string()))?;
    Ok(Preview {
        tables: plan.tallies.iter().map(counted).collect(),
        lines: plan.notes().take(SHOWN).map(ToString::to_string).collect(),
        more: plan.notes().count().saturating_sub(SHOWN),
        remarks: plan.remarks.clone(),
        again,
        digest: plan.digest(),
        body,
    })
}

type Passwords = (BTreeMap<String, PasswordHash>, Vec<Drawn>);

fn drawn(plan: &ImportPlan) -> Result<Passwords, Problem> {
    let (mut hashes, mut shown) = (BTreeMap::new(), Vec::new());
    for account in &plan.accounts {
        let username: Username = account.parse()?;
        let mut draw = Seed::fresh().draw();
        let (password, text) = Password::drawn(&username, &mut draw)?;
        hashes.insert(account.clone(), password.hash(&mut draw)?);
        shown.push(Drawn { username: account.clone(), password: text });
    }
    Ok((hashes, shown))
}

/// The files, and the preview that is agreed to.
async fn received(
    visitor: &Visitor,
    mut request: Request,
) -> Result<(Vec<Brought>, String), Problem> {
    let headers = request.headers().clone();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let request = request.with_limited_body();
    if !kind.unwrap_or_default().starts_with("multipart/form-data") {
        let body = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
        let sent = sent::read::<ImportForm>("POST /c/organisation/import", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let mut files = sent.form.files;
        if !sent.form.body.is_empty() {
            files.extend(of_text(sent.form.body.as_bytes())?);
        }
        return Ok((brought(files)?, sent.form.digest));
    }
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| unreadable("no multipart body"))?;
    let (mut files, mut digest, mut csrf) = (Vec::new(), String::new(), String::new());
    while let Some(field) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| too_large())?;
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match (name.as_str(), file) {
            (_, Some(name)) if !name.is_empty() => {
                files.push(Brought { name, bytes: bytes.to_vec() });
            }
            ("csrf", _) => csrf = text(),
            ("digest", _) => digest = text(),
            ("body", _) => files.extend(brought(of_text(&bytes)?)?),
            _ => {}
        }
    }
    visitor.check_form(&csrf)?;
    Ok((files, digest))
}

fn of_text(text: &[u8]) -> Result<Vec<TextFile>, Problem> {
    serde_json::from_slice(text).map_err(|error| unreadable(&error.to_string()))
}

fn brought(files: Vec<TextFile>) -> Result<Vec<Brought>, Problem> {
    let one = |file: TextFile| {
        let bytes = if file.base64.is_empty() {
            file.text.into_bytes()
        } else {
            STANDARD.decode(&file.base64).map_err(|error| unreadable(&error.to_string()))?
        };
        Ok(Brought { name: file.name, bytes })
    };
    files.into_iter().map(one).collect()
}

fn too_large() -> Problem {
    let said = "文件一共超过 4 MB，没有收下。请分几次导入，或者在服务器上用命令导入。";
    Problem::TooLarge { said: said.to_owned() }
}
