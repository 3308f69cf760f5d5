use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{AccountRow, NewStaff, Password, Username, accounts};
use xianban_domain::office::Work;
use xianban_domain::organisation::{Done, engage, unit};
use xianban_domain::replay::{Once, once};
use xianban_kernel::{PageSize, Problem, Seed};

use super::fields::{self, ThingForm};
use crate::console::control::Field;
use crate::console::desk;
use crate::frame::{Face, Faults, Frame, Link};
use crate::query::Query;
use crate::sent::{self, Sent};
use crate::visitor::Visitor;

/// `/c/organisation/people`: every account with its posts, and the form to add one.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/people.html")]
pub struct PeoplePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The accounts, by name.
    pub rows: Vec<PersonRow>,
    /// Where the list goes on.
    pub next: Option<Link>,
    /// The form to add one.
    pub fields: Vec<Field>,
    /// Of the account just added: its name and its password, shown this once.
    pub made: Option<(String, String)>,
    /// Whether its post waits for a second person.
    pub waits: bool,
}

/// A line of the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PersonRow {
    /// The name colleagues see.
    pub name: String,
    /// What is typed to log in.
    pub username: String,
    /// Its page.
    pub href: String,
    /// Its posts.
    pub posts: String,
    /// How it stands.
    pub state: &'static str,
}

impl Face for PeoplePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Where the list begins, and what the form begins with.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = PeopleAsked)]
#[serde(default)]
pub(crate) struct Asked {
    after: Option<String>,
    unit: Option<String>,
}

/// The accounts.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let form = ThingForm { unit: asked.unit, ..ThingForm::default() };
    let page = page(&visitor, asked.after, &form).await;
    desk::shows(&visitor, page).await
}

/// Adds an account with a post; its password is drawn and shown once.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<ThingForm>("POST /c/organisation/people", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        match hired(&visitor, &sent).await {
            Err(problem @ Problem::Faults(_)) => {
                let mut page = page(&visitor, None, &sent.form).await?;
                page.faults = Faults::from(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            Err(problem) => Err(problem),
            Ok(made) => {
                let mut page = page(&visitor, None, &ThingForm::default()).await?;
                page.waits = made.as_ref().is_some_and(|(.., done)| *done == Done::Asked);
                page.made = made.map(|(username, password, _)| (username, password));
                Ok(visitor.shows(Ok(page)))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// The new account's name and password, and what became of its post; none when this very form was
/// done before.
async fn hired(
    visitor: &Visitor,
    sent: &Sent<ThingForm>,
) -> Result<Option<(String, String, Done)>, Problem> {
    let username: Username = sent.form.username.clone().unwrap_or_default().parse()?;
    let mut draw = Seed::fresh().draw();
    let (password, text) = Password::drawn(&username, &mut draw)?;
    let hash = visitor.hashes(move || password.hash(&mut draw)).await?;
    let (form, keyed) = (sent.form.clone(), sent.keyed.clone());
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let (unit, role) = (said(&form.unit), said(&form.role));
    let new = NewStaff { username, name: said(&form.name), password: hash, must_change: true };
    let named = new.username.as_str().to_owned();
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            engage(work, &new, &unit, &role).map(|done| (done, String::new()))
        })
    };
    let made = visitor.site.office.write(&visitor.cx, verb).await?;
    Ok(if let Once::Done(done) = made { Some((named, text, done)) } else { None })
}

async fn page(
    visitor: &Visitor,
    after: Option<String>,
    form: &ThingForm,
) -> Result<PeoplePage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let read = move |work: &mut Work<'_, '_>| {
        let found = accounts(work, after.as_deref(), PageSize::new(100))?;
        let mut rows = Vec::new();
        for row in &found.rows {
            rows.push(line(work, row)?);
        }
        Ok((rows, found.next))
    };
    let (rows, next) = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let next =
        next.map(|after| Link::new("下一页", format!("/c/organisation/people?after={after}")));
    let fields = fields::of_staff(form, rules, true);
    let faults = Faults::default();
    Ok(PeoplePage { frame, faults, rows, next, fields, made: None, waits: false })
}

fn line(work: &mut Work<'_, '_>, row: &AccountRow) -> Result<PersonRow, Problem> {
    let mut posts = Vec::new();
    for post in row.posts.iter() {
        let unit = unit(work.tx, post.unit)?.name;
        let rules = &work.office.rules_at(work.cx.at).rules;
        let role = rules.role(&post.role).map_or("", |rule| rule.name.as_str());
        posts.push(format!("{unit} {role}"));
    }
    let account = &row.account;
    let locked = account.locked_until.is_some_and(|until| until > work.cx.at);
    let state = match () {
        () if account.disabled_at.is_some() => "已停用",
        () if locked => "暂时锁定",
        () if posts.is_empty() => "没有岗位",
        () if account.must_change => "还没换密码",
        () => "在用",
    };
    Ok(PersonRow {
        name: account.name.clone(),
        href: format!("/c/organisation/people/{}", account.username),
        username: account.username.clone(),
        posts: posts.join("、"),
        state,
    })
}
