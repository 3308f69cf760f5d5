use xianban_kernel::DossierId;

/// What its filing said of an appeal for good, beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// Whether the applicant is a minor; then a look at him needs a second person.
    pub minor: bool,
    /// The appeal it was split from.
    pub parent: Option<DossierId>,
    /// What another city's tool said besides the words of its filing (vault number).
    pub beside: Option<i64>,
}
