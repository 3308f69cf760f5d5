use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::DocumentFault;

/// The stream that makes a compound file a Word document (MS-DOC 2.1.1).
const WORD: &str = "/WordDocument";

/// Streams of other programs.
const OTHERS: [(&str, &str); 4] = [
    ("/Workbook", " Excel 文件"),
    ("/Book", " Excel 文件"),
    ("/PowerPoint Document", " PPT 文件"),
    ("/__properties_version1.0", "邮件"),
];

/// The first words of fields that call another program or set in what it holds.
const CALLS: [&[u8]; 3] = [b"DDEAUTO", b"DDE", b"LINK"];
/// So many bytes behind the sign of a field hold its first word.
const MOST_SAID: usize = 64;

/// MS-DOC in MS-CFB.
pub(super) fn judge(bytes: &[u8]) -> Result<(), DocumentFault> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| DocumentFault::Broken)?;
    // A docx with a password is a compound file around its sealed bytes (MS-OFFCRYPTO 2.3).
    if file.exists("/EncryptedPackage") {
        return Err(DocumentFault::Locked);
    }
    if !file.is_stream(WORD) {
        let other = OTHERS.iter().find(|(stream, _)| file.exists(stream));
        let what = other.map_or("别的办公文档", |(_, what)| *what);
        return Err(DocumentFault::Unsupported { what });
    }
    let programs = ["macros", "vba", "_vba_project", "_vba_project_cur"];
    if file.walk().any(|entry| programs.contains(&entry.name().to_lowercase().as_str())) {
        return Err(DocumentFault::Program);
    }
    if holds_objects(&file) {
        return Err(DocumentFault::Program);
    }
    let mut text = Vec::new();
    let mut stream = file.open_stream(WORD).map_err(|_| DocumentFault::Broken)?;
    stream.read_to_end(&mut text).map_err(|_| DocumentFault::Broken)?;
    let begin: [u8; 12] = *text.first_chunk().ok_or(DocumentFault::Broken)?;
    // FibBase, MS-DOC 2.5.2: wIdent, and the flags of which 0x0100 is fEncrypted.
    let [first, second, .., flags, more] = begin;
    if u16::from_le_bytes([first, second]) != 0xa5ec {
        return Err(DocumentFault::Broken);
    }
    if u16::from_le_bytes([flags, more]) & 0x0100 != 0 {
        return Err(DocumentFault::Locked);
    }
    if calls(&text) { Err(DocumentFault::Program) } else { Ok(()) }
}

/// Whether objects of other programs lie in it. Old Word leaves an empty pool for them (MS-DOC 2.1.4).
fn holds_objects(file: &CompoundFile<Cursor<&[u8]>>) -> bool {
    let native = ["\u{1}ole10native", "package"];
    file.walk().any(|entry| {
        let parents: Vec<_> = entry.path().components().rev().skip(1).collect();
        let pooled = parents.iter().any(|at| at.as_os_str().eq_ignore_ascii_case("ObjectPool"));
        pooled || native.contains(&entry.name().to_lowercase().as_str())
    })
}

/// Whether a field calls another program: its sign (MS-DOC 2.8.25), spaces, its first word; the text
/// has one byte a sign or two.
fn calls(text: &[u8]) -> bool {
    let mut begun = text.iter().enumerate().filter(|&(_, &byte)| byte == 0x13);
    begun.any(|(at, _)| {
        let signs = text.get(at + 1..).unwrap_or_default();
        let signs = signs.get(..MOST_SAID.min(signs.len())).unwrap_or_default();
        let wide = signs.first() == Some(&0);
        let narrow = signs.iter().skip(usize::from(wide)).step_by(1 + usize::from(wide));
        let said: Vec<u8> = narrow.map(u8::to_ascii_uppercase).collect();
        let said = said.trim_ascii_start();
        CALLS.iter().any(|call| {
            said.strip_prefix(*call)
                .is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::documents::tests::{compound, fib, judged};
    use crate::documents::{Document, DocumentFault};

    fn saying(text: &[u8]) -> Vec<u8> {
        compound(&[("/WordDocument", &[&fib(0), text].concat())])
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn fields_that_call_another_program_are_refused() {
        let program = Err(DocumentFault::Program);
        assert_eq!(judged(&saying(b"\x13 DDEAUTO c:\\\\cmd.exe \x15")), program);
        assert_eq!(judged(&saying(b"\x13dde excel \x15")), program);
        assert_eq!(judged(&saying(&wide("请看\u{13} DDEAUTO cmd \u{15}"))), program);
        assert_eq!(judged(&saying(&wide("\u{13}  LINK Excel.Sheet.8 \u{15}"))), program);
    }

    #[test]
    fn fields_that_do_not_are_taken() {
        for honest in ["\u{13} PAGE \u{15}", "DDEAUTO 是什么", "\u{13}DDERIVED\u{15}"] {
            assert_eq!(judged(&saying(&wide(honest))), Ok(Document::Doc), "{honest:?}");
            assert_eq!(judged(&saying(honest.as_bytes())), Ok(Document::Doc), "{honest:?}");
        }
    }

    #[test]
    fn objects_of_other_programs_are_refused_but_not_their_empty_pool() {
        let pooled = ("/ObjectPool/_1234567/\u{3}ObjInfo", &b"x"[..]);
        let object = compound(&[("/WordDocument", &fib(0)), pooled]);
        assert_eq!(judged(&object), Err(DocumentFault::Program));
        let native = compound(&[("/WordDocument", &fib(0)), ("/\u{1}Ole10Native", b"x")]);
        assert_eq!(judged(&native), Err(DocumentFault::Program));
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
        file.create_storage("/ObjectPool").unwrap();
        std::io::Write::write_all(&mut file.create_stream("/WordDocument").unwrap(), &fib(0))
            .unwrap();
        assert_eq!(judged(&file.into_inner().into_inner()), Ok(Document::Doc));
    }
}
