use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, LoginEvent, LoginFilter, LoginKind, LoginOutcome};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, PageSize, PhoneNumber, Problem};

use super::period::Period;
use crate::console::desk;
use crate::frame::{Choice, Face, Frame, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/audit/logins`: who tried to get in, from where, and what became of it; newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/audit/logins.html")]
pub struct LoginsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What can be tried, to choose among.
    #[serde(skip)]
    pub kinds: Vec<Choice>,
    /// How it can end, to choose among.
    #[serde(skip)]
    pub outcomes: Vec<Choice>,
    /// What was looked for, as typed.
    #[serde(skip)]
    pub asked: LoginsAsked,
    /// From which day on.
    pub from: String,
    /// Until which day, with it.
    pub until: String,
    /// The tries.
    pub rows: Vec<Try>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The same as a table.
    pub table: String,
}

/// One try.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = LoginTry)]
pub struct Try {
    /// When.
    pub at: Stamp,
    /// What was tried.
    pub kind: &'static str,
    /// As whom: of staff name and account, of others whether they are known.
    pub whom: String,
    /// From which network address.
    pub address: String,
    /// The first signs of the device's fingerprint: the same device has the same.
    pub device: String,
    /// What became of it.
    pub outcome: Status,
}

impl Face for LoginsPage {}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct LoginsAsked {
    /// This only, as `staff`; empty for all.
    kind: String,
    /// With this end, as `failed`; empty for all.
    outcome: String,
    /// Staff who log in with this name.
    account: String,
    /// With this phone.
    phone: String,
    /// From this network address.
    address: String,
    /// From which day on, `2026-11-01`.
    from: String,
    /// Until which day, with it.
    until: String,
    /// Where the page before ended.
    after: String,
}

impl LoginsAsked {
    pub(super) fn filter(&self, now: Moment) -> (LoginFilter, Period) {
        let period = Period::of(&self.from, &self.until, now);
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let filter = LoginFilter {
            kind: LoginKind::from_code(&self.kind),
            account: None,
            username: given(&self.account),
            phone: self.phone.trim().parse::<PhoneNumber>().ok(),
            address: given(&self.address),
            outcome: LoginOutcome::from_code(&self.outcome),
            from: Some(period.moments.0),
            until: Some(period.moments.1),
        };
        (filter, period)
    }

    fn query(&self, after: &str) -> String {
        let pairs = [
            ("kind", self.kind.as_str()),
            ("outcome", &self.outcome),
            ("account", &self.account),
            ("phone", &self.phone),
            ("address", &self.address),
            ("from", &self.from),
            ("until", &self.until),
            ("after", after),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
        serde_urlencoded::to_string(given).unwrap_or_default()
    }
}

/// The tries.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<LoginsAsked>) -> Response {
    let page = page(&visitor, asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: LoginsAsked) -> Result<LoginsPage, Problem> {
    let now = visitor.cx.at;
    let (filter, period) = asked.filter(now);
    let after = Some(asked.after.clone()).filter(|after| !after.is_empty());
    let read = move |work: &mut Work<'_, '_>| {
        identity::logins(work, &filter, after.as_deref(), PageSize::USUAL)
    };
    let found = visitor.site.office.read(&visitor.cx, read).await?;
    let all = || [Choice::new("", "全部")].into_iter();
    let kinds = all().chain(LoginKind::ALL.iter().map(|one| Choice::new(one.code(), one.name())));
    let ends = all().chain(LoginOutcome::ALL.iter().map(|one| Choice::new(one.code(), one.name())));
    Ok(LoginsPage {
        frame: desk::frame(visitor, "audit").await?,
        kinds: kinds.map(|choice| choice.chosen_if(&asked.kind)).collect(),
        outcomes: ends.map(|choice| choice.chosen_if(&asked.outcome)).collect(),
        from: period.from,
        until: period.until,
        rows: found.rows.iter().map(|event| tried(event, now)).collect(),
        next: found.next.map(|after| format!("/c/audit/logins?{}", asked.query(&after))),
        table: format!("/c/audit/logins.csv?{}", asked.query("")),
        asked,
    })
}

fn tried(event: &LoginEvent, now: Moment) -> Try {
    let like = match event.outcome {
        LoginOutcome::Passed => "closed",
        LoginOutcome::Failed => "planning",
        LoginOutcome::Waited => "submitted",
        LoginOutcome::Refused => "overdue",
    };
    Try {
        at: Stamp::new(event.at, now),
        kind: event.kind.name(),
        whom: whom(event),
        address: event.address.clone(),
        device: event.device.as_deref().map(short).unwrap_or_default(),
        outcome: Status::new(like, event.outcome.name()),
    }
}

/// As whom somebody tried, without a phone.
pub(super) fn whom(event: &LoginEvent) -> String {
    match (&event.staff, event.account) {
        (Some((name, username)), _) => format!("{name}（{username}）"),
        (None, Some(_)) => "登记过的人".to_owned(),
        (None, None) => "没有这个账号".to_owned(),
    }
}

/// The first signs of a fingerprint, enough to tell devices apart.
pub(super) fn short(print: &str) -> String {
    print.chars().take(8).collect()
}
