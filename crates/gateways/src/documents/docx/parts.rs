use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fields::Fields;
use super::given;
use crate::documents::DocumentFault;

/// A part in XML may be so large once unpacked.
const MOST_WRITTEN: u64 = 64 * 1024 * 1024;
/// The first bytes by which a part is known.
const HEAD: u64 = 256;
/// What a document may not be tied to, by the end of the tie's type (ECMA-376 part 1, 15 and 11.3):
/// objects of other programs, controls, macros, files of other kinds to be set in.
const OBJECTS: [&str; 7] = [
    "/oleobject",
    "/package",
    "/control",
    "/activexcontrolbinary",
    "/vbaproject",
    "/wordvbadata",
    "/afchunk",
];

/// Judges one part by what stands in it, whatever it is called: any may be named as the main one.
pub(super) fn judge(name: &str, part: &mut impl Read) -> Result<(), DocumentFault> {
    let mut head = Vec::new();
    part.by_ref().take(HEAD).read_to_end(&mut head).map_err(|_| DocumentFault::Broken)?;
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let ours = ["xml", "rels"].contains(&ending.as_str());
    if is_wide(&head, ours) {
        return Err(DocumentFault::Broken);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    if !text.starts_with(b"<") {
        return Ok(());
    }
    let read = BufReader::new(Cursor::new(head).chain(part.take(MOST_WRITTEN)));
    match written(read) {
        // Pictures and pages that are only carried along need not be XML.
        Err(DocumentFault::Broken) if !ours => Ok(()),
        Ok(read) if read > MOST_WRITTEN => Err(DocumentFault::Bursts),
        judged => judged.map(|_| ()),
    }
}

/// Whether it is XML in UTF-16: no program writes a document so, and nothing would be found in it.
fn is_wide(head: &[u8], ours: bool) -> bool {
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let begun = head.starts_with(b"<\0") || head.starts_with(b"\0<");
    let wide = head.contains(&0) && head.contains(&b'<');
    begun || wide && (marked || ours)
}

/// Reads XML through; answers how many bytes there were.
fn written(part: impl std::io::BufRead) -> Result<u64, DocumentFault> {
    let mut reader = Reader::from_reader(part);
    let mut fields = Fields::default();
    let mut event = Vec::new();
    loop {
        event.clear();
        match reader.read_event_into(&mut event).map_err(|_| DocumentFault::Broken)? {
            Event::Start(element) => begun(&element, &mut fields)?,
            Event::Empty(element) => {
                begun(&element, &mut fields)?;
                fields.end(element.local_name().as_ref());
            }
            Event::End(element) => fields.end(element.local_name().as_ref()),
            Event::Text(text) => fields.text(&text),
            Event::CData(text) => fields.text(&text),
            Event::GeneralRef(sign) => match sign.resolve_char_ref() {
                Ok(Some(sign)) => fields.text(sign.encode_utf8(&mut [0; 4])),
                Ok(None) => fields.text("&"),
                Err(_) => return Err(DocumentFault::Broken),
            },
            Event::Decl(declared) => {
                let encoding = declared.encoding().transpose();
                let encoding = encoding.map_err(|_| DocumentFault::Broken)?;
                if encoding.is_some_and(|named| !named.eq_ignore_ascii_case("utf-8")) {
                    return Err(DocumentFault::Broken);
                }
            }
            Event::DocType(_) => return Err(DocumentFault::Broken),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
        if fields.found() {
            return Err(DocumentFault::Program);
        }
    }
    fields.close();
    if fields.found() { Err(DocumentFault::Program) } else { Ok(reader.buffer_position()) }
}

fn begun(element: &BytesStart<'_>, fields: &mut Fields) -> Result<(), DocumentFault> {
    match element.local_name().as_ref() {
        "Relationship" => tied(element),
        "OLEObject" | "altChunk" => Err(DocumentFault::Program),
        name => fields.begin(name, element),
    }
}

/// A tie of the document, ECMA-376 part 2, 6.5.3. Only a link that a person clicks may lead outside.
fn tied(tie: &BytesStart<'_>) -> Result<(), DocumentFault> {
    let kind = given(tie, "Type")?;
    let outside = given(tie, "TargetMode")?.trim() == "external";
    let object = OBJECTS.iter().any(|object| kind.trim().ends_with(object));
    if object || outside && !kind.trim().ends_with("/hyperlink") {
        return Err(DocumentFault::Program);
    }
    Ok(())
}
