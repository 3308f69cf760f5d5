use askama::Template;
use serde::Serialize;

use axum::response::Response;
use xianban_domain::content;

use crate::frame::{Cache, Face, Frame, Stamp};
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
    /// Its parts, in order; empty before anybody has written any.
    pub parts: Vec<Part>,
    /// When it was last changed.
    pub changed: Option<Stamp>,
    /// Its editor's page, for whoever may edit it.
    pub edit: Option<String>,
}

/// A titled part of plain paragraphs.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Part {
    /// Its heading; may be empty.
    pub title: String,
    /// Its paragraphs, plain text.
    pub paragraphs: Vec<String>,
}

impl ArticlePage {
    /// Parts of a plain text: a line beginning with `## ` opens a part, an empty line ends a
    /// paragraph.
    pub fn parts_of(text: &str) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
            let (title, rest) = match block.strip_prefix("## ") {
                Some(opened) => opened.split_once('\n').unwrap_or((opened, "")),
                None => ("", block),
            };
            if parts.is_empty() || block.starts_with("## ") {
                parts.push(Part { title: title.trim().to_owned(), paragraphs: Vec::new() });
            }
            if let Some(part) = parts.last_mut().filter(|_| !rest.trim().is_empty()) {
                part.paragraphs.push(rest.trim().to_owned());
            }
        }
        parts
    }
}

impl Face for ArticlePage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// 党建引领.
pub(crate) async fn party(visitor: Visitor) -> Response {
    let title = visitor.site.brand.party.clone();
    visitor.shows(Ok(page(&visitor, "party", title, content::PARTY)))
}

/// 崂山之窗.
pub(crate) async fn window(visitor: Visitor) -> Response {
    let title = visitor.site.brand.window.clone();
    visitor.shows(Ok(page(&visitor, "window", title, content::WINDOW)))
}

fn page(visitor: &Visitor, here: &'static str, title: String, text: &str) -> ArticlePage {
    let frame = visitor.frame(here);
    ArticlePage { frame, title, parts: ArticlePage::parts_of(text), changed: None, edit: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_falls_into_titled_parts() {
        let parts = ArticlePage::parts_of("开头\n\n## 支部\n一\n\n二\n\n## 电话\n三");
        let read: Vec<_> = parts.iter().map(|p| (p.title.as_str(), p.paragraphs.len())).collect();
        assert_eq!(read, [("", 1), ("支部", 2), ("电话", 1)]);
        assert!(ArticlePage::parts_of(" \n\n ").is_empty());
    }
}
