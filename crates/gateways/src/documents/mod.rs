//! Documents people send: PDF and Word, judged by their content, never by their name. They are kept
//! byte for byte, never opened here, and only ever handed out as downloads.
//!
//! What is looked for is what would harm whoever opens the download: programs inside, files that are
//! two kinds at once, archives that burst. A document that only its author can read is refused too.

mod doc;
mod docx;
mod fault;
mod pdf;

use std::panic::{self, AssertUnwindSafe};

pub use fault::DocumentFault;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// ISO 32000.
    Pdf,
    /// Word since 2007: ECMA-376 in a zip.
    Docx,
    /// Word before: MS-DOC in a compound file.
    Doc,
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Readers of PDF look for its mark this far into a file.
const HEAD: usize = 1024;

/// First bytes of files that people take for documents, and what people call them.
const OTHERS: [(&[u8], &str); 9] = [
    (b"{\\rtf", " RTF 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"PK\x05\x06", "空的压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"GIF8", " GIF 动图"),
    (b"<", "网页"),
];

/// Whether the first bytes are those of a document, or of something taken for one.
pub fn looks_like_one(head: &[u8]) -> bool {
    head.starts_with(b"%PDF-") || head.starts_with(ZIP) || head.starts_with(COMPOUND)
}

/// Judges a document of at most `most` bytes.
pub fn judge(bytes: &[u8], most: usize) -> Result<Document, DocumentFault> {
    if bytes.is_empty() {
        return Err(DocumentFault::Empty);
    }
    if bytes.len() > most {
        return Err(DocumentFault::TooHeavy { bytes: bytes.len(), most });
    }
    // A reader that falls over a crafted file has met a broken document, not broken this program.
    let judged = panic::catch_unwind(AssertUnwindSafe(|| kind(bytes)));
    judged.unwrap_or(Err(DocumentFault::Broken))
}

fn kind(bytes: &[u8]) -> Result<Document, DocumentFault> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if bytes.starts_with(b"%PDF-") {
        pdf::judge(bytes, head).map(|()| Document::Pdf)
    } else if bytes.starts_with(ZIP) {
        if holds(head, b"%PDF-") {
            return Err(DocumentFault::TwoKinds);
        }
        docx::judge(bytes).map(|()| Document::Docx)
    } else if bytes.starts_with(COMPOUND) {
        doc::judge(bytes).map(|()| Document::Doc)
    } else {
        let trimmed = head.trim_ascii_start();
        let other = OTHERS.iter().find(|(mark, _)| trimmed.starts_with(mark));
        let what = other.map(|(_, what)| *what);
        Err(what.map_or(DocumentFault::NotADocument, |what| DocumentFault::Unsupported { what }))
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted))
}

/// How many parts the end of a zip tells: of a file whose last record has a comment that fills the
/// rest of it exactly.
fn told_by_zip_end(bytes: &[u8]) -> Option<u16> {
    const RECORD: usize = 22;
    let from = bytes.len().saturating_sub(RECORD + usize::from(u16::MAX));
    let tail = bytes.get(from..)?;
    let number = |record: &[u8], at| {
        record.get(at..)?.first_chunk().map(|number| u16::from_le_bytes(*number))
    };
    tail.windows(RECORD).enumerate().find_map(|(at, record)| {
        let comment = number(record, 20)?;
        let whole = at + RECORD + usize::from(comment) == tail.len();
        (record.starts_with(b"PK\x05\x06") && whole).then(|| number(record, 10))?
    })
}

#[cfg(test)]
mod tests;
