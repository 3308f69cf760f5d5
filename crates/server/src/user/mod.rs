//! Accounts of staff and of other systems, for the operator at the machine. Passwords come from the
//! standard input or are drawn, never from the command line, where other users of the machine and
//! the shell's history would see them.

mod staff;
mod tokens;

use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{Unit, unit_by_code};
use xianban_kernel::{Actor, Clock, Context, Problem, Seed};

use crate::boot;
use crate::configuration::{Fault, Settings};

pub use staff::{NewAccount, Reset, Seat};
pub use tokens::Tokens;

/// What can be done with accounts.
#[derive(Debug, clap::Subcommand)]
pub enum User {
    /// Every account of staff with its posts.
    List,
    /// Make an account; its password is drawn and shown once, and changed at the first login.
    Add(NewAccount),
    /// Give an account a new password, drawn and shown once; its sessions end, a lock is lifted.
    Reset(Reset),
    /// Close an account at once, its sessions too.
    Disable {
        /// Whose.
        username: String,
    },
    /// Open a closed account again.
    Enable {
        /// Whose.
        username: String,
    },
    /// Lift the lock that wrong passwords have put on an account.
    Unlock {
        /// Whose.
        username: String,
    },
    /// Take a lost second factor away: the next login sets up another. The auditor sees it.
    ResetFactor {
        /// Whose.
        username: String,
    },
    /// Give an account a post from now on.
    Give(Seat),
    /// Take a post away now.
    Take(Seat),
    /// Accounts of other systems and their tokens.
    Token {
        /// What to do with them.
        #[command(subcommand)]
        what: Tokens,
    },
}

/// Does what was asked.
pub fn run(settings: &Settings, what: &User) -> Result<(), Fault> {
    let desk = Desk { office: boot::as_left(settings)? };
    match what {
        User::List => staff::list(&desk),
        User::Add(given) => staff::add(&desk, given),
        User::Reset(given) => staff::reset(&desk, given),
        User::Disable { username } => staff::disable(&desk, username),
        User::Enable { username } => staff::enable(&desk, username),
        User::Unlock { username } => staff::unlock(&desk, username),
        User::ResetFactor { username } => staff::reset_factor(&desk, username),
        User::Give(seat) => staff::give(&desk, seat),
        User::Take(seat) => staff::take(&desk, seat),
        User::Token { what } => tokens::run(&desk, what),
    }
}

/// The office, with the operator at the machine acting as the program itself.
struct Desk {
    office: Office,
}

impl Desk {
    fn does<T: Send + 'static>(
        &self,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let office = self.office.clone();
        let cx = Context::new(Actor::System, Clock::machine().now(), Seed::fresh());
        let seed = cx.seed;
        self.office.db.write_blocking(seed, move |tx| verb(&mut Work::new(tx, &cx, &office)))
    }
}

/// The unit with this code.
fn unit_of(work: &mut Work<'_, '_>, code: &str) -> Result<Unit, Fault> {
    let found = unit_by_code(work.tx, work.office.district, code)?;
    found.ok_or_else(|| Fault::NotThere(format!("unit {code} in this district")))
}

/// An account that is not there is told by its name.
fn named(what: &str, problem: Problem) -> Fault {
    match problem {
        Problem::NotFound => Fault::NotThere(what.to_owned()),
        other => other.into(),
    }
}
