use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::documents::tests::judged;
use crate::documents::{Document, DocumentFault};

const PROGRAM: Result<Document, DocumentFault> = Err(DocumentFault::Program);
const TAKEN: Result<Document, DocumentFault> = Ok(Document::Pdf);
const BROKEN: Result<Document, DocumentFault> = Err(DocumentFault::Broken);

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn whole(inside: &[u8]) -> Result<Document, DocumentFault> {
    let end = b"\nxref\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
    judged(&[&b"%PDF-1.7\n"[..], inside, end].concat())
}

fn object(said: &str) -> Result<Document, DocumentFault> {
    whole(format!("1 0 obj\n{said}\nendobj").as_bytes())
}

fn stream(head: &str, packed: &[u8]) -> Vec<u8> {
    let head = format!("9 0 obj\n<< {head} /Length {} >>\nstream\r\n", packed.len());
    [head.as_bytes(), packed, b"\r\nendstream\nendobj\n"].concat()
}

/// An object stream that holds this one object under the number 7.
fn packed(said: &str) -> Vec<u8> {
    let body = deflated(format!("7 0 {said}").as_bytes());
    stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &body)
}

#[test]
fn what_does_something_by_itself_is_refused_however_it_is_spelt() {
    for said in [
        "<< /S /JavaScript /JS (app.alert(1)) >>",
        "<< /S /J#61vaScript >>",
        "<< /S /#4a#61#76#61#53#63#72#69#70#74 >>",
        "<< /S /Rendition /JS 8 0 R >>",
        "<< /S /Rendition /#4A#53(x) >>",
        "[ << /J#53<61> >> ]",
        "<< /S /Launch /F (cmd.exe) >>",
        "<< /S /L#61unch >>",
        "<< /S /SubmitForm /F (https://a.cn) >>",
        "<< /Type /EmbeddedFile >>",
        "<< /Names << /EmbeddedFiles 3 0 R >> >>",
        "<< /Subtype /RichMedia >>",
    ] {
        assert_eq!(object(said), PROGRAM, "{said}");
        assert_eq!(whole(&packed(said)), PROGRAM, "{said}, packed");
    }
}

#[test]
fn words_and_names_that_only_look_so_are_taken() {
    for said in [
        "(/JS is a key of PDF)",
        "<< /Title (\\(/JS\\) 1) /JSON 1 /Launched true >>",
        "<< /BaseFont /JavaScripted#20Sans >>",
        "<< /A << /S /URI /URI (https://a.cn) >> >>",
        "% /JS (a comment)\n<< /Type /Page >>",
    ] {
        assert_eq!(object(said), TAKEN, "{said}");
        assert_eq!(whole(&packed(said)), TAKEN, "{said}, packed");
    }
    let pixels = stream("/Subtype /Image /Filter /DCTDecode", b"\xff\xd8 /JS (\x00\x01 >> /JS<");
    assert_eq!(whole(&pixels), TAKEN, "a picture with these signs by chance");
}

#[test]
fn a_file_may_say_which_page_opens_first_and_nothing_else() {
    let goes = b"5 0 obj\n<< /S /GoTo /D [3 0 R /Fit] >>\nendobj\n";
    let leads = b"5 0 obj\n<< /S /URI /URI (https://a.cn) >>\nendobj\n";
    for harmless in ["[3 0 R /Fit]", "<< /S /GoTo /D (top) >>", "null"] {
        assert_eq!(object(&format!("<< /OpenAction {harmless} >>")), TAKEN, "{harmless}");
    }
    let acts =
        ["<< /S /URI /URI (https://a.cn) >>", "<< /S /GoTo /Next 4 0 R >>", "<< >>", "5 0 R"];
    for acts in acts {
        assert_eq!(object(&format!("<< /Open#41ction {acts} >>")), PROGRAM, "{acts}");
    }
    let root = b"1 0 obj\n<< /OpenAction 5 0 R >>\nendobj\n";
    assert_eq!(whole(&[&root[..], goes].concat()), TAKEN);
    assert_eq!(whole(&[&root[..], leads].concat()), PROGRAM);
    assert_eq!(whole(&[&root[..], goes, leads].concat()), PROGRAM, "two of one number");
    let root = b"1 0 obj\n<< /OpenAction 7 0 R >>\nendobj\n";
    let packed_goes = packed("<< /S /GoTo /D [3 0 R /Fit] >>");
    assert_eq!(whole(&[&root[..], &packed_goes].concat()), TAKEN);
    let packed_leads = packed("<< /S /Named /N /Print >>");
    assert_eq!(whole(&[&root[..], &packed_leads].concat()), PROGRAM);
}

#[test]
fn an_object_stream_that_cannot_be_read_is_refused() {
    let body = deflated(b"7 0 << /JS (x) >>");
    let hidden = stream("/First 4 /N 1 /Filter [/AHx /FlateDecode]", &body);
    assert_eq!(whole(&hidden), BROKEN, "packed twice");
    let nameless = stream("/F#69rst 4 /N 1 /Filter /Fl", &body);
    assert_eq!(whole(&nameless), PROGRAM, "known by its keys");
    let plain = stream("/Type /ObjStm /First 4 /N 1", b"7 0 << /JS (x) >>");
    assert_eq!(whole(&plain), PROGRAM, "not packed at all");
    let cut = stream("/Type /ObjStm /First 4 /N 1 /Filter /FlateDecode", &body[..body.len() / 2]);
    assert_eq!(whole(&cut), BROKEN, "damaged");
    let sealed = [&cut[..], b"2 0 obj << /Encrypt 3 0 R >> endobj"].concat();
    assert_eq!(whole(&sealed), TAKEN, "under a password nothing can be read");
}

#[test]
fn object_streams_that_burst_are_refused() {
    let body = deflated(&vec![b' '; 60 * 1024 * 1024]);
    let one = stream("/Type /ObjStm /First 4 /N 1 /Filter /FlateDecode", &body);
    assert_eq!(whole(&[&one[..], &one].concat()), Err(DocumentFault::Bursts));
}

#[test]
fn objects_that_lie_in_each_other_cost_no_more_than_the_file() {
    assert_eq!(whole("1 0 obj<<(".repeat(200_000).as_bytes()), BROKEN);
    let heads = "1 0 ".repeat(100_000);
    let text = format!("{heads}<< ({}) >>", "x".repeat(500_000));
    let first = heads.len();
    let head = format!("/Type /ObjStm /First {first} /N 100000 /Filter /FlateDecode");
    assert_eq!(whole(&stream(&head, &deflated(text.as_bytes()))), BROKEN);
}
