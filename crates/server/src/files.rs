use std::sync::{Arc, Mutex, PoisonError};

use xianban_domain::files;
use xianban_domain::office::Office;
use xianban_gateways::objects::{ObjectName, Objects, ObjectsError};
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};
use xianban_store::Db;
use xianban_web::PhotoDesk;

use crate::closed;
use crate::configuration::{Fault, Settings};
use crate::own_place;

/// How much one round does at most.
const A_ROUND: usize = 200;
/// An object younger than this may still be waiting for its row.
const YOUNG_HOURS: i64 = 24;

/// Where photos are received, drawn and kept. What arrives lies on the node's own disk.
pub fn desk(settings: &Settings, db: &Db, now: Moment) -> Result<PhotoDesk, Fault> {
    let arriving = settings.data.join("arriving");
    closed::folder(&arriving)?;
    Ok(PhotoDesk::new(own_place::checked(settings, db, now)?, arriving))
}

/// Deletes the objects nobody needs: of what was erased or never sent, and orphans.
pub struct Cleaner {
    objects: Arc<dyn Objects>,
    /// The last object that was looked at, to go on from there.
    seen: Mutex<Option<ObjectName>>,
}

impl Cleaner {
    /// One that has not looked yet.
    pub fn of(objects: Arc<dyn Objects>) -> Self {
        Self { objects, seen: Mutex::new(None) }
    }

    /// One round: what was staged in vain is let go, what was let go is deleted, and the next
    /// objects are held against the rows.
    pub async fn round(self: &Arc<Self>, office: &Office, at: Moment) -> Result<(), Problem> {
        let cx = Context::new(Actor::System, at, Seed::fresh());
        let most = i64::try_from(A_ROUND).unwrap_or(i64::MAX);
        office.write_later(&cx, move |work| files::sweep(work, most)).await?;
        let gone = office.read(&cx, move |work| files::let_go(work.tx, most)).await?;
        let deleted = self.on_disk(move |cleaner| cleaner.delete(&gone)).await?;
        office
            .write_later(&cx, move |work| {
                deleted.iter().try_for_each(|object| files::forget(work.tx, object))
            })
            .await?;
        let next = self.on_disk(Self::next).await?;
        let orphans = office.read(&cx, move |work| {
            let mut orphans = Vec::new();
            for name in &next {
                if !files::known(work.tx, &name.to_string())? {
                    orphans.push(*name);
                }
            }
            Ok(orphans)
        });
        let orphans = orphans.await?;
        let before = at.plus_hours(-YOUNG_HOURS);
        self.on_disk(move |cleaner| {
            orphans.iter().try_for_each(|name| cleaner.objects.delete_older(name, before).map(drop))
        })
        .await
    }

    fn delete(&self, gone: &[String]) -> Result<Vec<String>, ObjectsError> {
        for name in gone.iter().filter_map(|object| object.parse().ok()) {
            self.objects.delete(&name)?;
        }
        Ok(gone.to_vec())
    }

    /// The next objects; after the last one it begins anew.
    fn next(&self) -> Result<Vec<ObjectName>, ObjectsError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let names = self.objects.list(seen.as_ref(), A_ROUND)?;
        *seen = names.last().copied().filter(|_| names.len() == A_ROUND);
        Ok(names)
    }

    async fn on_disk<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, ObjectsError> + Send + 'static,
    ) -> Result<T, Problem> {
        let cleaner = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&cleaner)).await;
        Ok(done.map_err(|error| Problem::broken(error.to_string()))??)
    }
}
