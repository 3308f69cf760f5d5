/// Why a document is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// The file has no bytes.
    #[error("empty file")]
    Empty,
    /// More bytes than fit.
    #[error("{bytes} bytes are more than {most}")]
    TooHeavy {
        /// How many came.
        bytes: usize,
        /// How many may come.
        most: usize,
    },
    /// A known kind of file that is neither PDF nor Word.
    #[error("{what} is not supported")]
    Unsupported {
        /// The kind, as people call it.
        what: &'static str,
    },
    /// No kind of document at all, whatever its name says.
    #[error("not a document")]
    NotADocument,
    /// It has a program in it.
    #[error("has macros or scripts")]
    Program,
    /// It opens with a password only.
    #[error("locked")]
    Locked,
    /// It would be many times as large once unpacked.
    #[error("bursts when unpacked")]
    Bursts,
    /// It can be read as two kinds of file.
    #[error("two kinds of file at once")]
    TwoKinds,
    /// Cut off on the way, or damaged.
    #[error("broken document")]
    Broken,
}

impl DocumentFault {
    /// What the person reads: what happened and what to do.
    pub fn said(&self) -> String {
        let said = match self {
            Self::Empty => "这个文件是空的，没有传上来。请重新选择文件再传。",
            Self::TooHeavy { bytes, most } => {
                let megabytes = |bytes: &usize| bytes.div_ceil(1024 * 1024);
                return format!(
                    "这个文件有 {} MB，最大可以传 {} MB。请拆成几份，或把里面的图片压缩后再传。",
                    megabytes(bytes),
                    megabytes(most)
                );
            }
            Self::Unsupported { what } => {
                return format!("这是{what}，这里只收 PDF 和 Word 文件。请另存为 PDF 后再传。");
            }
            Self::NotADocument => {
                "这个文件的内容不是 PDF 或 Word，可能只是文件名像。请另存为 PDF 后再传。"
            }
            Self::Program => {
                "这个文件里带有宏、脚本，或者嵌入、要到外面去取的内容，为了安全没有收下。请另存为普通 PDF 后再传。"
            }
            Self::Locked => "这个文件加了密码，办理人员打不开。请去掉密码后再传。",
            Self::Bursts => {
                "这个文件解开后太大，为了安全没有收下。请把里面的图片压缩，或另存为 PDF 后再传。"
            }
            Self::TwoKinds => {
                "这个文件里混有另一种文件，为了安全没有收下。请重新另存为 PDF 后再传。"
            }
            Self::Broken => {
                "这个文件不完整或已损坏，可能是上传时网络断了。请先确认它能打开，再传一次。"
            }
        };
        said.to_owned()
    }
}
