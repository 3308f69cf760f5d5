use crate::coded::coded;

coded! {
    /// What a file is.
    FileKind {
        /// A photo drawn anew by us: nothing of what came with it is left.
        Photo = "photo",
        /// A photo nobody here can draw: kept as it came, handed out as a download.
        Original = "original",
        /// A PDF, kept as it came, only ever handed out as a download, like the two below.
        Pdf = "pdf",
        /// Word since 2007.
        Docx = "docx",
        /// Word before.
        Doc = "doc",
        /// A workbook that the program wrote.
        Xlsx = "xlsx",
    }
}

impl FileKind {
    /// Whether it is a document and no photo.
    pub const fn is_document(self) -> bool {
        matches!(self, Self::Pdf | Self::Docx | Self::Doc | Self::Xlsx)
    }

    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Photo => "jpg",
            Self::Original => "heic",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Which of a file's two contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The picture or document.
    Full,
    /// The small picture; only drawn photos have one.
    Thumb,
}

impl Part {
    pub(super) const fn purpose(self) -> &'static str {
        match self {
            Self::Full => "file.full",
            Self::Thumb => "file.thumb",
        }
    }
}

/// What the seal of a name is for.
pub(super) const NAME: &str = "file.name";
