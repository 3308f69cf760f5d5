use askama::Template;
use serde::Serialize;

use axum::response::Response;
use xianban_domain::content::{self, Section};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::frame::{Cache, Face, Frame, Stamp, markup};
use crate::visitor::Visitor;

/// `/party`, `/window`: one page of content that the district edits.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/article.html")]
pub struct ArticlePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its title.
    pub title: String,
    /// Its words, in the small markup of the editor.
    pub text: String,
    /// The same as HTML.
    #[serde(skip)]
    pub html: String,
    /// When it was last changed.
    pub changed: Option<Stamp>,
    /// Its editor's page, for whoever may edit it.
    pub edit: Option<String>,
}

impl Face for ArticlePage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// 党建引领.
pub(crate) async fn party(visitor: Visitor) -> Response {
    let title = visitor.site.brand().party;
    let page = page(&visitor, Section::Party, title).await;
    visitor.shows(page)
}

/// 崂山之窗.
pub(crate) async fn window(visitor: Visitor) -> Response {
    let title = visitor.site.brand().window;
    let page = page(&visitor, Section::Window, title).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, section: Section, title: String) -> Result<ArticlePage, Problem> {
    let read = move |work: &mut Work<'_, '_>| content::current(work, section);
    let now = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let may = rules.may(&visitor.cx.actor, content::Right::ManageContent);
    Ok(ArticlePage {
        frame: visitor.frame(section.code()),
        title,
        html: markup::html(&now.text),
        text: now.text,
        changed: now.at.map(|at| Stamp::new(at, visitor.cx.at)),
        edit: may.then(|| format!("/c/content/{}", section.code())),
    })
}
