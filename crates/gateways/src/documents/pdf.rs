use super::{DocumentFault, holds, told_by_zip_end};

/// A whole PDF ends with its mark not far from the end of the file.
const TAIL: usize = 2048;
/// What makes a reader run something, where it stands unpacked. Readers ask before they do; this
/// spares people the question.
const ACTS: [&[u8]; 3] = [b"/JavaScript", b"/Launch", b"/RichMedia"];

/// ISO 32000-1, 7.5.
pub(super) fn judge(bytes: &[u8], head: &[u8]) -> Result<(), DocumentFault> {
    let version = bytes.get(5..8).unwrap_or_default();
    let numbered = matches!(version, [b'1' | b'2', b'.', minor] if minor.is_ascii_digit());
    let web: [&[u8]; 3] = [b"<html", b"<script", b"<!doctype html"];
    if !numbered || web.iter().any(|mark| holds(head, mark)) || told_by_zip_end(bytes).is_some() {
        return Err(DocumentFault::TwoKinds);
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    if !holds(tail, b"%%EOF") || !holds(tail, b"startxref") {
        return Err(DocumentFault::Broken);
    }
    if ACTS.iter().any(|act| names(bytes, act)) {
        return Err(DocumentFault::Program);
    }
    Ok(())
}

/// Whether this name stands in the file, whole.
fn names(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len() + 1).any(|window| {
        window.starts_with(name) && window.last().is_some_and(|next| !next.is_ascii_alphanumeric())
    })
}
