mod fields;
mod parts;

use std::io::{self, Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{DocumentFault, told_by_zip_end};

/// The parts of a document may be so many.
const MOST_PARTS: usize = 5_000;
/// All parts unpacked may be so large.
const MOST_UNPACKED: u64 = 300 * 1024 * 1024;
/// The list of parts may be so large.
const MOST_LISTED: u64 = 1024 * 1024;
/// ECMA-376 part 2, 7.2.3: what every part is.
const LIST: &str = "[Content_Types].xml";

/// The main part of a document without macros.
const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Every part is unpacked once, to nowhere: what a header claims is not believed.
pub(super) fn judge(bytes: &[u8]) -> Result<(), DocumentFault> {
    let told = told_by_zip_end(bytes).ok_or(DocumentFault::Broken)?;
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    if parts.len() > MOST_PARTS {
        return Err(DocumentFault::Bursts);
    }
    // Two parts of one name: which of them counts, every program decides for itself.
    if parts.len() != usize::from(told) {
        return Err(DocumentFault::TwoKinds);
    }
    let names: Vec<String> = parts
        .file_names()
        .map(|name| name.map(Into::into).map_err(|error| fault(&error)))
        .collect::<Result<_, _>>()?;
    let named = |wanted: &str| names.iter().any(|name| name == wanted);
    if !named(LIST) {
        let what = if named("OFD.xml") { " OFD 文件" } else { "压缩包" };
        return Err(DocumentFault::Unsupported { what });
    }
    let program = |name: &String| {
        let name = name.to_lowercase();
        ["vbaproject", "vbadata", "/activex/", "/embeddings/"]
            .iter()
            .any(|mark| name.contains(mark))
    };
    if names.iter().any(program) {
        return Err(DocumentFault::Program);
    }
    let mut left = MOST_UNPACKED;
    let mut listed = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let part = parts.by_index(n).map_err(|error| fault(&error))?;
        let mut bounded = part.take(left + 1);
        let unpacked = if name == LIST {
            bounded.by_ref().take(MOST_LISTED).read_to_end(&mut listed).map(|length| length as u64)
        } else {
            parts::judge(name, &mut bounded)?;
            io::copy(&mut bounded, &mut io::sink()).map(|_| left + 1 - bounded.limit())
        };
        let unpacked = unpacked.map_err(|_| DocumentFault::Broken)?;
        left = left.checked_sub(unpacked).ok_or(DocumentFault::Bursts)?;
    }
    listed_as(&listed)
}

fn fault(error: &ZipError) -> DocumentFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocumentFault::Locked,
        _ => DocumentFault::Broken,
    }
}

/// What the list of parts says the whole is.
fn listed_as(list: &[u8]) -> Result<(), DocumentFault> {
    let mut reader = quick_xml::Reader::from_reader(list);
    let (mut word, mut other) = (false, None);
    loop {
        let is = match reader.read_event().map_err(|_| DocumentFault::Broken)? {
            Event::Start(part) | Event::Empty(part) => content_type(&part)?,
            Event::DocType(_) => return Err(DocumentFault::Broken),
            Event::Eof => break,
            _ => continue,
        };
        if ["macroenabled", "vbaproject", "activex"].iter().any(|mark| is.contains(mark)) {
            return Err(DocumentFault::Program);
        }
        word |= is == MAIN;
        if is.contains("spreadsheetml") && is.ends_with("main+xml") {
            other = Some(" Excel 文件");
        } else if is.contains("presentationml") && is.ends_with("main+xml") {
            other = Some(" PPT 文件");
        }
    }
    match other {
        _ if word => Ok(()),
        Some(what) => Err(DocumentFault::Unsupported { what }),
        None => Err(DocumentFault::Unsupported { what: "压缩包或别的办公文档" }),
    }
}

/// The type a line of the list gives, in small letters; empty when it gives none.
fn content_type(part: &BytesStart<'_>) -> Result<String, DocumentFault> {
    given(part, "ContentType")
}

/// What an attribute says, in small letters; empty when it is not there.
fn given(of: &BytesStart<'_>, name: &str) -> Result<String, DocumentFault> {
    let found = of.try_get_attribute(name).map_err(|_| DocumentFault::Broken)?;
    let Some(found) = found else { return Ok(String::new()) };
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Ok(value.map_err(|_| DocumentFault::Broken)?.to_lowercase())
}

#[cfg(test)]
mod tests;
