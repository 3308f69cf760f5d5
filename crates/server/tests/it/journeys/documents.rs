use xianban_testkit::Engine;
use xianban_testkit::documents::{docx, docx_with_macros, pdf};
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

const LICENCE: &str = "想在沙子口开一家面馆，材料都在附件里，请看缺什么。";

#[tokio::test]
async fn a_firm_sends_documents_and_gets_one_back() {
    let served = Served::demo(Engine::Sqlite).await;
    go_round(&served, Mood::Phone, Mood::Desk).await;
}

#[tokio::test]
async fn the_same_documents_without_scripts() {
    let served = Served::demo(Engine::Postgres).await;
    go_round(&served, Mood::BarePhone, Mood::BareDesk).await;
}

async fn go_round(served: &Served, phone: Mood, desk: Mood) {
    let firm = Person::resident(served, phone).await;
    firm.open("/ask/development").await;
    firm.choose("是哪方面的事", "营业执照办理").await;
    firm.fill("请说说是什么事", LICENCE).await;
    firm.encloses("章程（2026）.pdf", &pdf("章程")).await;
    firm.picks_place(&["春光山色一期"]).await;
    firm.reads("选楼").await;
    firm.encloses("带宏.docx", &docx_with_macros()).await;
    if phone.has_scripts() {
        firm.reads("这个文件里带有宏、脚本，或者嵌入、要到外面去取的内容").await;
        firm.sees("ask-document-refused").await;
        firm.proves(PHONE).await;
    } else {
        firm.proves(PHONE).await;
        firm.reads("这个文件里带有宏、脚本，或者嵌入、要到外面去取的内容").await;
    }
    firm.reads("章程（2026）.pdf").await;
    firm.sees("ask-documents").await;
    firm.encloses("租房合同.docx", &docx()).await;
    firm.press("提交发展诉求").await;
    firm.reads("已经收到您的发展诉求").await;
    firm.press("查看进度").await;
    firm.reads("章程（2026）.pdf").await;
    firm.reads("租房合同.docx").await;
    firm.does_not_read("带宏.docx").await;
    firm.sees("appeal-documents").await;
    let clerk = Person::staff(served, "clerk", desk).await;
    clerk.accepts("想在沙子口开一家面馆").await;
    clerk.reads("租房合同.docx").await;
    clerk.sees("appeal-documents").await;
    clerk.begins("写内部记录", "只有办理这件事的人看得到").await;
    clerk.fill("情况", "附上办事指南。").await;
    clerk.encloses("办事指南.pdf", &pdf("指南")).await;
    clerk.sees("move-document").await;
    clerk.sends("写内部记录").await;
    clerk.reads("办事指南.pdf").await;
}
