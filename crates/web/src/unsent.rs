//! A form on its way back to whoever fills it in: kept here over the redirect, so that a refresh
//! sends nothing twice and "back" leads to what was typed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use xianban_domain::office::Work;
use xianban_domain::unsent::{self, Keeper};
use xianban_kernel::Problem;

use crate::visitor::Visitor;

/// Forgets `form` of all of them, in the transaction that sends it.
pub(crate) fn forget(
    work: &mut Work<'_, '_>,
    keepers: &[Keeper],
    form: &'static str,
) -> Result<(), Problem> {
    keepers.iter().try_for_each(|keeper| unsent::forget(work, *keeper, form))
}

impl Visitor {
    /// Keeps what he typed into `form`. `false` when it cannot be: then the answer itself has to
    /// hold it. Programs keep their own forms.
    pub(crate) async fn keeps(
        &self,
        form: &'static str,
        typed: &impl Serialize,
    ) -> Result<bool, Problem> {
        if !self.reply.is_whole_page() {
            return Ok(false);
        }
        let typed =
            serde_json::to_vec(typed).map_err(|wrong| Problem::broken(wrong.to_string()))?;
        let keeper = self.keeper();
        let verb = move |work: &mut Work<'_, '_>| unsent::keep(work, keeper, form, &typed);
        self.site.office.write(&self.cx, verb).await
    }

    /// What he typed into `form` within so many minutes: in this session, else in this browser
    /// before he logged in.
    pub(crate) async fn kept<T: DeserializeOwned>(
        &self,
        form: &'static str,
        minutes: i64,
    ) -> Result<Option<T>, Problem> {
        let keepers = self.keepers();
        let read = move |work: &mut Work<'_, '_>| {
            for keeper in &keepers {
                if let Some(typed) = unsent::kept(work, *keeper, form, minutes)? {
                    return Ok(Some(typed));
                }
            }
            Ok(None)
        };
        let typed = self.site.office.read(&self.cx, read).await?;
        Ok(typed.and_then(|typed| serde_json::from_slice(&typed).ok()))
    }

    /// Forgets `form`: it was sent, or he does not want it any more.
    pub(crate) async fn forgets(&self, form: &'static str) -> Result<(), Problem> {
        let keepers = self.keepers();
        let verb = move |work: &mut Work<'_, '_>| forget(work, &keepers, form);
        self.site.office.write(&self.cx, verb).await
    }

    /// Forgets everything he typed and did not send, before somebody else sits down here.
    pub(crate) async fn forgets_all(&self) -> Result<(), Problem> {
        let keepers = self.keepers();
        let verb = move |work: &mut Work<'_, '_>| {
            keepers.iter().try_for_each(|keeper| unsent::forget_all(work, *keeper))
        };
        self.site.office.write(&self.cx, verb).await
    }

    /// The marks of this session and this browser, for drafts that a script keeps on the device;
    /// they open nothing here.
    pub(crate) fn draft_marks(&self) -> String {
        let marks: Vec<String> = self.keepers().iter().map(|keeper| keeper.mark()).collect();
        marks.join(" ")
    }

    fn keeper(&self) -> Keeper {
        let keys = &self.site.office.keys;
        let of_session = self.session.as_ref().map(|known| Keeper::session(keys, known.id));
        of_session.unwrap_or_else(|| Keeper::browser(keys, self.browser_secret()))
    }

    /// His session and his browser.
    pub(crate) fn keepers(&self) -> Vec<Keeper> {
        let browser = Keeper::browser(&self.site.office.keys, self.browser_secret());
        let mut keepers = vec![self.keeper(), browser];
        keepers.dedup();
        keepers
    }
}
