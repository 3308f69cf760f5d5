//! What every verb finds on the desk: the keys, the rules, the calendar.

use xianban_kernel::{Context, Moment, Problem};
use xianban_store::{Db, Tx};

use crate::keys::Keys;
use crate::rules::{RuleBook, RuleSet};

/// One district's office. A cheap handle: everything in it is shared and does not change.
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub db: Db,
    /// The key outside the database.
    pub keys: Keys,
    /// County code, six digits.
    pub district: i64,
    book: RuleBook,
}

/// One piece of work: a transaction, who does it when, and the desk.
pub struct Work<'a, 'tx> {
    /// The transaction.
    pub tx: &'a mut Tx<'tx>,
    /// Who, when, with which randomness.
    pub cx: &'a Context,
    /// The desk.
    pub office: &'a Office,
}

impl Office {
    /// Opens the office of a district whose rules are laid.
    pub fn new(db: Db, keys: Keys, district: i64, book: RuleBook) -> Self {
        Self { db, keys, district, book }
    }

    /// The rules that new appeals start under.
    pub fn rules_at(&self, at: Moment) -> &RuleSet {
        self.book.current(at)
    }

    /// The rules an appeal started under.
    pub fn rules_of(&self, version: i64) -> Result<&RuleSet, Problem> {
        let set = self.book.version(version);
        set.ok_or_else(|| Problem::broken(format!("rules version {version} is not loaded")))
    }

    /// Does a piece of work; answered when it is on disk.
    pub async fn write<T, F>(&self, cx: &Context, verb: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, seed, cx) = (self.clone(), cx.seed, cx.clone());
        let job = move |tx: &mut Tx<'_>| verb(&mut Work { tx, cx: &cx, office: &office });
        self.db.write(seed, job).await
    }

    /// Does a piece of the program's own work, behind people's.
    pub async fn write_later<T, F>(&self, cx: &Context, verb: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, seed, cx) = (self.clone(), cx.seed, cx.clone());
        let job = move |tx: &mut Tx<'_>| verb(&mut Work { tx, cx: &cx, office: &office });
        self.db.write_bulk(seed, job).await
    }

    /// Reads for a page: one snapshot.
    pub async fn read<T, F>(&self, cx: &Context, list: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, cx) = (self.clone(), cx.clone());
        self.db.read(move |tx| list(&mut Work { tx, cx: &cx, office: &office })).await
    }
}
