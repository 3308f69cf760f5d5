//! What every verb finds on the desk: the keys, the rules, the calendar.

use std::sync::{Arc, PoisonError, RwLock};

use xianban_kernel::{Context, Moment, Post, Problem};
use xianban_store::{Db, Tx};

use crate::keys::Keys;
use crate::organisation::{Atlas, first_community};
use crate::rules::{RuleBook, RuleSet, Under, Vocabulary};

/// One district's office. A cheap handle: everything in it is shared, and only the book of rules
/// grows.
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub db: Db,
    /// The key outside the database.
    pub keys: Keys,
    /// County code, six digits.
    pub district: i64,
    /// The words of all rooms, against which rules are checked.
    pub words: &'static Vocabulary,
    book: Arc<RwLock<RuleBook>>,
    atlas: Arc<RwLock<Arc<Atlas>>>,
    front: Arc<RwLock<Front>>,
    factors: bool,
}

/// Whom people call: the first community of the district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Its name; empty where there is none.
    pub community: String,
    /// Its phone.
    pub phone: String,
}

/// One piece of work: a transaction, who does it when, and the desk.
pub struct Work<'a, 'tx> {
    /// The transaction.
    pub tx: &'a mut Tx<'tx>,
    /// Who, when, with which randomness.
    pub cx: &'a Context,
    /// The desk.
    pub office: &'a Office,
    /// The seat of somebody else from which the actor acts here; found by the check of each move.
    pub(crate) seat: Option<Post>,
}

impl<'a, 'tx> Work<'a, 'tx> {
    /// Work at the desk.
    pub const fn new(tx: &'a mut Tx<'tx>, cx: &'a Context, office: &'a Office) -> Self {
        Self { tx, cx, office, seat: None }
    }
}

impl Office {
    /// Opens the office of a district whose rules are laid.
    pub fn new(
        db: &Db,
        keys: Keys,
        district: i64,
        book: RuleBook,
        words: &'static Vocabulary,
    ) -> Self {
        Self {
            db: db.clone().of_district(district),
            keys,
            district,
            words,
            book: Arc::new(RwLock::new(book)),
            atlas: Arc::default(),
            front: Arc::default(),
            factors: true,
        }
    }

    /// Without a second factor, whatever the rules say: the demo's, whose passwords everybody knows.
    #[must_use]
    pub fn without_factors(mut self) -> Self {
        self.factors = false;
        self
    }

    /// With the second factor that the rules demand, as a district is served.
    #[must_use]
    pub fn with_factors(mut self) -> Self {
        self.factors = true;
        self
    }

    /// Whether the second factor that the rules demand is asked for.
    pub const fn asks_factors(&self) -> bool {
        self.factors
    }

    /// With the outlines as they were read.
    #[must_use]
    pub fn charted(mut self, atlas: Atlas) -> Self {
        self.atlas = Arc::new(RwLock::new(Arc::new(atlas)));
        self
    }

    /// All versions of the rules, as last read.
    pub fn book(&self) -> RuleBook {
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where places and grids lie on the ground, as last read.
    pub fn atlas(&self) -> Arc<Atlas> {
        self.atlas.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whom people call, as last read.
    pub fn front(&self) -> Front {
        self.front.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the rules, the outlines and whom people call again: new ones may have come, here or on
    /// another node.
    pub async fn renew(&self) -> Result<(), Problem> {
        let (district, known) = (self.district, self.book().newest().version);
        let newer = move |tx: &mut Tx<'_>| RuleBook::load_newer(tx, district, known);
        if let Some(book) = self.db.read(newer).await? {
            *self.book.write().unwrap_or_else(PoisonError::into_inner) = book;
        }
        let known = self.atlas().edition();
        let newer = move |tx: &mut Tx<'_>| Atlas::newer(tx, district, known);
        if let Some(atlas) = self.db.read(newer).await? {
            *self.atlas.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(atlas);
        }
        let first = self.db.read(move |tx| first_community(tx, district)).await?;
        let front = first
            .map_or_else(Front::default, |unit| Front { community: unit.name, phone: unit.phone });
        *self.front.write().unwrap_or_else(PoisonError::into_inner) = front;
        Ok(())
    }

    /// The rules that new appeals start under.
    pub fn rules_at(&self, at: Moment) -> RuleSet {
        self.book().current(at).clone()
    }

    /// The rules an appeal runs under.
    pub fn rules_of(&self, ruled: Under) -> Result<RuleSet, Problem> {
        let set = self.book().of_matter(ruled);
        set.ok_or_else(|| Problem::broken(format!("rules version {} is not loaded", ruled.as_of)))
    }

    /// Does a piece of work; answered when it is on disk.
    pub async fn write<T, F>(&self, cx: &Context, verb: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, seed, own) = (self.clone(), cx.seed, cx.clone());
        let job = move |tx: &mut Tx<'_>| verb(&mut Work::new(tx, &own, &office));
        let done = self.db.write(seed, job).await;
        if matches!(done, Err(Problem::Unknown { .. })) {
            cx.leave_in_doubt();
        }
        done
    }

    /// Does a piece of the program's own work, behind people's.
    pub async fn write_later<T, F>(&self, cx: &Context, verb: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, seed, cx) = (self.clone(), cx.seed, cx.clone());
        let job = move |tx: &mut Tx<'_>| verb(&mut Work::new(tx, &cx, &office));
        self.db.write_bulk(seed, job).await
    }

    /// Reads for a page: one snapshot.
    pub async fn read<T, F>(&self, cx: &Context, list: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let (office, cx) = (self.clone(), cx.clone());
        self.db.read(move |tx| list(&mut Work::new(tx, &cx, &office))).await
    }
}
