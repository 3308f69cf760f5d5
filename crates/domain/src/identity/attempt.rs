use xianban_kernel::Problem;

/// How a try ended. A failed one is an answer, not an error of the job, because its count must be
/// committed.
#[derive(Debug)]
#[must_use = "a failed try must be told: settle it after the commit"]
pub enum Attempt<T> {
    /// Let in.
    Passed(T),
    /// Not let in; what the person reads.
    Failed(Problem),
}

impl<T> Attempt<T> {
    /// The same with something else let in.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Attempt<U> {
        match self {
            Self::Passed(value) => Attempt::Passed(with(value)),
            Self::Failed(problem) => Attempt::Failed(problem),
        }
    }

    /// The usual result, once the try is on disk.
    pub fn settle(self) -> Result<T, Problem> {
        match self {
            Self::Passed(value) => Ok(value),
            Self::Failed(problem) => Err(problem),
        }
    }
}
