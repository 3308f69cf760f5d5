//! The demo's staff: one account for each role and two reviewers, all with one password that the
//! start-up line tells. Only the demo command makes them.

use xianban_domain::identity::{
    NewService, Password, PasswordHash, Username, create_service_with, hire,
};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{DEMO, DistrictData, StaffEntry};
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};

use crate::configuration::Fault;

/// What every demo account logs in with.
pub const PASSWORD: &str = "春光山色-2026-先办";

/// The token of the demo's service account, which other systems file and follow with.
pub const TOKEN: &str = "demo";

/// Makes the accounts that are not there yet.
pub fn make(office: &Office, at: Moment) -> Result<(), Fault> {
    let unfit = |why: String| Problem::broken(format!("the demo district: {why}"));
    let staff = DistrictData::parse(DEMO).map_err(unfit)?.staff;
    let hash = hash()?;
    let cx = Context::new(Actor::System, at, Seed::fresh());
    let (desk, seed) = (office.clone(), cx.seed);
    office.db.write_blocking(seed, move |tx| {
        let mut work = Work::new(tx, &cx, &desk);
        staff.iter().try_for_each(|entry| hire(&mut work, entry, &hash))?;
        let scopes = desk.rules_at(at).rules.others.service.clone();
        let name = "演示-其他系统".to_owned();
        create_service_with(&mut work, &NewService { name, scopes, unit: None }, TOKEN).map(drop)
    })?;
    Ok(())
}

/// The hash of the one password.
pub fn hash() -> Result<PasswordHash, Fault> {
    let username: Username = "clerk".parse()?;
    Ok(Password::new(PASSWORD, &username)?.hash(&mut Seed::fresh().draw())?)
}

/// What the start-up prints: every account with its role and unit.
pub fn lines() -> Vec<String> {
    let staff = DistrictData::parse(DEMO).map(|data| data.staff).unwrap_or_default();
    let line =
        |entry: StaffEntry| format!("  {:<16} {:<14} {}", entry.username, entry.role, entry.name);
    staff.into_iter().map(line).collect()
}
