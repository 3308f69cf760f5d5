use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use xianban_domain::identity::{Password, Username};
use xianban_domain::office::Work;
use xianban_domain::organisation::{
    self, Deed, Done, Person, appoint, dismiss, rename, renew_password, treat_account,
};
use xianban_domain::replay::{Once, once};
use xianban_domain::seats::{Left, left_by};
use xianban_kernel::{Post, Problem, Seed};

use super::fields::{self, ThingForm};
use super::sheets::{Past, past};
use crate::console::control::Field;
use crate::console::desk;
use crate::frame::{Choice, Face, Faults, Frame};
use crate::sent::{self, Sent};
use crate::visitor::Visitor;

/// `/c/organisation/people/{key}`: an account with its posts.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/organisation/person.html")]
pub struct PersonPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// What is typed to log in.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// How it stands.
    pub state: &'static str,
    /// Whether it is one's own, at which nothing can be done by oneself.
    pub own: bool,
    /// The posts it holds.
    pub posts: Vec<HeldPost>,
    /// What can be done to it.
    pub deeds: Vec<Choice>,
    /// The form for another post or name.
    pub fields: Vec<Field>,
    /// The new password, shown this once.
    pub password: Option<String>,
    /// What waits for a second person before it is done.
    pub waits: Option<Waiting>,
    /// What was done to it, newest first.
    pub history: Vec<Past>,
}

/// What waits for a second person.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = AccountWaits)]
pub struct Waiting {
    /// The page where it stands.
    pub href: String,
    /// What.
    pub said: String,
    /// Who asked.
    pub by: String,
    /// Whether this person asked, and may take it back.
    pub own: bool,
    /// The version that taking it back must name.
    pub version: i64,
}

/// A post that is held.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HeldPost {
    /// The unit's code.
    pub unit: String,
    /// The role's code.
    pub role: String,
    /// Both as shown.
    pub text: String,
    /// What is owed there and who has it when this account goes; empty when nothing is.
    pub left: String,
}

impl Face for PersonPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The account.
pub(crate) async fn show(visitor: Visitor, Path(key): Path<String>) -> Response {
    let page = page(&visitor, &key, None).await;
    desk::shows(&visitor, page).await
}

/// Another name, or another post.
pub(crate) async fn send(
    visitor: Visitor,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<ThingForm>("POST /c/organisation/people", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let (username, form) = (key.clone(), sent.form.clone());
        let verb = move |work: &mut Work<'_, '_>| changed(work, &username, &form);
        match visitor.does(sent.keyed.clone(), verb).await {
            Err(problem @ Problem::Faults(_)) => {
                let mut page = page(&visitor, &key, Some(&sent.form)).await?;
                page.faults = Faults::from(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok(format!("/c/organisation/people/{key}"))))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Ends a post, closes or opens the account, lifts its lock, or gives it a new password.
pub(crate) async fn act(
    visitor: Visitor,
    Path((key, act)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<ThingForm>("POST /c/organisation/people", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        if act == "password" {
            let password = renewed(&visitor, &key, &sent).await?;
            let mut page = page(&visitor, &key, None).await?;
            page.password = password;
            return Ok(visitor.shows(Ok(page)));
        }
        let (username, form) = (key.clone(), sent.form.clone());
        let deed = Deed::from_code(&act);
        if deed.is_none() && act != "dismiss" {
            return Err(Problem::NotFound);
        }
        let verb = move |work: &mut Work<'_, '_>| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            match deed {
                Some(deed) => treat_account(work, &username, deed),
                None => dismiss(work, &username, &text(&form.unit), &text(&form.role)),
            }
            .map(drop)
        };
        visitor.does(sent.keyed.clone(), verb).await?;
        Ok(visitor.goes_on(Ok(format!("/c/organisation/people/{key}"))))
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Another name, and a post where a unit was named.
fn changed(work: &mut Work<'_, '_>, username: &str, form: &ThingForm) -> Result<(), Problem> {
    if let Some(name) = &form.name {
        rename(work, username, name)?;
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
    let (unit, role) = (text(&form.unit), text(&form.role));
    if unit.is_empty() { Ok(()) } else { appoint(work, username, &unit, &role).map(drop) }
}

/// The new password; none when this very form was done before, or when it waits for a second person.
async fn renewed(
    visitor: &Visitor,
    key: &str,
    sent: &Sent<ThingForm>,
) -> Result<Option<String>, Problem> {
    let username: Username = key.parse().map_err(|_| Problem::NotFound)?;
    let mut draw = Seed::fresh().draw();
    let (password, text) = Password::drawn(&username, &mut draw)?;
    let hash = visitor.hashes(move || password.hash(&mut draw)).await?;
    let keyed = sent.keyed.clone();
    let key = key.to_owned();
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            renew_password(work, &key, &hash).map(|done| (done, String::new()))
        })
    };
    let made = visitor.site.office.write(&visitor.cx, verb).await?;
    Ok(matches!(made, Once::Done(Done::Now)).then_some(text))
}

async fn page(
    visitor: &Visitor,
    key: &str,
    typed: Option<&ThingForm>,
) -> Result<PersonPage, Problem> {
    let frame = desk::frame(visitor, "organisation").await?;
    let key = key.to_owned();
    let read = move |work: &mut Work<'_, '_>| {
        let person = organisation::person(work, &key)?;
        let held: Vec<Post> = person.posts.iter().map(|(_, post)| post.clone()).collect();
        let left = left_by(work, person.account.id, &held)?;
        Ok((person, left))
    };
    let (person, left) = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let account = &person.account;
    let standing = ThingForm { name: Some(account.name.clone()), ..ThingForm::default() };
    let mut fields = fields::of_staff(typed.unwrap_or(&standing), rules, false);
    let locked = account.locked_until.is_some_and(|until| until > visitor.cx.at);
    let (state, mut deeds) = match account.disabled_at {
        Some(_) => ("已停用", vec![Deed::Enable]),
        None if locked => ("暂时锁定", vec![Deed::Unlock, Deed::Disable]),
        None => ("在用", vec![Deed::Disable]),
    };
    let own = visitor.cx.actor.staff().is_some_and(|staff| staff.id == account.id);
    if own {
        deeds.clear();
        fields.retain(|field| field.name == "name");
    } else if person.factor {
        deeds.push(Deed::Factor);
    }
    let deeds = deeds.drain(..).map(|deed| Choice::new(deed.code(), deed.name())).collect();
    let posts = person.posts.iter().zip(&left).map(|((unit, post), left)| {
        let role = rules.role(&post.role).map_or("", |rule| rule.name.as_str());
        let (unit, text) = (unit.code.clone(), format!("{} {role}", unit.name));
        HeldPost { unit, role: post.role.code().to_owned(), text, left: left_behind(left) }
    });
    Ok(PersonPage {
        faults: Faults::default(),
        username: account.username.clone(),
        name: account.name.clone(),
        state,
        own,
        posts: posts.collect(),
        deeds,
        fields,
        password: None,
        waits: waiting(&person),
        history: person.history.iter().map(|kept| past(kept, visitor.cx.at)).collect(),
        frame,
    })
}

fn waiting(person: &Person) -> Option<Waiting> {
    let waits = person.waits.as_ref()?;
    Some(Waiting {
        href: format!("/c/ledgers/{}", waits.no),
        said: waits.said.clone(),
        by: waits.by.clone(),
        own: waits.own,
        version: waits.version,
    })
}

/// What is owed at a seat, and who has it when the account goes.
fn left_behind(left: &Left) -> String {
    match (&left.next, left.owed) {
        (_, 0) => String::new(),
        (None, n) if left.shared => format!("有 {n} 件待办；他走了由这个岗位上的同事接着办"),
        (None, n) => format!("有 {n} 件待办；他走了就没有人办，请先任命别人"),
        (Some((unit, role)), n) => format!("有 {n} 件待办；他走了由{unit}{role}代办"),
    }
}
