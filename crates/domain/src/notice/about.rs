use xianban_kernel::DossierId;

/// What a message is about that is about no dossier.
pub(super) const NOTHING: DossierId = DossierId::new(0);
