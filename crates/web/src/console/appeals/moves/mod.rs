//! Every move of staff: one page for all of them, and a file for each with its words, its form, what
//! it chooses from and how it is made.

mod accept;
mod acknowledge;
mod answer;
mod answer_supervision;
mod approve;
mod assess;
mod assign;
mod attend;
mod call;
mod check_slip;
mod complete;
mod conclude;
mod consult;
mod decline;
mod dispatch;
mod do_slip;
mod extend;
mod follow_special;
mod follow_up;
mod hold;
mod issue_slip;
mod list;
mod meet;
mod note;
mod object_count;
mod offer_visit;
mod pause;
mod plan;
mod publish;
mod reassign;
mod recuse;
mod refer;
mod relane;
mod release;
mod report;
mod return_order;
mod rule;
mod rule_count;
mod send;
mod send_back;
mod share;
mod specialise;
mod split;
mod step;
mod steps;
mod supervise;
mod table;
mod terminate;
mod transfer;
mod undo;
mod verify;

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::phrases::phrases;
use xianban_kernel::Problem;

use self::step::{Filled, StepLine};
use self::table::Table;
use super::registration::evidence;
use crate::console::act::Typed;
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::console::desk;
use crate::files;
use crate::files::form::Brought;
use crate::frame::{Coded, Face, Faults, Frame};
use crate::resident::appeals::view;
use crate::visitor::Visitor;

pub(crate) use self::steps::lines;

/// Every move that has a form at the desk, along the way of an appeal.
static STEPS: &[StepLine] = &[
    StepLine::of::<accept::Accept>(),
    StepLine::of::<decline::Decline>(),
    StepLine::of::<answer::Answer>(),
    StepLine::of::<assess::Assess>(),
    StepLine::of::<dispatch::Dispatch>(),
    StepLine::of::<acknowledge::Acknowledge>(),
    StepLine::of::<report::Report>(),
    StepLine::of::<complete::Complete>(),
    StepLine::of::<note::Note>(),
    StepLine::of::<release::Release>(),
    StepLine::of::<publish::Publish>(),
    StepLine::of::<call::Call>(),
    StepLine::of::<send_back::SendBack>(),
    StepLine::of::<verify::Verify>(),
    StepLine::of::<follow_up::FollowUp>(),
    StepLine::of::<plan::Plan>(),
    StepLine::of::<approve::Approve>(),
    StepLine::of::<extend::Extend>(),
    StepLine::of::<pause::Pause>(),
    StepLine::of::<hold::Hold>(),
    StepLine::of::<return_order::ReturnOrder>(),
    StepLine::of::<rule::Rule>(),
    StepLine::of::<reassign::Reassign>(),
    StepLine::of::<assign::Assign>(),
    StepLine::of::<refer::Refer>(),
    StepLine::of::<recuse::Recuse>(),
    StepLine::of::<issue_slip::IssueSlip>(),
    StepLine::of::<do_slip::DoSlip>(),
    StepLine::of::<check_slip::CheckSlip>(),
    StepLine::of::<terminate::Terminate>(),
    StepLine::of::<transfer::Transfer>(),
    StepLine::of::<conclude::Conclude>(),
    StepLine::of::<relane::Relane>(),
    StepLine::of::<specialise::Specialise>(),
    StepLine::of::<follow_special::FollowSpecial>(),
    StepLine::of::<offer_visit::OfferVisit>(),
    StepLine::of::<consult::Consult>(),
    StepLine::of::<meet::Meet>(),
    StepLine::of::<list::List>(),
    StepLine::of::<supervise::Supervise>(),
    StepLine::of::<answer_supervision::AnswerSupervision>(),
    StepLine::of::<object_count::ObjectCount>(),
    StepLine::of::<rule_count::RuleCount>(),
    StepLine::of::<share::Share>(),
    StepLine::of::<split::Split>(),
    StepLine::of::<attend::Attend>(),
];

/// The line of a move; `None` for one that is made elsewhere.
pub(super) fn step(action: Action) -> Option<&'static StepLine> {
    STEPS.iter().find(|step| step.action == action)
}

/// `/c/appeals/{no}/…`: the form of one move, for every move alike; its fields come with it.
/// Always sent along: `csrf`, `key`, `version`. Its block `act` opens in place on the appeal's page.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/moves.html", blocks = ["act"])]
pub struct MovePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub back: String,
    /// Where the form is sent.
    pub action: String,
    /// The version the form was opened on.
    pub version: i64,
    /// The move's code, such as `dispatch`.
    pub code: &'static str,
    /// The verb, as heading and on the button, such as 派单给城管.
    pub verb: String,
    /// Who gets what and what follows, in one sentence.
    pub effect: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// What changed meanwhile, when somebody moved it first.
    pub stale: Option<String>,
    /// Why it cannot be made now, told when the form is opened.
    #[serde(skip)]
    pub barred: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// Texts that can be put into the words, where there are any: number and title.
    pub phrases: Vec<Coded>,
}

impl MovePage {
    fn has_photos(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.control, Control::Photos { .. }))
    }
}

impl Face for MovePage {
    fn status(&self) -> StatusCode {
        if self.stale.is_some() {
            StatusCode::CONFLICT
        } else if self.faults.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        ["act", "m-matter"].contains(&id).then(|| self.as_act().render())
    }
}

/// What the form of every move may hold beside its own fields.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
struct Beside {
    /// The version of the appeal that the form was opened on; another one is told what changed since.
    #[schema(value_type = Digits)]
    version: String,
    /// What is typed to find the matter or the place.
    find: String,
    /// Not empty: only look for it and show the form again.
    look: String,
    /// The number of a kept text that is put into the words; nothing is done yet.
    phrase: String,
}

/// A form as it was filled in, of whichever move.
struct Sheet {
    step: &'static StepLine,
    no: String,
    typed: Typed,
    beside: Beside,
    filled: Arc<dyn Filled>,
    brought: Brought,
}

impl Sheet {
    /// Gives the fields the types of the move.
    fn of(
        step: &'static StepLine,
        no: String,
        typed: Typed,
        brought: Brought,
    ) -> Result<Self, Problem> {
        let (beside, filled) = (typed.read()?, step.read(&typed)?);
        Ok(Self { step, no, typed, beside, filled, brought })
    }

    /// The page with the form.
    async fn page(&self, visitor: &Visitor) -> Result<MovePage, Problem> {
        let frame = desk::frame(visitor, "").await?;
        let action = self.step.action;
        let (asked, find) = (self.no.clone(), self.beside.find.clone());
        let filled = Arc::clone(&self.filled);
        let read = visitor.site.office.read(&visitor.cx, move |work| {
            let glance = domain::glance(work, &asked)?;
            let set = work.office.rules_of(glance.appeal.rules)?;
            let fields =
                filled.asked(&mut Table::laid(work, (&set.rules, &glance.appeal), &find)?)?;
            let barred = domain::in_the_way(work, &glance.appeal, action)?;
            Ok((glance, fields, barred, phrases(work)?))
        });
        let (glance, mut fields, barred, kept) = read.await?;
        if self.step.photos {
            fields.push(self.photos(visitor, &glance.appeal).await?);
        }
        let writes = fields.iter().any(|field| field.name == "words");
        let offered =
            kept.into_iter().map(|one| Coded::new(one.id.to_string(), one.title)).collect();
        let back = desk::href(&self.no);
        let verb = self.step.verb;
        Ok(MovePage {
            frame,
            faults: Faults::default(),
            no: self.no.clone(),
            title: view::title(&glance),
            action: format!("{back}/{}", action.code()),
            back,
            version: self.beside.version.parse().unwrap_or(glance.appeal.version),
            code: action.code(),
            verb: verb.text.to_owned(),
            effect: verb.effect.to_owned(),
            grave: verb.grave,
            stale: None,
            barred: barred.map(|problem| problem.said()),
            phrases: if writes { offered } else { Vec::new() },
            fields,
        })
    }

    /// The photos and documents that came so far, and room for more.
    async fn photos(&self, visitor: &Visitor, appeal: &domain::Appeal) -> Result<Field, Problem> {
        let photos = self.brought.shown(visitor).await?;
        let documents = files::documents(visitor, appeal.kind, &visitor.cx.actor);
        let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
        let asked = evidence(appeal, rules);
        let hint = asked.map(|asked| format!("这类事办完要交{asked}。")).unwrap_or_default();
        let control = Control::Photos { photos, documents };
        Ok(Field::new("photos", "照片和文件", control).hint(hint).optional())
    }
}
