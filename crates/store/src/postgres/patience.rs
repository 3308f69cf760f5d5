use std::time::Duration;

/// How long anything is waited for on the way to the database and in it. The server is told its part with
/// each transaction; whatever it does, its answer is not waited for longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection, the greeting included, at each host of the address.
    pub connect: Duration,
    /// For a row or a table that another transaction holds.
    pub lock: Duration,
    /// For a statement when somebody waits for it; all statements of a job have twice as long.
    pub statement: Duration,
    /// For a statement of work that nobody waits for: import, seals, migrations.
    pub unhurried: Duration,
}

/// An answer of the server is on its way for so long at most.
const MARGIN: Duration = Duration::from_secs(2);

/// A connection whose other end is gone is told so by the system after about this long.
pub(super) const SILENT_WIRE: Duration = Duration::from_secs(15);

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            lock: Duration::from_secs(5),
            statement: Duration::from_secs(10),
            unhurried: Duration::from_mins(10),
        }
    }
}

impl Patience {
    /// What the server is told for a statement of a job.
    pub(super) const fn of_statement(&self, hurried: bool) -> Duration {
        if hurried { self.statement } else { self.unhurried }
    }

    /// How long its answer is waited for.
    pub(super) const fn of_answer(&self, hurried: bool) -> Duration {
        self.of_statement(hurried).saturating_add(MARGIN)
    }

    /// How long a job may go on when somebody waits for it.
    pub(super) const fn of_job(&self) -> Duration {
        self.statement.saturating_mul(2)
    }
}
