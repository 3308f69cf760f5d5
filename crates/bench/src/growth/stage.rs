//! Who acts and where, in the district that grows.

use xianban_domain::identity::{Password, PasswordHash, Username};
use xianban_domain::office::Office;
use xianban_kernel::{Moment, Seed};
use xianban_year::{Cast, Figures, Plan};

use crate::Outcome;
use crate::ground::does_at;

/// Whoever files files so many in all.
const EACH: usize = 12;

/// What every life is drawn from.
pub struct Stage {
    /// Everybody who acts, and the buildings.
    pub cast: Cast,
    /// The code of the company that serves each building.
    pub companies: Vec<String>,
    /// Residents who file.
    pub people: usize,
    /// The first of the sizes.
    pub first: usize,
    /// What nobody logs in with.
    pub hash: PasswordHash,
    /// Nothing happens later.
    pub now: Moment,
}

impl Stage {
    /// Gives everybody an account in a district that stands since `begin`.
    pub fn set(
        office: &Office,
        (begin, now): (Moment, Moment),
        (first, last): (usize, usize),
    ) -> Outcome<Self> {
        let calendar = office.rules_at(begin).calendar;
        let plan = Plan::of(&Figures::SMALL, &calendar, Seed::fixed(1))?;
        let companies = plan.buildings.iter().map(|one| one.company.clone()).collect();
        let nobody: Username = "growth".parse()?;
        // Nobody logs in with it: what is done is done by the verbs.
        let secret = hex::encode(Seed::fresh().draw().bytes::<16>());
        let hash = Password::new(&secret, &nobody)?.hash(&mut Seed::fresh().draw())?;
        let own = hash.clone();
        let cast = does_at(office, begin, move |work| Cast::called(work, &plan, &own))?;
        Ok(Self { cast, companies, people: (last / EACH).max(8), first, hash, now })
    }
}
