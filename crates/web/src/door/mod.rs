//! The one table of addresses: the router, the test that walks it as strangers, and the OpenAPI
//! document all come from its lines.

mod bare;
pub(crate) mod carried;
pub(crate) mod encoding;
mod ended;
mod line;
pub(crate) mod posted;

use std::fmt;

use axum::{Extension, Router, middleware};
use serde_json::Value;

pub use line::For;
pub(crate) use line::{Admission, Line, Reads, Shape, all_need, get, post};

use crate::site::Site;
use crate::{api, console, dash, open311, resident};

/// A line of the table as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// With its parameters in braces.
    pub path: &'static str,
    /// For whom.
    pub who: For,
    /// What a service account's token needs, where one may come at all.
    pub scope: Option<&'static str>,
    /// What the rules must grant to staff who come, one of these; empty for nothing beyond the account.
    pub needs: Vec<&'static str>,
    /// Whether the matter behind the address asks for it, and not the door: it may grant more.
    pub by_the_matter: bool,
}

/// Every face with its lines, in order.
fn faces() -> [(&'static str, Vec<Line>); 5] {
    [
        ("居民端", resident::routes::lines()),
        ("工作台", console::routes::lines()),
        ("大屏", dash::routes::lines()),
        ("接口", api::lines()),
        ("Open311", open311::lines()),
    ]
}

/// The OpenAPI document of everything in the table.
pub fn openapi() -> Value {
    api::document::of(&faces())
}

/// The whole table.
pub fn table() -> Vec<Listed> {
    let listed = |line: Line| Listed {
        method: line.method,
        path: line.path,
        who: line.who,
        scope: line.scope.map(xianban_domain::appeals::Action::code),
        needs: line.needs.one_of.to_vec(),
        by_the_matter: line.needs.by_the_matter,
    };
    faces().into_iter().flat_map(|(_, lines)| lines).map(listed).collect()
}

/// The router of the whole table. Each line's admission goes to [`crate::visitor::Visitor`].
pub(crate) fn router(site: &Site) -> Router<Site> {
    let lines = faces().into_iter().flat_map(|(_, lines)| lines);
    let router = lines.fold(Router::new(), |router, line| {
        let admission = Admission { who: line.who, scope: line.scope, needs: line.needs };
        let mut route = line.route;
        if line.method == "POST" && line.who != For::Everybody && !line.secret {
            route = route.layer(middleware::from_fn_with_state(site.clone(), ended::keep));
        }
        if line.method == "POST" && !line.secret {
            route = route.layer(middleware::from_fn(posted::hold));
        }
        router.route(line.path, route.layer(Extension(admission)))
    });
    router
        .fallback(bare::nothing_here)
        .method_not_allowed_fallback(bare::wrong_method)
        .layer(Extension(api::Document(openapi)))
        .layer(middleware::from_fn_with_state(site.clone(), bare::dress))
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = self.scope.map(|scope| format!(", token with {scope}")).unwrap_or_default();
        write!(f, "{:<4} {:<28} {}{scope}", self.method, self.path, self.who)?;
        if self.needs.is_empty() {
            Ok(())
        } else {
            let there = if self.by_the_matter { " there" } else { "" };
            write!(f, " who may {}{there}", self.needs.join(" or "))
        }
    }
}
