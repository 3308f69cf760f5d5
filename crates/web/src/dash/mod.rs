//! The dashboard: on a wall, on a desk, on a phone, what somebody oversees as it stands now. Numbers come
//! from the ground `figures`; every one of them opens its cases. Units stand beside their like, by name;
//! no person is counted.

mod brief;
mod charts;
mod ground;
mod matters;
mod read;
pub(crate) mod routes;
mod show;
mod tiles;

use serde::Serialize;
use xianban_domain::figures::{Scope, Span};

use crate::console::figures::overview::address;

/// A number, and what opens just its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DashNumber)]
pub struct Opened {
    /// How many.
    pub count: i64,
    /// Its cases.
    pub href: String,
}

/// Opens the cases of a number in a span of days.
fn within(scope: Scope, span: Span, of: &str) -> String {
    address(scope, &kept(span), of, "")
}

/// A span of days as addresses carry it on.
fn kept(span: Span) -> String {
    format!("&period=days&from={}&to={}", span.from, span.to)
}

/// The dashboard of a scope.
fn stage(scope: Scope) -> String {
    format!("/d?scope={}", scope.code())
}
