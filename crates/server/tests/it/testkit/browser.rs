use std::fmt::Write;

use axum::Router;
use axum::extract::Multipart;
use axum::response::Html;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use xianban_testkit::browser::Browser;

/// Serves three pages for as long as the test runs; its address.
async fn site() -> String {
    let pages = Router::new()
        .route("/", get(async || Html(include_str!("good.html"))))
        .route("/bad", get(async || Html(include_str!("bad.html"))))
        .route("/said", post(said));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, pages).await });
    format!("http://{address}")
}

/// Reads back what the form said.
async fn said(mut form: Multipart) -> Html<String> {
    let mut said = String::from("<!doctype html><html lang=zh-CN><title>收到</title><main>");
    while let Some(field) = form.next_field().await.unwrap() {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let value = match file {
            Some(file) => format!("{file} {}", field.bytes().await.unwrap().len()),
            None => field.text().await.unwrap(),
        };
        write!(said, "<p>{name}={value}</p>").unwrap();
    }
    Html(said)
}

async fn files_the_form(person: &Browser) {
    person.open("/").await;
    person.fill("手机号", "").await;
    person.fill("手机号", "0").await;
    person.fill("手机号", "13800000000").await;
    person.fill("请写下您的诉求", "楼道灯坏了💡\n请修").await;
    person.fill("几号来", "2026-11-23").await;
    person.choose("急不急", "不急").await;
    person.choose("小区", "春光花园").await;
    person.tick("同意公开").await;
    person.attach_bytes("灯.jpg", b"12345").await;
    person.press("提交").await;
    person.reads("phone=13800000000").await;
    person.reads("words=楼道灯坏了💡 请修 day=2026-11-23").await;
    person.reads("urgent=no estate=2 public=on photo=灯.jpg 5").await;
    person.does_not_read("提交").await;
    assert_eq!(person.path().await, "/said");
}

#[tokio::test]
async fn a_person_fills_a_form_on_a_phone_with_and_without_scripts() {
    let site = site().await;
    let phone = Browser::phone(&site).await;
    phone.open("/").await;
    phone.reads("有脚本 zh-CN Asia/Shanghai").await;
    files_the_form(&phone).await;

    let bare = Browser::phone_without_script(&site).await;
    bare.open("/").await;
    bare.does_not_read("有脚本").await;
    files_the_form(&bare).await;
}

#[tokio::test]
async fn a_good_page_passes_every_look() {
    let site = site().await;
    for person in [Browser::phone(&site).await.elder().await, Browser::desk(&site).await] {
        person.open("/").await;
        person.axe().await;
        person.targets(60).await;
        person.elder_text().await;
        person.labels_are_whole().await;
        person.no_sideways_scroll(320).await;
    }
}

#[tokio::test]
async fn every_fault_of_a_bad_page_is_named() {
    let site = site().await;
    let fault = |look: Look| fault_of(site.clone(), look);
    let axe = fault(Look::Axe).await;
    assert!(axe.contains("color-contrast") && axe.contains("html-has-lang"), "{axe}");
    assert!(axe.contains("image-alt") && axe.contains("label"), "{axe}");
    let targets = fault(Look::Targets).await;
    assert!(targets.contains("“小”") && !targets.contains("文中链接"), "{targets}");
    let text = fault(Look::Text).await;
    assert!(text.contains("“灰字” has 12 px"), "{text}");
    let broken = fault(Look::Labels).await;
    assert!(broken.contains("“我有诉求” stands on 2 lines"), "{broken}");
    let wide = fault(Look::Sideways).await;
    assert!(wide.contains("the page is 700 px wide"), "{wide}");
}

enum Look {
    Axe,
    Targets,
    Text,
    Sideways,
    Labels,
}

/// What the look at the bad page panics with.
async fn fault_of(site: String, look: Look) -> String {
    let looking = tokio::spawn(async move {
        let phone = Browser::phone(&site).await;
        phone.open("/bad").await;
        match look {
            Look::Axe => phone.axe().await,
            Look::Targets => phone.targets(44).await,
            Look::Text => phone.elder_text().await,
            Look::Labels => phone.labels_are_whole().await,
            Look::Sideways => phone.no_sideways_scroll(320).await,
        }
    });
    let panic = looking.await.expect_err("the bad page is refused").into_panic();
    *panic.downcast::<String>().expect("with words")
}
