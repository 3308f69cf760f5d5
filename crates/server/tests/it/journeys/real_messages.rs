//! Twenty real messages, filed by another platform over the API and handled to the end in browsers.
//! They lie beside the repository where it is developed, and never in it.

use std::fs;
use std::path::Path;
use xianban_domain::appeals::Action;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use xianban_domain::identity::{NewService, create_service};
use xianban_domain::organisation::{PlaceKind, places_of};
use xianban_kernel::{Actor, Context, Seed};
use xianban_testkit::Engine;
use xianban_testkit::office::{LAOSHAN, nine_o_clock};
use xianban_testkit::served::Served;

use super::{Mood, Person};

const MANY: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_real_messages_are_handled_to_the_end() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut beside = here.ancestors().map(|folder| folder.join("shared/data/messages.jsonl"));
    let Some(lines) = beside.find_map(|file| fs::read_to_string(file).ok()) else {
        eprintln!("not handled in a browser: messages.jsonl does not lie beside the repository");
        return;
    };
    let served = Served::demo(Engine::Sqlite).await;
    let titles = filed(&served, &lines).await;
    assert_eq!(titles.len(), MANY);
    takes_on(&Person::staff(&served, "clerk", Mood::Desk).await, &titles).await;
    served.pass(60);
    handles(&Person::staff(&served, "handler", Mood::Desk).await, &titles).await;
    let reviewer = Person::staff(&served, "reviewer1", Mood::Desk).await;
    releases(&reviewer, &titles).await;
    let sixty_days = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
    let later = sixty_days.at.plus_millis(60 * 24 * 3_600_000);
    let cx = Context::new(Actor::System, later, Seed::fresh());
    let ended = xianban_domain::appeals::close_ended(&served.office, &cx).await.unwrap();
    assert_eq!(usize::try_from(ended.closed), Ok(MANY), "{ended:?}");
    reviewer.open("/c/appeals?standing=closed").await;
    reviewer.reads("办结").await;
    for title in &titles {
        reviewer.reads(title).await;
    }
    reviewer.sees("found-real-closed").await;
}

/// Files the first messages whose titles cannot be mistaken for one another; what each is called.
async fn filed(served: &Served, lines: &str) -> Vec<String> {
    let (token, place) = another_platform(served).await;
    let mut titles: Vec<String> = Vec::new();
    for line in lines.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let title = message["title"].as_str().unwrap().split_whitespace().collect::<Vec<_>>();
        let title: String = title.join(" ").chars().take(10).collect();
        if title.chars().count() < 10 || titles.contains(&title) {
            continue;
        }
        let matter = json!({
            "title": message["title"].as_str().unwrap().trim(),
            "text": message["text"], "place": place,
        });
        let key = message["id"].as_str().unwrap();
        let answer = posts(served, &token, key, &matter.to_string()).await;
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        titles.push(title);
        if titles.len() == MANY {
            break;
        }
    }
    titles
}

/// The token of a service account, and the place it files for.
async fn another_platform(served: &Served) -> (String, String) {
    let cx = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
    let made = served.office.write(&cx, |work| {
        let scopes = vec![Action::Submit.to_string()];
        let new = NewService { name: "另一个平台".into(), scopes, unit: None };
        let (_, token) = create_service(work, &new)?;
        let all = places_of(work.tx, LAOSHAN, PlaceKind::Community)?;
        let own = all.iter().find(|place| place.name == "春光山色社区").expect("the demo's");
        Ok((token.reveal().to_owned(), own.id.to_string()))
    });
    made.await.unwrap()
}

async fn posts(served: &Served, token: &str, key: &str, body: &str) -> String {
    let site = served.address();
    let (host, length) = (site.trim_start_matches("http://"), body.len());
    let request = format!(
        "POST /ask/livelihood HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Accept: application/json\r\nContent-Type: application/json\r\n\
         Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    let mut asked = TcpStream::connect(host).await.unwrap();
    asked.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    asked.read_to_string(&mut answer).await.unwrap();
    answer
}

async fn takes_on(clerk: &Person<'_>, titles: &[String]) {
    for title in titles {
        clerk.accepts(title).await;
        clerk.begins("完成研判", "主办单位马上收到任务").await;
        clerk.choose("类别", "意见建议").await;
        clerk.choose("主办单位", "春光山色社区").await;
        clerk.sends("完成研判").await;
        clerk.reads("由春光山色社区主办").await;
    }
}

async fn handles(unit: &Person<'_>, titles: &[String]) {
    for title in titles {
        unit.takes_up("acknowledge", title).await;
        unit.begins("签收", "您的单位已经开始办").await;
        unit.sends("签收").await;
        unit.begins("反馈情况", "主办单位联系诉求人").await;
        unit.fill("情况", "通过来信的平台说明了安排。").await;
        unit.sends("反馈情况").await;
        unit.reads("联系了诉求人").await;
        unit.begins("提交办理结果", "写给诉求人的答复").await;
        unit.fill("给诉求人的答复", "已到现场看过，问题已经解决。").await;
        unit.sends("提交办理结果").await;
        unit.reads("待审核，诉求人还看不到").await;
    }
}

async fn releases(reviewer: &Person<'_>, titles: &[String]) {
    for title in titles {
        reviewer.takes_up("review", title).await;
        reviewer.begins("审核通过", "答复马上发给诉求人").await;
        reviewer.sends("审核通过").await;
        reviewer.reads("已经答复诉求人").await;
    }
}
