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
    let mut begin = [0; 12];
    let stream = file.open_stream(WORD).map_err(|_| DocumentFault::Broken)?;
    stream.take(12).read_exact(&mut begin).map_err(|_| DocumentFault::Broken)?;
    // FibBase, MS-DOC 2.5.2: wIdent, and the flags of which 0x0100 is fEncrypted.
    let [first, second, .., flags, more] = begin;
    if u16::from_le_bytes([first, second]) != 0xa5ec {
        return Err(DocumentFault::Broken);
    }
    if u16::from_le_bytes([flags, more]) & 0x0100 != 0 {
        return Err(DocumentFault::Locked);
    }
    Ok(())
}
