//! The objects of a PDF, those in object streams included (ISO 32000-1, 7.3.10 and 7.5.7).
//!
//! Where objects lie is told by a table that may lie itself, so every place that begins like an
//! object is read as one: whatever a reader can come to, it comes to by such a place.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::DocumentFault;
use super::lexer::{Lexer, Sign, is, is_space};

/// All object streams of a file may unpack to so much.
const MOST_UNPACKED: usize = 100 * 1024 * 1024;
/// Objects that lie in each other are read again and again; no more than so many times the file.
const MOST_READ: usize = 4;
/// What is done when the file is opened may be said in so many signs.
const MOST_SIGNS: usize = 1_000;
/// Ways of packing an object stream that no program writes and that would hide what is in it.
const HIDING: [&[u8]; 15] = [
    b"ASCIIHexDecode",
    b"AHx",
    b"ASCII85Decode",
    b"A85",
    b"LZWDecode",
    b"LZW",
    b"RunLengthDecode",
    b"RL",
    b"DCTDecode",
    b"CCITTFaxDecode",
    b"JBIG2Decode",
    b"JPXDecode",
    b"Crypt",
    b"Predictor",
    b"F",
];

/// What the objects of a file are found to do.
#[derive(Default)]
pub(super) struct Objects {
    /// One of them runs a script.
    runs: bool,
    /// What is to be opened first, by the number of the object that says it.
    opened: Vec<u32>,
    /// Whether an object may be opened first; of several under one number, whether all may.
    harmless: HashMap<u32, bool>,
    /// How much may still be unpacked.
    unpackable: usize,
    /// How much may still be read.
    readable: usize,
}

/// What is said to happen when the file is opened.
enum Opening {
    /// A page is shown.
    Shows,
    /// Something is done.
    Acts,
    /// Another object says it.
    Said(u32),
}

impl Objects {
    /// Reads all objects; `sealed` when the file has a password, so that object streams cannot be.
    pub(super) fn read(bytes: &[u8], sealed: bool) -> Result<Self, DocumentFault> {
        let readable = bytes.len().saturating_mul(MOST_READ);
        let mut objects = Self { unpackable: MOST_UNPACKED, readable, ..Self::default() };
        for (number, at) in begun(bytes) {
            let mut lexer = Lexer::new(bytes, at);
            objects.opens(number, lexer.clone())?;
            let stream = objects.one(&mut lexer)?;
            objects.spend(lexer.at() - at)?;
            if let Some(stream) = stream {
                objects.unpack(&stream, lexer.rest(), sealed)?;
            }
        }
        Ok(objects)
    }

    /// Whether any of them does something by itself.
    pub(super) fn act(&self) -> bool {
        let acts = |number| !self.harmless.get(number).copied().unwrap_or(false);
        self.runs || self.opened.iter().any(acts)
    }

    /// Reads an object up to its end or the bytes of its stream; tells of an object stream.
    fn one(&mut self, lexer: &mut Lexer<'_>) -> Result<Option<Packed>, DocumentFault> {
        let mut stream = Packed::default();
        while let Some(sign) = lexer.next() {
            match sign {
                Sign::Name(name) => {
                    self.name(name, lexer.clone())?;
                    stream.named(name, lexer.clone());
                }
                Sign::Word(b"stream") => return stream.found(),
                Sign::Word(b"endobj") => break,
                _ => {}
            }
        }
        Ok(None)
    }

    fn name(&mut self, name: &[u8], behind: Lexer<'_>) -> Result<(), DocumentFault> {
        if is(name, b"JS") {
            self.runs = true;
        } else if is(name, b"OpenAction") {
            match self.opening(behind)? {
                Opening::Shows => {}
                Opening::Acts => self.runs = true,
                Opening::Said(number) => self.opened.push(number),
            }
        }
        Ok(())
    }

    fn opens(&mut self, number: u32, at: Lexer<'_>) -> Result<(), DocumentFault> {
        let shows = matches!(self.opening(at)?, Opening::Shows);
        *self.harmless.entry(number).or_insert(true) &= shows;
        Ok(())
    }

    fn opening(&mut self, mut at: Lexer<'_>) -> Result<Opening, DocumentFault> {
        let from = at.at();
        let opening = opening(&mut at);
        self.spend(at.at() - from)?;
        Ok(opening)
    }

    fn spend(&mut self, read: usize) -> Result<(), DocumentFault> {
        self.readable = self.readable.checked_sub(read).ok_or(DocumentFault::Broken)?;
        Ok(())
    }

    fn unpack(&mut self, stream: &Packed, from: &[u8], sealed: bool) -> Result<(), DocumentFault> {
        let from = from.strip_prefix(b"\r").unwrap_or(from);
        let from = from.strip_prefix(b"\n").unwrap_or(from);
        let mut unpacked = Vec::new();
        if stream.deflated {
            let most = self.unpackable.saturating_add(1);
            let read = ZlibDecoder::new(from).take(most as u64).read_to_end(&mut unpacked);
            if read.is_err() && !sealed {
                return Err(DocumentFault::Broken);
            }
        } else {
            let end = from.windows(9).position(|window| window == b"endstream");
            unpacked.extend_from_slice(from.get(..end.unwrap_or(from.len())).unwrap_or_default());
        }
        self.unpackable =
            self.unpackable.checked_sub(unpacked.len()).ok_or(DocumentFault::Bursts)?;
        self.readable = self.readable.saturating_add(unpacked.len().saturating_mul(MOST_READ));
        if super::acts(&unpacked) {
            self.runs = true;
        }
        for (number, at) in listed(&unpacked, stream.first) {
            self.opens(number, Lexer::new(&unpacked, at))?;
        }
        let mut lexer = Lexer::new(&unpacked, 0);
        while let Some(sign) = lexer.next() {
            if let Sign::Name(name) = sign {
                self.name(name, lexer.clone())?;
            }
        }
        Ok(())
    }
}

/// What the dictionary of a stream says of it.
#[derive(Default)]
struct Packed {
    objects: bool,
    deflated: bool,
    hidden: bool,
    first: usize,
}

impl Packed {
    fn named(&mut self, name: &[u8], mut behind: Lexer<'_>) {
        self.objects |= is(name, b"ObjStm");
        self.deflated |= is(name, b"FlateDecode") || is(name, b"Fl");
        self.hidden |= HIDING.iter().any(|hiding| is(name, hiding));
        if is(name, b"First") {
            self.objects = true;
            if let Some(Sign::Number(first)) = behind.next() {
                self.first = first as usize;
            }
        }
    }

    fn found(self) -> Result<Option<Self>, DocumentFault> {
        match self {
            Self { objects: false, .. } => Ok(None),
            Self { hidden: true, .. } => Err(DocumentFault::Broken),
            packed => Ok(Some(packed)),
        }
    }
}

/// Every place where an object begins, with its number: behind `12 0 obj`.
fn begun(bytes: &[u8]) -> impl Iterator<Item = (u32, usize)> {
    let ends = bytes.windows(3).enumerate().filter(|(_, window)| *window == b"obj");
    ends.filter_map(move |(at, _)| {
        let before = bytes.get(..at)?;
        let before = number_off(trimmed(before))?.1;
        let (number, _) = number_off(trimmed(before).get(..)?)?;
        (trimmed(before).len() < before.len()).then_some((number, at + 3))
    })
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let spaces = bytes.iter().rev().take_while(|&&byte| is_space(byte)).count();
    bytes.get(..bytes.len() - spaces).unwrap_or_default()
}

/// The number at the end, and what stands before it.
fn number_off(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let digits = bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let (before, number) = bytes.split_at_checked(bytes.len() - digits)?;
    Some((str::from_utf8(number).ok()?.parse().ok()?, before))
}

/// The numbers and places at the head of an object stream.
fn listed(unpacked: &[u8], first: usize) -> impl Iterator<Item = (u32, usize)> {
    let mut head = Lexer::new(unpacked, 0);
    std::iter::from_fn(move || match (head.next()?, head.next()?) {
        (Sign::Number(number), Sign::Number(at)) if head.at() <= first => {
            Some((number, first.saturating_add(at as usize)))
        }
        _ => None,
    })
}

/// What stands here as something to be done at the opening. To go to a page of the same file is
/// all that is harmless.
fn opening(at: &mut Lexer<'_>) -> Opening {
    match at.next() {
        Some(Sign::List | Sign::Word(b"null")) => return Opening::Shows,
        Some(Sign::Number(number)) => return Opening::Said(number),
        Some(Sign::Dict) => {}
        _ => return Opening::Acts,
    }
    let (mut depth, mut goes) = (1, false);
    for _ in 0..MOST_SIGNS {
        match at.next() {
            Some(Sign::Dict) => depth += 1,
            Some(Sign::DictEnd) => depth -= 1,
            Some(Sign::Name(name)) if is(name, b"Next") => return Opening::Acts,
            Some(Sign::Name(name)) if is(name, b"S") => match at.next() {
                Some(Sign::Name(kind)) if is(kind, b"GoTo") => goes = true,
                _ => return Opening::Acts,
            },
            Some(_) => {}
            None => return Opening::Acts,
        }
        if depth == 0 {
            return if goes { Opening::Shows } else { Opening::Acts };
        }
    }
    Opening::Acts
}
