use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::content::{self, LONGEST, Section, Version};
use xianban_domain::office::Work;
use xianban_kernel::Problem;
use xianban_kernel::words::beginning;

use super::desk;
use crate::frame::{Face, Faults, Flash, Frame, Stamp, markup};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/content/{section}`: the words of a page, to be changed (`text`, `seen`). With `from`, an older
/// version is filled in. `look` shows the page as it would be, without saving.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/content.html")]
pub struct ContentPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The page's title.
    pub title: String,
    /// The other pages that are edited alike.
    pub pages: Vec<crate::frame::Link>,
    /// Where residents read it.
    pub public: String,
    /// Its editor's address.
    pub here: String,
    /// The words in the field.
    pub text: String,
    /// At most so many characters.
    pub most: usize,
    /// The version the words were made from.
    pub seen: i64,
    /// The page as it would be.
    pub look: Option<String>,
    /// Somebody else saved meanwhile.
    pub stale: Option<String>,
    /// Earlier versions, newest first.
    pub versions: Vec<Earlier>,
}

/// A version in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Earlier {
    /// Its number.
    pub n: i64,
    /// When it was written; `None` for the words that came with the program.
    pub at: Option<Stamp>,
    /// Who wrote it.
    pub by: String,
    /// Its first words.
    pub begins: String,
    /// Opens it in the editor.
    pub href: String,
}

impl Face for ContentPage {
    fn status(&self) -> StatusCode {
        match () {
            () if self.stale.is_some() => StatusCode::CONFLICT,
            () if !self.faults.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
            () => StatusCode::OK,
        }
    }
}

/// Which version to start from.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = ContentAsked)]
pub(crate) struct Asked {
    from: Option<i64>,
}

/// The words as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ContentForm {
    text: String,
    seen: i64,
    look: String,
}

/// The editor.
pub(crate) async fn show(
    visitor: Visitor,
    Path(section): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = async {
        let section = Section::from_code(&section).ok_or(Problem::NotFound)?;
        let mut page = page(&visitor, section).await?;
        if let Some(n) = asked.from {
            let read = move |work: &mut Work<'_, '_>| content::version(work, section, n);
            page.text = visitor.site.office.read(&visitor.cx, read).await?.text;
        }
        Ok(page)
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Saves the words, or shows how they would look.
pub(crate) async fn send(
    visitor: Visitor,
    Path(section): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<ContentForm>("POST /c/content", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let done = async {
        let section = Section::from_code(&section).ok_or(Problem::NotFound)?;
        let ours = visitor.check_form(&sent.csrf);
        if ours.is_ok() && !sent.form.look.is_empty() {
            let mut page = page(&visitor, section).await?;
            page.look = Some(markup::html(&sent.form.text));
            (page.text, page.seen) = (sent.form.text.clone(), sent.form.seen);
            return Ok(visitor.shows(Ok(page)));
        }
        let (seen, text) = (sent.form.seen, sent.form.text.clone());
        let verb =
            move |work: &mut Work<'_, '_>| content::save(work, section, seen, &text).map(|_| ());
        let saved = match ours {
            Ok(()) => visitor.does(sent.keyed.clone(), verb).await,
            Err(problem) => Err(problem),
        };
        match saved {
            Err(
                problem @ (Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. }),
            ) => {
                let mut page = page(&visitor, section).await?;
                page.faults = Faults::from(&problem);
                page.text.clone_from(&sent.form.text);
                match &problem {
                    Problem::Stale { said } => page.stale = Some(said.clone()),
                    _ => page.frame.flash = Flash::unless_faults(&problem),
                }
                if page.stale.is_none() {
                    page.seen = sent.form.seen;
                }
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok(format!("/c/content/{}", section.code()))))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn page(visitor: &Visitor, section: Section) -> Result<ContentPage, Problem> {
    let frame = desk::frame(visitor, "content").await?;
    let read = move |work: &mut Work<'_, '_>| {
        Ok((content::current(work, section)?, content::history(work, section)?))
    };
    let (now, history) = visitor.site.office.read(&visitor.cx, read).await?;
    let here = format!("/c/content/{}", section.code());
    let link = |of: &Section| {
        crate::frame::Link::new(called(visitor, *of), format!("/c/content/{}", of.code()))
    };
    let earlier = |version: Version| Earlier {
        n: version.n,
        at: version.at.map(|at| Stamp::new(at, visitor.cx.at)),
        by: version.by,
        begins: beginning(&version.text.replace('\n', " "), 40),
        href: format!("{here}?from={}", version.n),
    };
    Ok(ContentPage {
        faults: Faults::default(),
        title: called(visitor, section),
        pages: Section::ALL.iter().map(link).collect(),
        public: format!("/{}", section.code()),
        text: now.text,
        most: LONGEST,
        seen: now.n,
        look: None,
        stale: None,
        versions: history.into_iter().map(earlier).collect(),
        here,
        frame,
    })
}

fn called(visitor: &Visitor, section: Section) -> String {
    let brand = visitor.site.brand();
    match section {
        Section::Party => brand.party,
        Section::Window => brand.window,
    }
}
