use std::collections::BTreeMap;

use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_domain::rules::{self, Sheet};
use xianban_kernel::Problem;

use super::groups::{Group, groups, trail};
use super::words;
use crate::console::desk;
use crate::frame::{Face, Faults, Flash, Frame, Link};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/rules/edit?at=PATH`: one part of the draft. What is sent back (`seen` with it) are the values
/// under `v.PATH`; of a time limit its number there and its unit under `u.PATH`; of several answers
/// `m.PATH` and `c.PATH.CODE` for each that is chosen. `add` and `drop` name a list and an entry.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/rules/edit.html")]
pub struct RulePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which part.
    pub at: String,
    /// The parts it lies in, itself the last.
    pub trail: Vec<Link>,
    /// Its values.
    pub groups: Vec<Group>,
    /// Counts the changes of the draft; sent back with the form.
    pub seen: i64,
    /// Somebody else changed the draft meanwhile.
    pub stale: Option<String>,
    /// What is wrong with the draft as a whole.
    pub wrong: Vec<String>,
}

impl RulePage {
    /// What the part is called.
    fn title(&self) -> &str {
        self.trail.last().map_or("规则", |link| link.text.as_str())
    }

    /// The parts above.
    fn above(&self) -> &[Link] {
        self.trail.split_last().map_or(&[], |(_, above)| above)
    }
}

impl Face for RulePage {
    fn status(&self) -> StatusCode {
        let bad = self.groups.iter().flat_map(|group| &group.fields).any(|f| !f.fault.is_empty());
        match () {
            () if self.stale.is_some() => StatusCode::CONFLICT,
            () if bad => StatusCode::UNPROCESSABLE_ENTITY,
            () => StatusCode::OK,
        }
    }
}

/// Which part.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = RuleAsked)]
#[serde(default)]
pub(crate) struct Asked {
    at: String,
}

/// The values as sent, by their places.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub(crate) struct RuleForm(BTreeMap<String, String>);

impl RuleForm {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The values by their paths.
    fn values(&self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        for (name, text) in &self.0 {
            if let Some(path) = name.strip_prefix("v.") {
                let unit = self.text(&format!("u.{path}"));
                values.insert(path.to_owned(), format!("{}{unit}", text.trim_end()));
            } else if let Some(path) = name.strip_prefix("m.") {
                let start = format!("c.{path}.");
                let of = |name: &String| name.strip_prefix(&start).map(str::to_owned);
                let chosen: Vec<_> = self.0.keys().filter_map(of).collect();
                values.insert(path.to_owned(), chosen.join("\n"));
            }
        }
        values
    }
}

/// The form of one part.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked.at).await;
    desk::shows(&visitor, page).await
}

/// Writes what was typed into the draft.
pub(crate) async fn send(
    visitor: Visitor,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<RuleForm>("POST /c/rules/edit", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let at = asked.at;
        let read = |work: &mut Work<'_, '_>| rules::draft(work);
        let now = visitor.site.office.read(&visitor.cx, read).await?;
        let (text, faults) = written(&now.body, &sent.form)?;
        if !faults.is_empty() {
            let mut page = page(&visitor, &at).await?;
            page.put_back(&sent.form, &faults);
            return Ok(visitor.shows(Ok(page)));
        }
        let seen = sent.form.text("seen").parse().unwrap_or(0);
        let verb =
            move |work: &mut Work<'_, '_>| rules::change_draft(work, seen, &text).map(|_| ());
        match visitor.does(sent.keyed, verb).await {
            Err(
                problem @ (Problem::Stale { .. } | Problem::Faults(_) | Problem::Refused { .. }),
            ) => {
                let mut page = page(&visitor, &at).await?;
                page.put_back(&sent.form, &[]);
                page.faults = Faults::from(&problem);
                match &problem {
                    Problem::Stale { said } => page.stale = Some(said.clone()),
                    _ => page.frame.flash = Flash::unless_faults(&problem),
                }
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok(next(&at, &sent.form))))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Where to go on: to the same part; from an entry that is gone, to its list.
fn next(at: &str, form: &RuleForm) -> String {
    let dropped = form.text("drop");
    let back = if !dropped.is_empty() && dropped == at {
        at.rsplit_once('.').map_or("", |(list, _)| list)
    } else {
        at
    };
    format!("/c/rules/edit?at={back}")
}

/// The draft with what was typed, and what could not be written, by path.
fn written(body: &str, form: &RuleForm) -> Result<(String, Vec<(String, String)>), Problem> {
    let mut sheet = Sheet::parse(body).map_err(Problem::broken)?;
    let mut faults = Vec::new();
    for (path, text) in form.values() {
        let limit = form.0.contains_key(&format!("u.{path}"));
        if limit && words::halves(&text).is_none() {
            faults.push((path, "要写一个整数".to_owned()));
        } else if let Err(fault) = sheet.set(&path, &text) {
            faults.push((path, fault));
        }
    }
    let lost = || Problem::refused("no_such_entry", "要改的那一条已经不在了，请刷新页面再看。");
    if !form.text("drop").is_empty() {
        sheet.remove(form.text("drop")).ok_or_else(lost)?;
    }
    if !form.text("add").is_empty() {
        sheet.add(form.text("add")).ok_or_else(lost)?;
    }
    Ok((sheet.text(), faults))
}

impl RulePage {
    /// What was typed, put back with what was wrong with it.
    fn put_back(&mut self, form: &RuleForm, faults: &[(String, String)]) {
        let values = form.values();
        for field in self.groups.iter_mut().flat_map(|group| &mut group.fields) {
            if let Some(text) = values.get(&field.path) {
                let unit = form.text(&format!("u.{}", field.path));
                field.text = text.strip_suffix(unit).unwrap_or(text).to_owned();
                let chosen: Vec<&str> = text.lines().collect();
                for choice in &mut field.choices {
                    choice.chosen = chosen.contains(&choice.code.as_str()) || choice.code == unit;
                }
            }
            let fault = faults.iter().find(|(path, _)| *path == field.path);
            field.fault = fault.map(|(_, said)| said.clone()).unwrap_or_default();
        }
    }
}

async fn page(visitor: &Visitor, at: &str) -> Result<RulePage, Problem> {
    let frame = desk::frame(visitor, "rules").await?;
    let read = |work: &mut Work<'_, '_>| Ok((rules::draft(work)?, rules::preview(work)?));
    let (draft, preview) = visitor.site.office.read(&visitor.cx, read).await?;
    let sheet = Sheet::parse(&draft.body).map_err(Problem::broken)?;
    let groups = groups(&sheet, at).filter(|_| !at.is_empty()).ok_or(Problem::NotFound)?;
    Ok(RulePage {
        faults: Faults::default(),
        trail: trail(&sheet, at),
        at: at.to_owned(),
        groups,
        seen: draft.n,
        stale: None,
        wrong: preview.fit.faults,
        frame,
    })
}
