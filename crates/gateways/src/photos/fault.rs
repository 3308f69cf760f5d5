use xianban_kernel::Problem;

/// Why a photo is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// The file has no bytes.
    #[error("empty file")]
    Empty,
    /// More bytes than fit.
    #[error("{bytes} bytes are too many")]
    TooHeavy {
        /// How many came.
        bytes: usize,
    },
    /// More pixels, or a longer side, than fit.
    #[error("{width} x {height} pixels are too many")]
    TooManyPixels {
        /// Across.
        width: u32,
        /// Down.
        height: u32,
    },
    /// A known kind of file that is no photo we can draw.
    #[error("{what} is not supported")]
    Unsupported {
        /// The kind, as people call it.
        what: &'static str,
    },
    /// No kind of picture at all, whatever its name says.
    #[error("not a photo")]
    NotAPhoto,
    /// Cut off on the way, or damaged.
    #[error("broken photo")]
    Broken,
}

impl PhotoFault {
    /// What the person reads: what happened and what to do.
    pub fn said(&self) -> String {
        match self {
            Self::Empty => "这个文件是空的，没有传上来。请重新选择照片再传。".into(),
            Self::TooHeavy { bytes } => format!(
                "这张照片有 {} MB，最大可以传 30 MB。请换一张，或用手机截屏后再传。",
                bytes.div_ceil(1024 * 1024)
            ),
            Self::TooManyPixels { width, height } => format!(
                "这张照片的尺寸是 {width}×{height}，太大了，无法处理。请换一张，或用手机截屏后再传。"
            ),
            Self::Unsupported { what } => {
                format!("这是{what}，这里只能传照片（JPG、PNG、WebP）。请拍照或截屏后再传。")
            }
            Self::NotAPhoto => {
                "这个文件的内容不是照片，可能只是文件名像照片。请重新拍照或选择照片再传。".into()
            }
            Self::Broken => {
                "这张照片不完整或已损坏，可能是上传时网络断了。请重新传一次，或换一张。".into()
            }
        }
    }

    /// The fault as a problem of the form's `field`.
    pub fn problem(&self, field: &'static str) -> Problem {
        match self {
            Self::TooHeavy { .. } | Self::TooManyPixels { .. } => {
                Problem::TooLarge { said: self.said() }
            }
            _ => Problem::fault(field, self.said()),
        }
    }
}
