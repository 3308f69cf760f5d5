//! Extracts, made one after another behind people's work.

use std::sync::Arc;

use xianban_domain::extracts::{self, Extract};
use xianban_domain::files::{self, Content, FileKind, Sealed, Stager};
use xianban_domain::folded::Held;
use xianban_domain::office::Office;
use xianban_gateways::objects::Objects;
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};
use xianban_web::Matters;

/// Makes the extracts that wait.
pub struct Maker {
    objects: Arc<dyn Objects>,
}

impl Maker {
    /// One that puts workbooks among these objects.
    pub fn of(objects: Arc<dyn Objects>) -> Self {
        Self { objects }
    }

    /// Makes every extract that waits, the longest waiting first; answers how many.
    pub async fn round(&self, office: &Office, at: Moment) -> Result<usize, Problem> {
        let mut made = 0;
        loop {
            let cx = Context::new(Actor::System, at, Seed::fresh());
            let Some(extract) = office.read(&cx, extracts::next).await? else { return Ok(made) };
            let id = extract.id;
            match self.make(office, &cx, &extract).await {
                Ok(()) => {}
                // He may no longer have what he asked for, whatever became of his post meanwhile.
                Err(Problem::NotFound) => {
                    let why = "您现在不能看这个范围的诉求了。";
                    office.write(&cx, move |work| extracts::fail(work, id, why)).await?;
                }
                Err(problem) => return Err(problem),
            }
            made += 1;
        }
    }

    async fn make(
        &self,
        office: &Office,
        cx: &Context,
        extract: &Held<Extract>,
    ) -> Result<(), Problem> {
        let (mut book, rules) = (Matters::begin(&extract.name)?, office.rules_at(cx.at));
        let mut write = |one: &_, appeal: Option<&_>| book.add(one, appeal, &rules.rules);
        let rows = extracts::make(office, cx, extract, &mut write).await?;
        let (name, objects, keys) =
            (extract.name.clone(), self.objects.clone(), office.keys.clone());
        let at = cx.at;
        let sealed = tokio::task::spawn_blocking(move || {
            let full = book.end()?;
            let content =
                Content { what: FileKind::Xlsx, name, full, thumb: None, width: 0, height: 0 };
            let sealed = Sealed::of(&keys, &mut Seed::fresh().draw(), &content);
            let object = objects.put(&sealed.full, at)?;
            Ok::<_, Problem>((sealed, object.to_string()))
        });
        let (sealed, object) =
            sealed.await.map_err(|error| Problem::broken(error.to_string()))??;
        let id = extract.id;
        let ended = office.write(cx, move |work| {
            let stager = Stager::person(&Actor::System)
                .ok_or_else(|| Problem::broken("the program is nobody"))?;
            let file = files::stage(work, &stager, &sealed, &object, None)?;
            extracts::made(work, id, rows, file, &stager)
        });
        ended.await
    }
}
