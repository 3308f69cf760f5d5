use xianban_kernel::Problem;

/// What can go wrong between a room and its database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The queue is full; the job was not taken.
    #[error("the queue is full")]
    Busy,
    /// The engine has been shut down.
    #[error("the store is closed")]
    Closed,
    /// A row with the same key is already there.
    #[error("unique key of {table} violated: {detail}")]
    Unique {
        /// The table.
        table: String,
        /// The engine's own name for the key.
        detail: String,
    },
    /// The disk has no room; nothing of the job was kept.
    #[error("no room on the disk: {0}")]
    Full(String),
    /// The database cannot be reached, or went away; the job was not kept.
    #[error("the database does not answer: {0}")]
    Gone(String),
    /// A statement took longer than it may; nothing of the job was kept.
    #[error("given up after too long: {0}")]
    Late(String),
    /// The tables were made by a newer program.
    #[error(
        "the tables are those of a newer program (change {found}, this one knows them up to {known}): \
         start the newer program, or bring back a backup from before the upgrade"
    )]
    Newer {
        /// The newest change in the database.
        found: i64,
        /// The newest change this program knows.
        known: i64,
    },
    /// The database file cannot be read as one.
    #[error(
        "{file} is damaged ({why}): move it aside and bring back the last backup (xianban restore)"
    )]
    Damaged {
        /// The file.
        file: String,
        /// What the engine found.
        why: String,
    },
    /// The way to the database is not as guarded as was asked.
    #[error("{0}")]
    Unguarded(String),
    /// The database went away while committing: whether the job was kept is not known.
    #[error("the database went away while committing: {0}")]
    Unknown(String),
    /// The job lost every race it entered.
    #[error("the job lost too many races")]
    Contended,
    /// A stored row cannot be read as what it should be.
    #[error("inconsistent {table} {row}: {why}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row's key.
        row: String,
        /// What does not fit.
        why: String,
    },
    /// The engine refused the statement.
    #[error("statement refused: {0}")]
    Sql(String),
    /// The job panicked; its neighbours were kept.
    #[error("the job panicked")]
    Panicked,
}

impl Error {
    /// An illegal row.
    pub fn inconsistent(
        table: &'static str,
        row: &dyn std::fmt::Display,
        why: impl Into<String>,
    ) -> Self {
        Self::Inconsistent { table, row: row.to_string(), why: why.into() }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Busy | Error::Contended => Self::Busy,
            Error::Closed
            | Error::Full(_)
            | Error::Late(_)
            | Error::Gone(_)
            | Error::Damaged { .. }
            | Error::Unguarded(_) => Self::Unavailable { logged: error.to_string() },
            Error::Unknown(_) => Self::Unknown { logged: error.to_string() },
            _ => Self::broken(error.to_string()),
        }
    }
}
