//! The program as an operator runs it.

mod backup;
mod closed;
mod commands;
mod guarded;
mod import;
mod machines;
mod place;
mod setup;
mod sms;
mod strangers;
mod tokens;
mod user;

/// Whether a trail is said to hold, with so many appeals beside the teams of the demo's twenty grids and, on a
/// working day, its planned meetings.
fn holds(said: &str, appeals: u32) -> bool {
    let told = said.split("trail holds: ").nth(1).and_then(|rest| rest.split(' ').next());
    let found = told.and_then(|number| number.parse::<u32>().ok());
    found.is_some_and(|found| (98 + appeals..=106 + appeals).contains(&found))
}
