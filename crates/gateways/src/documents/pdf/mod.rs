mod lexer;
mod objects;

use super::{DocumentFault, holds, told_by_zip_end};

use lexer::begins;
use objects::Objects;

/// A whole PDF ends with its mark not far from the end of the file.
const TAIL: usize = 2048;
/// What makes a reader run, send, open or unpack something. Readers ask before they do; this spares
/// people the question.
const ACTS: [&[u8]; 6] =
    [b"JavaScript", b"Launch", b"RichMedia", b"SubmitForm", b"EmbeddedFile", b"EmbeddedFiles"];

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
    // What lies in an object stream under a password cannot be looked at.
    let sealed = names(bytes).any(|name| begins(name, b"Encrypt"));
    if acts(bytes) || Objects::read(bytes, sealed)?.act() {
        return Err(DocumentFault::Program);
    }
    Ok(())
}

/// Whether one of the names stands in these bytes, wherever it does: a reader may come to any place.
fn acts(bytes: &[u8]) -> bool {
    names(bytes).any(|name| ACTS.iter().any(|act| begins(name, act)))
}

/// What stands behind each slash, long enough for every name asked for, each sign of it spelt out.
fn names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const MOST: usize = 3 * 14;
    let slashes = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'/');
    slashes.filter_map(move |(at, _)| {
        let behind = bytes.get(at + 1..)?;
        behind.get(..MOST.min(behind.len()))
    })
}

#[cfg(test)]
mod tests;
