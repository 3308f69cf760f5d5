use axum::response::Response;
use xianban_domain::appeals::Action;
use xianban_domain::office::Work;
use xianban_domain::replay::{Keyed, Once, once};
use xianban_kernel::{Actor, Problem};

use super::Visitor;
use crate::did;
use crate::frame::reply::Onward;

impl Visitor {
    /// Shows a page, or the problem that kept it from being made.
    pub fn shows<F: crate::frame::Face>(&self, page: Result<F, Problem>) -> Response {
        match page {
            Ok(page) => self.finish(self.reply.page(&page)),
            Err(problem) => self.problem(&problem),
        }
    }

    /// Goes on after a move was made, and the page it leads to says so in one line.
    pub fn goes_on_having(&self, to: Result<String, Problem>, done: Action) -> Response {
        let to = to.map(|to| if self.reply.is_json() { to } else { did::address(&to, done) });
        self.goes_on(to)
    }

    /// Goes on after something was done, or tells the problem.
    pub fn goes_on(&self, to: Result<String, Problem>) -> Response {
        match to {
            Ok(to) => {
                let done = axum::http::StatusCode::OK;
                let made = Onward { href: to.clone() };
                self.finish(self.reply.gone_on(done, &to, &made))
            }
            Err(problem) => self.problem(&problem),
        }
    }

    /// Does what a form or program asks, once for the key it came under at this address: sent
    /// again, it is answered and not done.
    pub async fn does<T: Send + 'static>(
        &self,
        mut keyed: Keyed,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<(), Problem> {
        let path = self.path.split('?').next().unwrap_or_default();
        keyed.route = format!("POST {path}");
        let verb = move |work: &mut Work<'_, '_>| {
            once(work, &keyed, |work| verb(work).map(|_| ((), String::new()))).map(drop)
        };
        self.site.office.write(&self.cx, verb).await
    }

    /// The same for what answers the address that follows; sent again, the same one is answered.
    pub(crate) async fn answers(
        &self,
        mut keyed: Keyed,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<String, Problem> + Send + 'static,
    ) -> Result<String, Problem> {
        let path = self.path.split('?').next().unwrap_or_default();
        keyed.route = format!("POST {path}");
        let verb = move |work: &mut Work<'_, '_>| {
            let done = once(work, &keyed, |work| verb(work).map(|to| (to.clone(), to)))?;
            Ok(match done {
                Once::Done(to) | Once::Before(to) => to,
            })
        };
        self.site.office.write(&self.cx, verb).await
    }

    /// Those who file only, residents and other systems: everybody else is sent to the login.
    pub fn must_be_resident(&self) -> Result<(), Problem> {
        match self.cx.actor {
            Actor::Resident(_) | Actor::Service(_) => Ok(()),
            _ => Err(Problem::LoginNeeded),
        }
    }
}
