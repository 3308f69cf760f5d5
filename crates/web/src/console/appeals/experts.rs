use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals;
use xianban_domain::appeals::Action;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::frame::{Face, Faults, Flash, Frame};
use crate::sent;
use crate::visitor::Visitor;

/// `/c/experts`: the people outside who can be asked for an opinion; added with `name` and `field`,
/// taken off with `gone`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/experts.html")]
pub struct ExpertsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The experts, by name.
    pub experts: Vec<Listed>,
    /// As typed.
    pub name: String,
    /// As typed.
    pub field: String,
}

/// One expert.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ListedExpert)]
pub struct Listed {
    /// The row.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What he knows about.
    pub field: String,
}

impl Face for ExpertsPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ExpertForm {
    name: String,
    field: String,
    gone: String,
}

/// The pool.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

/// Adds somebody, or takes somebody off.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<ExpertForm>("POST /c/experts", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let form = sent.form.clone();
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let verb = move |work: &mut Work<'_, '_>| match form.gone.parse() {
            Ok(id) => appeals::remove_expert(work, id),
            Err(_) => appeals::add_expert(work, &form.name, &form.field).map(drop),
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on(Ok("/c/experts".to_owned())),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => match page(&visitor).await
        {
            Ok(mut page) => {
                page.faults = Faults::from(&problem);
                page.frame.flash = Flash::unless_faults(&problem);
                (page.name, page.field) = (sent.form.name, sent.form.field);
                visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
            }
            Err(problem) => desk::problem(&visitor, &problem).await,
        },
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn page(visitor: &Visitor) -> Result<ExpertsPage, Problem> {
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    if !rules.may(&visitor.cx.actor, Action::Consult) {
        desk::posts(visitor)?;
        return Err(Problem::NotFound);
    }
    let frame = desk::frame(visitor, "experts").await?;
    let known = visitor.site.office.read(&visitor.cx, appeals::experts).await?;
    let listed =
        known.into_iter().map(|one| Listed { id: one.id, name: one.name, field: one.field });
    Ok(ExpertsPage {
        frame,
        faults: Faults::default(),
        experts: listed.collect(),
        name: String::new(),
        field: String::new(),
    })
}
