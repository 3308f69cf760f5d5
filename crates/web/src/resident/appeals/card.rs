use serde::Serialize;
use xianban_domain::appeals::Glance;
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use super::{headline, view};
use crate::frame::{Coded, Stamp, Status, Steps};

/// One appeal in a list or on the home page.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Card {
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Where it stands.
    pub status: Status,
    /// The five steps.
    pub steps: Steps,
    /// When it was filed.
    pub filed: Stamp,
    /// What happens next, by whom, until when, in one plain sentence.
    pub next: Option<String>,
    /// Its page.
    pub href: String,
}

impl Card {
    /// A card of the list and of the home page.
    pub(crate) fn of(glance: &Glance, rules: &Rules, now: Moment) -> Self {
        let appeal = &glance.appeal;
        Self {
            no: appeal.no.clone(),
            title: view::title(glance),
            kind: view::kind(rules, appeal.kind),
            status: headline::badge(appeal, now),
            steps: view::steps(appeal),
            filed: Stamp::new(appeal.filed_at, now),
            next: headline::headline(glance, now),
            href: view::href(&appeal.no),
        }
    }
}
