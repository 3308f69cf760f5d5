//! PDF and Word of firms, as browsers without scripts send them, and as those who may load them.

use axum::http::StatusCode;
use xianban_store::params;
use xianban_testkit::documents::{
    docx, docx_that_bursts, docx_with_macros, docx_with_password, pdf, pdf_with_script,
};
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::in_the_house;
use super::photos::community;

const LICENCE: &str = "想开一家面馆，营业执照怎么办？";
const TYPED: [(&str, &str); 3] =
    [("category", "licence"), ("text", LICENCE), ("place_words", "沙子口街道")];
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn files(firm: &mut Visitor<'_>, documents: &[(&str, &[u8])]) -> Answer {
    firm.get("/ask/development").says(&["PDF 或 Word", "最多 5 份"]);
    firm.send_files("/ask/development", &TYPED, "documents", documents)
}

/// The number of the appeal that was just filed.
fn no(done: &Answer) -> String {
    Visitor::filed(done)
}

/// The addresses of the documents on a page.
fn documents(page: &Answer) -> Vec<String> {
    let parts = page.text.split("<li><a href=\"/files/").skip(1);
    let parts = parts.filter(|part| part.contains("点开下载"));
    parts.filter_map(|part| part.split('"').next()).map(|id| format!("/files/{id}")).collect()
}

fn filed(house: &House) -> i64 {
    house.does(|work| {
        let row = work.tx.row("select count(*) as n from appeal", params![])?.expect("a count");
        Ok(row.get("n")?)
    })
}

#[test]
fn a_firm_s_documents_are_downloads_for_those_who_may_open_the_matter() {
    in_the_house(|house| {
        let mut firm = house.resident("13800006621");
        let name = "执照<b>\u{202e}fdp.exe";
        let done = files(&mut firm, &[("章程.pdf", &pdf("章程")), (name, &docx())]);
        let no = no(&done);
        let page = firm.get(&format!("/appeals/{no}"));
        page.says(&["章程.pdf", "PDF，1 KB，点开下载", "执照b�fdp.exe.docx", "Word，"]);
        page.hides(&["\u{202e}", "<b>fdp", "执照<b>"]);
        let [first, second]: [String; 2] = documents(&page).try_into().unwrap();
        let got = firm.get(&first);
        got.says(&["%PDF-1.7", "章程"]);
        assert_eq!(got.header("content-type"), "application/pdf");
        assert!(got.header("content-disposition").starts_with("attachment; filename=\"file-"));
        let sent = got.header("content-disposition").to_owned();
        assert!(sent.ends_with("filename*=UTF-8''%E7%AB%A0%E7%A8%8B.pdf"), "{sent}");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(got.header("cache-control"), "private, no-store");
        assert_eq!(firm.get(&second).header("content-type"), DOCX);
        assert_eq!(firm.get(&format!("{first}/thumb")).status, StatusCode::NOT_FOUND);
        for mut stranger in [house.resident("13800006622"), house.guest()] {
            assert_eq!(stranger.get(&first).status, StatusCode::NOT_FOUND);
        }
        assert!(house.verifies());
    });
}

#[test]
fn a_document_that_cannot_be_taken_is_told_why_and_the_rest_is_kept() {
    in_the_house(|house| {
        let mut firm = house.resident("13800006621");
        let heavy = [pdf(""), vec![b'0'; 21 * 1024 * 1024]].concat();
        let good = pdf("合同");
        for (bytes, said) in [
            (heavy, "这个文件有 22 MB，最大可以传 20 MB"),
            (docx_with_macros(), "这个文件里带有宏、脚本，或者嵌入、要到外面去取的内容"),
            (pdf_with_script(), "这个文件里带有宏、脚本，或者嵌入、要到外面去取的内容"),
            (docx_with_password(), "这个文件加了密码"),
            (docx_that_bursts(), "这个文件解开后太大"),
            ([pdf(""), docx()].concat(), "这个文件里混有另一种文件"),
            (pdf("")[..20].to_vec(), "这个文件不完整或已损坏"),
            (b"<html>".to_vec(), "这是网页，这里只收 PDF 和 Word 文件"),
            ("写的字".into(), "这个文件的内容不是 PDF 或 Word"),
            (Vec::new(), "这个文件是空的"),
        ] {
            let both: [(&str, &[u8]); 2] = [("合同.pdf", &good), ("坏.pdf", &bytes)];
            let back = files(&mut firm, &both);
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            back.holds(&["“坏.pdf”：", said, LICENCE, "沙子口街道", "合同.pdf", "保留这份"]);
        }
        assert_eq!(filed(house), 0);
        let back = files(&mut firm, &[("合同.pdf", &good), ("坏.pdf", b"")]);
        let id = back.between("name=\"document\" value=\"", "\"");
        let again = [&TYPED[..], &[("document", &id)]].concat();
        let no = no(&firm.send_files("/ask/development", &again, "documents", &[]));
        firm.get(&format!("/appeals/{no}")).says(&["合同.pdf"]);
        assert!(house.verifies());
    });
}

#[test]
fn documents_are_counted_and_taken_only_where_the_rules_take_them() {
    in_the_house(|house| {
        let mut firm = house.resident("13800006621");
        let (one, photo) = (pdf("一"), taken([180, 90, 60]));
        let names: Vec<String> = (1..=6).map(|n| format!("{n}.pdf")).collect();
        let six: Vec<(&str, &[u8])> = names.iter().map(|name| (&name[..], &one[..])).collect();
        files(&mut firm, &six).holds(&["“6.pdf”没有收下：最多 5 份文件。", LICENCE]);
        let scanned = files(&mut firm, &[("执照扫描.jpg", &photo)]);
        let no = no(&scanned);
        firm.get(&format!("/appeals/{no}")).says(&["alt=\"提交的照片 1\""]);
        firm.get("/ask/livelihood").says(&["照片"]).hides(&["PDF 或 Word"]);
        let typed = [("category", "environment"), ("text", LICENCE), ("place_words", "东侧")];
        let back = firm.send_files("/ask/livelihood", &typed, "documents", &[("合同.pdf", &one)]);
        back.holds(&["这类诉求只收照片，不收 PDF 和 Word 文件", LICENCE]);
        let back = firm.send_photos("/ask/livelihood", &typed, &[("合同.pdf", &one)]);
        back.holds(&["这是 PDF 文件，这里只能传照片", LICENCE]);
        assert!(house.verifies());
    });
}

#[test]
fn a_clerk_adds_a_document_and_the_firm_s_erasure_takes_all_of_it() {
    in_the_house(|house| {
        let mut firm = house.resident("13800006621");
        let place = community(house);
        let typed = [&TYPED[..], &[("place", &place)]].concat();
        firm.get("/ask/development");
        let charter: (&str, &[u8]) = ("章程.pdf", &pdf("章程"));
        let no = no(&firm.send_files("/ask/development", &typed, "documents", &[charter]));
        let shown = documents(&firm.get(&format!("/appeals/{no}"))).remove(0);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let note = format!("/c/appeals/{no}/note");
        clerk.get(&note).says(&["照片", "PDF 或 Word"]);
        let version = clerk.get(&note).between("name=\"version\" value=\"", "\"");
        let typed = [("words", "附上办事指南。"), ("version", &version)];
        let done = clerk.send_files(&note, &typed, "documents", &[("办事指南.docx", &docx())]);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let page = clerk.get(&format!("/c/appeals/{no}"));
        page.says(&["章程.pdf", "办事指南.docx"]);
        clerk.get(&shown).says(&["%PDF"]);
        let guide = documents(&page).into_iter().find(|one| *one != shown).unwrap();
        assert_eq!(firm.get(&guide).status, StatusCode::NOT_FOUND, "an inside note's");
        let erased = no.clone();
        let wiped = house.does(move |work| {
            use xianban_domain::appeals::{ErasureGround, by_no, erase, history};
            erase(work, &erased, ErasureGround::ConsentWithdrawn)?;
            let appeal = by_no(work, &erased)?;
            let all = history(work, &appeal)?.into_iter().flat_map(|one| one.files);
            Ok(all.map(|file| file.name).collect::<Vec<_>>())
        });
        assert_eq!(wiped, [None, None]);
        assert_eq!(clerk.get(&shown).status, StatusCode::NOT_FOUND);
        assert!(house.verifies());
    });
}
