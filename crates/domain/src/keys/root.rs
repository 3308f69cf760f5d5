use zeroize::Zeroizing;

/// The root key in working memory; cleared when dropped.
pub type RootKey = Zeroizing<[u8; 32]>;
