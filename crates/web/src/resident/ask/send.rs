use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use xianban_domain::appeals::{self as domain, Submit};
use xianban_domain::identity::{CodeFor, Knock};
use xianban_domain::office::Work;
use xianban_domain::replay::{Keyed, Once, done_before, once};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Fault, Problem};

use super::done;
use super::file::{again, goes_back};
use super::place::{climbed, climbs, place_given};
use super::unsent::{self, AskForm, Typed};
use crate::files::form::{LeftOut, read};
use crate::resident::appeals::view;
use crate::resident::code::{CodeTold, ask_code, read_phone};
use crate::resident::login::let_in;
use crate::unsent::forget;
use crate::visitor::Visitor;

/// A step of the form without scripts, or the filing itself.
pub(crate) async fn send(visitor: Visitor, Path(kind): Path<String>, request: Request) -> Response {
    let (sent, brought) = match read::<AskForm>(&visitor, "POST /ask", request).await {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let mut form = AskForm { brought, ..sent.form };
    form.place = climbed(&form.step, &form.place, &form.place_next);
    if let Err(problem) = visitor.check_form(&sent.csrf) {
        let keyed = sent.keyed;
        let known = visitor.site.office.read(&visitor.cx, move |work| done_before(work, &keyed));
        return match known.await {
            Ok(Some(location)) => visitor.goes_on(Ok(location)),
            _ if visitor.session_has_ended() => again(&visitor, &kind, &form, &login_ended()).await,
            _ => again(&visitor, &kind, &form, &problem).await,
        };
    }
    match form.step.clone().as_str() {
        "code" => asks_code(&visitor, &kind, form).await,
        "clear" => {
            let clear = async {
                visitor.forgets(unsent::form_of(unsent::known(&kind)?)).await?;
                Ok(format!("/ask/{kind}"))
            };
            visitor.goes_on(clear.await)
        }
        step if climbs(step) => {
            goes_back(&visitor, &kind, Typed { form, told: None }, "f-place").await
        }
        _ => file(visitor, &kind, form, sent.keyed).await,
    }
}

/// Has a code sent, and leads to the field for it.
async fn asks_code(visitor: &Visitor, kind: &str, mut form: AskForm) -> Response {
    form.sms.clear();
    let asked = async { ask_code(visitor, read_phone(&form.phone)?, CodeFor::Matter).await };
    let told = match asked.await {
        Ok(told) => told,
        Err(problem) if visitor.reply.is_whole_page() => CodeTold::refused(visitor, &problem),
        Err(problem) => return again(visitor, kind, &form, &problem).await,
    };
    let field = if told.field == "phone" { "f-phone" } else { "f-sms" };
    goes_back(visitor, kind, Typed { form, told: Some(told) }, field).await
}

fn login_ended() -> Problem {
    let said = "登录已经过期，这次还没有提交。您填的内容都在下面；没传上的照片请重新选。\
        请填手机号和短信验证码，再提交一次。";
    Problem::refused("login_ended", said)
}

/// Files as a resident: whoever is not logged in is by the code of the form.
async fn file(mut visitor: Visitor, kind: &str, form: AskForm, keyed: Keyed) -> Response {
    let by_program = matches!(visitor.cx.actor, Actor::Service(_));
    if let Err(problem) = complete(&form, by_program).and_then(|()| form.brought.check()) {
        return again(&visitor, kind, &form, &problem).await;
    }
    let mut session = None;
    if !matches!(visitor.cx.actor, Actor::Resident(_) | Actor::Service(_)) {
        let came = async {
            visitor.knocks(Knock::Filing).await?;
            let_in(&visitor, read_phone(&form.phone)?, &form.sms).await
        };
        match came.await {
            Ok(opened) => {
                visitor.enter(&opened);
                session = Some(opened);
            }
            Err(problem) => {
                let problem = match problem {
                    Problem::Faults(faults) => Problem::Faults(
                        faults
                            .into_iter()
                            .map(|fault| {
                                let field = if fault.field == "code" { "sms" } else { fault.field };
                                Fault { field, ..fault }
                            })
                            .collect(),
                    ),
                    other => other,
                };
                return again(&visitor, kind, &form, &problem).await;
            }
        }
    }
    let response = match filed(&visitor, kind, &form, keyed).await {
        Ok(response) => response,
        Err(problem) => again(&visitor, kind, &form, &problem).await,
    };
    match session {
        Some(session) => visitor.logged_in(&session, response),
        None => response,
    }
}

async fn filed(
    visitor: &Visitor,
    kind: &str,
    form: &AskForm,
    keyed: Keyed,
) -> Result<Response, Problem> {
    let kind = AppealKind::from_code(kind).ok_or(Problem::NotFound)?;
    let submit = submission(kind, form);
    let claim = form.brought.claim(visitor);
    let own = matches!(visitor.cx.actor, Actor::Resident(_));
    let left = form.brought.left_out();
    let keepers = visitor.keepers();
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            let mut filed = domain::submit(work, &submit)?;
            filed.appeal = domain::attach(work, filed.appeal, &claim)?;
            let no = &filed.appeal.no;
            forget(work, &keepers, unsent::form_of(kind))?;
            let location = if own { done::href(no, left) } else { view::href(no) };
            Ok((filed.appeal, location))
        })
    };
    let filed = visitor.site.office.write(&visitor.cx, verb).await?;
    Ok(match filed {
        Once::Done(appeal) if visitor.reply.is_whole_page() => {
            visitor.goes_on(Ok(done::href(&appeal.no, left)))
        }
        Once::Done(appeal) => {
            let page = done::page(visitor, &appeal, left).await?;
            visitor.finish(visitor.reply.page_with(StatusCode::CREATED, &page))
        }
        Once::Before(location) if visitor.reply.is_whole_page() => visitor.goes_on(Ok(location)),
        Once::Before(location) => told_again(visitor, location, left).await?,
    })
}

/// A program that lost the first answer gets it again, as the matter stands now; nothing new was made.
async fn told_again(
    visitor: &Visitor,
    location: String,
    left: LeftOut,
) -> Result<Response, Problem> {
    let no = location.split('?').next().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    let no = no.unwrap_or_default();
    let read = move |work: &mut Work<'_, '_>| Ok(domain::glance(work, &no)?.appeal);
    match visitor.site.office.read(&visitor.cx, read).await {
        Ok(appeal) => {
            let page = done::page(visitor, &appeal, left).await?;
            Ok(visitor.finish(visitor.reply.page(&page)))
        }
        // Whoever filed for somebody may not read on.
        Err(Problem::NotFound) => Ok(visitor.goes_on(Ok(location))),
        Err(problem) => Err(problem),
    }
}

/// What the form asks of everybody; another platform may not know our categories.
fn complete(form: &AskForm, by_program: bool) -> Result<(), Problem> {
    let mut faults = Vec::new();
    if form.category.is_empty() && !by_program {
        faults.push(Fault {
            field: "category", said: "请选一个最接近的类别。".to_owned()
        });
    }
    let somewhere = [&form.place, &form.place_words, &form.place_unknown];
    if somewhere.iter().all(|given| given.trim().is_empty()) {
        let said = "请选地点，或者写几个字；实在说不清就勾选“说不清在哪里”。".to_owned();
        faults.push(Fault { field: "place", said });
    }
    Problem::unless_faultless(faults)
}

fn submission(kind: AppealKind, form: &AskForm) -> Submit {
    let place = place_given(&form.place, &form.place_words);
    let name = Some(form.name.trim().to_owned()).filter(|name| !name.is_empty());
    let contact = domain::Contact {
        person: None,
        name,
        phone: form.phone.parse().ok(),
        minor: !form.minor.is_empty(),
    };
    Submit {
        kind,
        title: form.title.clone(),
        text: form.text.clone(),
        place,
        tile: Some(form.category.clone()).filter(|tile| !tile.is_empty()),
        contact,
        public: !form.consent.is_empty(),
    }
}
