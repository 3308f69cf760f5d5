//! Documents as firms send them, and files that only look like documents.

use std::io::{Cursor, Write};

use cfb::CompoundFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// A PDF with these words in it.
pub fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n({words})\nendobj\nxref\ntrailer\nstartxref\n9\n%%EOF\n").into()
}

/// A PDF that wants to run something.
pub fn pdf_with_script() -> Vec<u8> {
    pdf("<< /S /JavaScript /JS (app.alert(1)) >>")
}

/// A Word document.
pub fn docx() -> Vec<u8> {
    zipped(&[("word/document.xml", b"<w:document/>")])
}

/// A Word document with macros.
pub fn docx_with_macros() -> Vec<u8> {
    zipped(&[("word/document.xml", b"<w:document/>"), ("word/vbaProject.bin", b"macros")])
}

/// A Word document that is three hundred times as large once unpacked.
pub fn docx_that_bursts() -> Vec<u8> {
    let zeros = vec![0; 80 * 1024 * 1024];
    let parts = ["word/a.xml", "word/b.xml", "word/c.xml", "word/d.xml"];
    zipped(&parts.map(|name| (name, &zeros[..])))
}

/// A Word document with a password.
pub fn docx_with_password() -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a file in memory");
    let mut sealed = file.create_stream("/EncryptedPackage").expect("a stream");
    sealed.write_all(b"sealed").expect("bytes in memory");
    drop(sealed);
    file.into_inner().into_inner()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let list = format!(
        "<Types><Override PartName=\"/word/document.xml\" ContentType=\"{WORD}\"/></Types>"
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("[Content_Types].xml", list.as_bytes())].iter().chain(parts) {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("bytes in memory");
    }
    writer.finish().expect("a zip").into_inner()
}
