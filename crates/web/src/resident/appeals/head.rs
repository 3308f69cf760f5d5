use serde::Serialize;
use xianban_domain::appeals::Glance;

use super::view;

/// What stands above a form about one appeal, so that nobody rates the wrong one.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Head {
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Its page.
    pub href: String,
}

impl Head {
    /// What stands above a form about an appeal.
    pub(crate) fn of(glance: &Glance) -> Self {
        let no = glance.appeal.no.clone();
        Self { title: view::title(glance), href: view::href(&no), no }
    }
}
