use std::io::{Cursor, Write};

use cfb::CompoundFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const MOST: usize = 20 * 1024 * 1024;
pub(super) const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

pub(super) fn judged(bytes: &[u8]) -> Result<Document, DocumentFault> {
    judge(bytes, MOST)
}

pub(super) fn pdf(inside: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{inside}\nxref\ntrailer\nstartxref\n9\n%%EOF\n").into_bytes()
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn list(content_type: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/\
         content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"{content_type}\"/>\
         </Types>"
    )
}

pub(super) fn docx_with(content_type: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let list = list(content_type);
    let own: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", list.as_bytes()), ("word/document.xml", b"<w:document/>")];
    zip(&[&own[..], more].concat())
}

pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty())
        {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

pub(super) fn fib(flags: u16) -> Vec<u8> {
    let mut fib = vec![0; 1472];
    fib[..2].copy_from_slice(&0xa5ec_u16.to_le_bytes());
    fib[10..12].copy_from_slice(&flags.to_le_bytes());
    fib
}

#[test]
fn pdf_and_both_kinds_of_word_are_taken() {
    assert_eq!(judged(&pdf("营业执照")), Ok(Document::Pdf));
    assert_eq!(judged(&docx_with(WORD, &[])), Ok(Document::Docx));
    assert_eq!(judged(&compound(&[("/WordDocument", &fib(0))])), Ok(Document::Doc));
}

#[test]
fn what_is_inside_counts_whatever_it_is_called() {
    let unsupported = |what| Err(DocumentFault::Unsupported { what });
    assert_eq!(judged(&docx_with(SHEET, &[])), unsupported(" Excel 文件"));
    assert_eq!(judged(&zip(&[("a.txt", b"a")])), unsupported("压缩包"));
    assert_eq!(judged(&zip(&[("OFD.xml", b"<o/>")])), unsupported(" OFD 文件"));
    assert_eq!(judged(&compound(&[("/Workbook", b"x")])), unsupported(" Excel 文件"));
    assert_eq!(judged(b"\n <!DOCTYPE html><p>"), unsupported("网页"));
    assert_eq!(judged(b"MZ\x90\0"), unsupported("程序"));
    assert_eq!(judged("一段文字".as_bytes()), Err(DocumentFault::NotADocument));
    assert_eq!(judged(b""), Err(DocumentFault::Empty));
    let heavy = DocumentFault::TooHeavy { bytes: 9, most: 8 };
    assert_eq!(judge(b"%PDF-1.7\n", 8), Err(heavy));
}

#[test]
fn programs_inside_are_refused_wherever_they_are() {
    let program = Err(DocumentFault::Program);
    let enabled = "application/vnd.ms-word.document.macroEnabled.main+xml";
    assert_eq!(judged(&docx_with(enabled, &[])), program, "a docm by its type");
    let spelt = "application/vnd.ms-word.document.m&#97;croEnabled.main+xml";
    assert_eq!(judged(&docx_with(spelt, &[])), program, "a type spelt with a reference");
    assert_eq!(judged(&docx_with(WORD, &[("word/VbaProject.bin", b"x")])), program);
    assert_eq!(judged(&docx_with(WORD, &[("word/activeX/activeX1.bin", b"x")])), program);
    let doc = compound(&[("/WordDocument", &fib(0)), ("/Macros/VBA/dir", b"x")]);
    assert_eq!(judged(&doc), program);
    assert_eq!(judged(&pdf("<< /S /JavaScript /JS (app.alert(1)) >>")), program);
    assert_eq!(judged(&pdf("<< /S /Launch /F (cmd.exe) >>")), program);
    assert_eq!(judged(&pdf("<< /Type /Font /BaseFont /LaunchSans >>")), Ok(Document::Pdf));
}

#[test]
fn what_opens_with_a_password_only_is_refused() {
    let locked = Err(DocumentFault::Locked);
    assert_eq!(judged(&compound(&[("/EncryptedPackage", b"x")])), locked, "a docx");
    assert_eq!(judged(&compound(&[("/WordDocument", &fib(0x0100))])), locked, "a doc");
    let mut sealed = docx_with(WORD, &[]);
    for mark in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let flags = if mark[2] == 3 { 6 } else { 8 };
        for at in 0..sealed.len() - 12 {
            if sealed[at..].starts_with(mark) {
                sealed[at + flags] |= 1;
            }
        }
    }
    assert_eq!(judged(&sealed), locked, "a zip with a password");
}

#[test]
fn an_archive_that_bursts_is_refused_before_it_does() {
    let zeros = vec![0; 101 * 1024 * 1024];
    let bomb = docx_with(WORD, &[("word/a", &zeros), ("word/b", &zeros), ("word/c", &zeros)]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert_eq!(judged(&bomb), Err(DocumentFault::Bursts));
    let names: Vec<String> = (0..5_001).map(|n| format!("word/{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (&name[..], &b""[..])).collect();
    assert_eq!(judged(&docx_with(WORD, &parts)), Err(DocumentFault::Bursts));
}

#[test]
fn a_file_that_is_two_kinds_at_once_is_refused() {
    let two = Err(DocumentFault::TwoKinds);
    let jar = zip(&[("a.class", b"x")]);
    assert_eq!(judged(&[pdf(""), jar].concat()), two, "a zip behind a PDF");
    assert_eq!(judged(&pdf("<script>alert(1)</script>")), two, "a page in a PDF's head");
    assert_eq!(judged(b"%PDF-<html>"), two);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("a", pdf("")), ("[Content_Types].xml", list(WORD).into_bytes())] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    assert_eq!(judged(&writer.finish().unwrap().into_inner()), two, "a PDF in a Word's head");
}

#[test]
fn what_came_cut_off_is_refused() {
    let doc = compound(&[("/WordDocument", &fib(0))]);
    for whole in [pdf("正文"), docx_with(WORD, &[]), doc] {
        for part in 1..4 {
            let cut = judged(&whole[..whole.len() * part / 4]);
            assert!(cut.is_err(), "{part} quarters");
        }
    }
    let docx = docx_with(WORD, &[]);
    for length in 4..docx.len() {
        assert!(judged(&docx[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let mut twice = docx_with(WORD, &[("word/document.xmk", b"another")]);
    let name = b"word/document.xmk";
    for at in 0..twice.len() - name.len() {
        if twice[at..].starts_with(name) {
            twice[at + name.len() - 1] = b'l';
        }
    }
    assert_eq!(judged(&twice), Err(DocumentFault::TwoKinds));
}

#[test]
fn every_refusal_is_a_sentence_with_a_way_onward() {
    use DocumentFault::{Broken, Bursts, Empty, Locked, NotADocument, Program, TwoKinds};
    let heavy = DocumentFault::TooHeavy { bytes: 21 << 20, most: MOST };
    assert!(heavy.said().contains("有 21 MB，最大可以传 20 MB"));
    let other = DocumentFault::Unsupported { what: "压缩包" };
    for fault in [Empty, heavy, other, NotADocument, Program, Locked, Bursts, TwoKinds, Broken] {
        assert!(fault.said().ends_with('。') && fault.said().contains("再传"), "{fault}");
    }
}
