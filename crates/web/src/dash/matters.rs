use serde::Serialize;
use xianban_domain::appeals::Register;
use xianban_domain::figures::{Count, Counted, Figure, Of, Span};
use xianban_domain::folded::Held;
use xianban_domain::supervision::{Meeting, Standing};
use xianban_kernel::Moment;

use super::read::{LISTED, Read};
use super::{Opened, within};
use crate::console::figures::cases::{CountedRow, row};
use crate::console::figures::cells::{Cell, cell};
use crate::console::figures::overview::address;
use crate::frame::Link;

/// A number with the newest of its matters.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashMatters)]
pub struct Matters {
    /// What they are: `overdue`, `hard`, `supervised`, `on_hold`, `whistle`.
    pub code: &'static str,
    /// As people say it.
    pub name: &'static str,
    /// How many there are.
    pub all: Opened,
    /// The register of them, where there is one.
    pub more: Option<Link>,
    /// The newest few.
    pub rows: Vec<CountedRow>,
}

/// A meeting of today.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashMeeting)]
pub struct Met {
    /// At what time, `08:40`.
    pub at: String,
    /// As lists name it.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub standing: &'static str,
}

/// Whistles that are named: how they were answered says more.
const WHISTLES: usize = 2;
/// Meetings that are named: a screen has room for no more.
const MEETINGS: usize = 3;

/// The register of what is counted.
fn register(of: Of) -> Option<Link> {
    let register = match of {
        Of::Count(Count::Hard) => Register::Hard,
        Of::Count(Count::Supervised) => Register::Supervised,
        Of::Count(Count::OnHold) => Register::Hold,
        Of::Count(Count::Whistle) => return Some(Link::new("吹哨清单", "/c/whistles")),
        Of::Count(_) | Of::Overdue | Of::Soon(_) => return None,
    };
    Some(Link::new("看清单", format!("/c/registers?of={}", register.code())))
}

impl Read {
    /// What leaders look at matter by matter.
    pub(super) fn matters(&self, now: Moment) -> Vec<Matters> {
        let pairs = LISTED.into_iter().zip(&self.cases);
        pairs.map(|(of, rows)| self.listed(of, rows, now)).collect()
    }

    fn listed(&self, of: Of, rows: &[Counted], now: Moment) -> Matters {
        let (code, name, all) = match of {
            Of::Count(Count::Whistle) => {
                let (count, year) = (Count::Whistle, Span::year_to(self.today));
                let href = within(self.scope, year, count.code());
                let all = Opened { count: self.year.of(count), href };
                (count.code(), count.name(), all)
            }
            Of::Count(count) => (count.code(), count.name(), self.standing(count)),
            Of::Overdue => ("overdue", "超期", self.overdue()),
            Of::Soon(_) => ("soon", "三天内到期", self.soon()),
        };
        let most = if of == Of::Count(Count::Whistle) { WHISTLES } else { rows.len() };
        let rows = rows.iter().take(most).cloned().map(|one| row(one, now)).collect();
        Matters { code, name, all, more: register(of), rows }
    }

    /// What is overdue now.
    pub(super) fn overdue(&self) -> Opened {
        Opened { count: self.due.overdue, href: address(self.scope, "", "overdue", "") }
    }

    /// What falls due within three days.
    pub(super) fn soon(&self) -> Opened {
        Opened { count: self.due.soon, href: address(self.scope, "", "soon", "") }
    }

    /// How whistles were answered in the year: in time, on site in time.
    pub(super) fn answered(&self) -> Vec<(&'static str, Cell)> {
        let year = Span::year_to(self.today);
        let figures = ["responded", "arrived"].into_iter().filter_map(Figure::by_code);
        let cases = |code: &str| within(self.scope, year, code);
        figures.map(|one| (one.name, cell(one, one.of(&self.year), &cases))).collect()
    }

    /// The first few of today's meetings that are still to be held, the last few where none is.
    pub(super) fn met(&self) -> Vec<Met> {
        let met = |one: &Held<Meeting>| Met {
            at: one.from.civil().strftime("%H:%M").to_string(),
            title: one.title(),
            href: format!("/c/supervisions/{}", one.no),
            standing: one.standing.name(),
        };
        let ahead =
            |one: &&Held<Meeting>| matches!(one.standing, Standing::Planned | Standing::Running);
        let over = self.meetings.iter().take_while(|one| !ahead(one)).count();
        let first = over.min(self.meetings.len().saturating_sub(MEETINGS));
        self.meetings.iter().skip(first).take(MEETINGS).map(met).collect()
    }
}
