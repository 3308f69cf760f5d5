use crate::documents::tests::{WORD, docx_with, judged};
use crate::documents::{Document, DocumentFault};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PROGRAM: Result<Document, DocumentFault> = Err(DocumentFault::Program);
const TAKEN: Result<Document, DocumentFault> = Ok(Document::Docx);
const BROKEN: Result<Document, DocumentFault> = Err(DocumentFault::Broken);
const BEGIN: &str = "<w:fldChar w:fldCharType=\"begin\"/>";
const END: &str = "<w:fldChar w:fldCharType=\"end\"/>";

fn with(name: &str, part: &str) -> Result<Document, DocumentFault> {
    judged(&docx_with(WORD, &[(name, part.as_bytes())]))
}

fn tied(kind: &str, more: &str) -> Result<Document, DocumentFault> {
    let tie = format!("<Relationship Id=\"r1\" Type=\"{TYPES}/{kind}\" Target=\"x\" {more}/>");
    with("word/_rels/settings.xml.rels", &format!("<Relationships>{tie}</Relationships>"))
}

fn said(body: &str) -> Result<Document, DocumentFault> {
    with("word/header1.xml", &format!("<w:hdr xmlns:w=\"w\"><w:p>{body}</w:p></w:hdr>"))
}

fn instruction(piece: &str) -> String {
    format!("<w:instrText>{piece}</w:instrText>")
}

fn field(pieces: &[&str]) -> String {
    let pieces: String = pieces.iter().map(|piece| instruction(piece)).collect();
    format!("{BEGIN}{pieces}{END}")
}

#[test]
fn what_is_fetched_from_outside_is_refused() {
    for kind in ["attachedTemplate", "oleObject", "image", "frame", "subDocument"] {
        assert_eq!(tied(kind, "TargetMode=\"External\""), PROGRAM, "{kind}");
        assert_eq!(tied(kind, "TargetMode=\"&#69;xternal\""), PROGRAM, "{kind}, spelt");
    }
    assert_eq!(tied("hyperlink", "TargetMode=\"External\""), TAKEN, "a link to click");
    assert_eq!(tied("image", ""), TAKEN, "a picture of its own");
    assert_eq!(tied("styles", "TargetMode=\"Internal\""), TAKEN);
}

#[test]
fn ties_are_read_whatever_their_prefix_and_place() {
    let tie = format!("<p:Relationship TargetMode='External' Type='{TYPES}/attachedTemplate'/>");
    let ties = format!("\u{feff}<?xml version=\"1.0\"?><p:Relationships>{tie}</p:Relationships>");
    assert_eq!(with("_RELS/.RELS", &ties), PROGRAM);
    let wide: Vec<u8> = ties.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(judged(&docx_with(WORD, &[("_rels/.rels", &wide)])), BROKEN, "in UTF-16");
    let other = "<?xml version=\"1.0\" encoding=\"utf-7\"?><Relationships/>";
    assert_eq!(with("_rels/.rels", other), BROKEN, "in what nobody reads");
    let entity = "<!DOCTYPE a [<!ENTITY e \"External\">]><Relationships/>";
    assert_eq!(with("_rels/.rels", entity), BROKEN, "with words defined elsewhere");
}

#[test]
fn objects_packages_and_controls_inside_are_refused() {
    for kind in ["oleObject", "package", "control", "vbaProject", "aFChunk"] {
        assert_eq!(tied(kind, ""), PROGRAM, "{kind}");
    }
    assert_eq!(with("word/embeddings/oleObject1.bin", "x"), PROGRAM);
    assert_eq!(with("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "x"), PROGRAM);
    assert_eq!(said("<w:object><o:OLEObject Type=\"Embed\"/></w:object>"), PROGRAM);
    assert_eq!(with("word/media/image1.png", "x"), TAKEN);
    let drawn = "<!DOCTYPE svg><svg><p>M 0 0</svg>";
    assert_eq!(with("word/media/image1.svg", drawn), TAKEN, "a picture that is no strict XML");
}

#[test]
fn fields_that_call_another_program_are_refused() {
    for pieces in [
        &["DDEAUTO c:\\cmd.exe"][..],
        &[" dde excel"],
        &["D", "D", "E", "AUTO c:\\cmd.exe"],
        &["&#68;D", "<![CDATA[E]]>", " excel"],
        &["DD<!-- -->E excel"],
        &[" LINK Excel.Sheet.8 \\\\host\\a.xls"],
    ] {
        assert_eq!(said(&field(pieces)), PROGRAM, "{pieces:?}");
    }
    assert_eq!(said("<w:fldSimple w:instr=\" DDEAUTO cmd\"/>"), PROGRAM);
    assert_eq!(said("<w:fldSimple w:instr=\"&#x44;DE cmd\"><w:t/></w:fldSimple>"), PROGRAM);
    let unended = format!("{BEGIN}{}", instruction("DDE"));
    assert_eq!(said(&unended), PROGRAM, "a field without an end");
    let (first, second) = (instruction("D"), instruction("DE x"));
    let far = format!("{BEGIN}{first}</w:p><w:p>{second}{END}");
    assert_eq!(said(&far), PROGRAM, "over two paragraphs");
}

#[test]
fn a_first_word_that_another_field_gives_is_refused() {
    let quote = field(&["QUOTE 68 68 69 65 85 84 79"]);
    let nested = |before: &str| {
        let (before, after) = (instruction(before), instruction(" c:\\cmd.exe"));
        format!("{BEGIN}{before}{quote}{after}{END}")
    };
    assert_eq!(said(&nested(" ")), PROGRAM);
    assert_eq!(said(&nested("DD")), PROGRAM);
    assert_eq!(said(&nested(" IF ")), TAKEN, "a field that asks another");
    let choice = "D</w:instrText><mc:AlternateContent/><w:instrText>DE";
    assert_eq!(said(&field(&[choice])), PROGRAM, "a word with a choice in it");
}

#[test]
fn fields_of_honest_documents_are_taken() {
    for pieces in [
        &[" PAGE \\* MERGEFORMAT "][..],
        &[" TOC \\o \"1-3\" \\h "],
        &["HYPER", "LINK \"https://a.cn/DDE\""],
        &["=SUM(ABOVE)"],
        &["DDERIVED"],
    ] {
        assert_eq!(said(&field(pieces)), TAKEN, "{pieces:?}");
    }
    assert_eq!(said("<w:r><w:t>DDEAUTO 是什么</w:t></w:r>"), TAKEN, "words about it");
    assert_eq!(said(&format!("{}{}", field(&["D"]), field(&["DE"]))), TAKEN, "two fields");
    let gone = format!("{BEGIN}<w:delInstrText>DDE</w:delInstrText>{END}");
    assert_eq!(said(&gone), TAKEN, "what was deleted");
}
